import { expect, it } from 'vitest';
import { readOwnAccount, renewRecoveryCodes } from '../../../src/lib/server/account/own.ts';
import { giveCode } from '../../../src/lib/server/account/sign-in.ts';
import { describeEngines } from '../harness/index.ts';
import {
	actions,
	addPerson,
	auditOf,
	comeInWithFactor,
	contextAt,
	count,
	enter,
	NOW,
	readerNow,
	type Person
} from './people.ts';

const REFUSED = { kind: 'code-refused', details: {} };

describeEngines('recovery codes', (db) => {
	const audit = auditOf(db);
	const some = async () => {
		const person = await addPerson(db, { roles: ['system_administrator'] });
		return { person, ...(await comeInWithFactor(db, person)) };
	};
	const show = async (person: Person, code: string, now = NOW) => {
		const { token } = await enter(db, person, now);
		const given = { reader: await readerNow(db, token.text, now), token: token.text, code };
		return giveCode(contextAt(db, now), given, person.address);
	};
	const left = (person: Person) =>
		count(db, 'recovery_code', `account_id = ${person.id} and used_at is null`);

	it('are ten, of which the hashes are kept', async () => {
		const { person, codes } = await some();
		expect(codes).toHaveLength(10);
		expect(new Set(codes).size).toBe(10);
		const kept = await db.query<{ code_hash: Buffer }>('select code_hash from recovery_code');
		for (const { code_hash } of kept) for (const code of codes) expect(code_hash.includes(code)).toBe(false);
		expect(await left(person)).toBe(10);
	});

	it('let in instead of a code, each once, however typed, and the audit says that it was one', async () => {
		const { person, codes } = await some();
		await audit();
		for (const [nth, code] of codes.entries()) {
			const typed = [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '')][nth % 4]!;
			expect(await show(person, typed)).toMatchObject({ awaits: null });
			expect(actions(await audit())).toEqual(['session.open', 'session.advance', 'recovery-code.use']);
			await expect(show(person, code)).rejects.toMatchObject(REFUSED);
			expect(actions(await audit())).toEqual(['session.open', 'code.refuse']);
			expect(await left(person)).toBe(9 - nth);
		}
	});

	it('shown by two at the same time let one in', async () => {
		const { person, codes } = await some();
		const fates = await Promise.allSettled([1, 2, 3, 4].map(() => show(person, codes[0]!)));
		expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await left(person)).toBe(9);
	});

	it('of somebody else let nobody in', async () => {
		const [one, other] = [await some(), await some()];
		await expect(show(one.person, other.codes[0]!)).rejects.toMatchObject(REFUSED);
		expect([await left(one.person), await left(other.person)]).toEqual([10, 10]);
	});

	it('are not used up where the session has gone on', async () => {
		const { person, codes } = await some();
		const { token } = await enter(db, person);
		const given = { reader: await readerNow(db, token.text), token: token.text };
		await db.query('update session set ended_at = $2 where id = $1', [given.reader.session, NOW]);
		await audit();
		await expect(
			giveCode(contextAt(db), { ...given, code: codes[0]! }, person.address)
		).rejects.toMatchObject({ kind: 'session-over' });
		expect([await left(person), await audit()]).toEqual([10, []]);
	});

	it('are replaced by ten others, by whoever has shown the second factor in this session alone', async () => {
		const { person, codes, reader: found } = await some();
		const context = { ...contextAt(db), actor: `account:${person.id}` };
		await audit();
		const others = await renewRecoveryCodes(context, found);
		expect(await audit()).toEqual([
			{ actor: context.actor, action: 'recovery-codes.renew', subject: context.actor, detail: {} }
		]);
		expect(others).toHaveLength(10);
		expect(await readOwnAccount(context, found)).toMatchObject({ recoveryCodes: 10 });
		await expect(show(person, codes[0]!)).rejects.toMatchObject(REFUSED);
		expect(await show(person, others[0]!)).toMatchObject({ awaits: null });

		await audit();
		const unproven = (async () => renewRecoveryCodes(context, { ...found, proven: false }))();
		await expect(unproven).rejects.toMatchObject(REFUSED);
		expect([await left(person), await audit()]).toEqual([9, []]);
	});
});
