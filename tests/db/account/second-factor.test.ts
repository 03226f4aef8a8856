import { expect, it } from 'vitest';
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { recoveryCode } from '../../../src/lib/server/access/tokens.ts';
import { secondFactorToSetUp } from '../../../src/lib/server/account/second-factor.ts';
import { giveCode, setUpSecondFactor } from '../../../src/lib/server/account/sign-in.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import { rotateKeys } from '../../../src/lib/server/secrets/service.ts';
import { describeEngines } from '../harness/index.ts';
import {
	addPerson,
	auditOf,
	codeAt,
	comeInWithFactor,
	contextAt,
	count,
	enter,
	later,
	MINUTE,
	NOW,
	reader,
	readerNow,
	SECOND,
	type Person
} from './people.ts';

const STEP = 30 * SECOND;
const REFUSED = { kind: 'code-refused', details: {} };

describeEngines('a second factor', (db) => {
	const audit = auditOf(db);
	const some = async (roles: readonly Role[] = ['auditor']) => {
		const person = await addPerson(db, { roles });
		return { person, ...(await comeInWithFactor(db, person)) };
	};
	/** A right password and then this code, at this time. */
	const show = async (person: Person, code: string, now: Date) => {
		const { token } = await enter(db, person, now);
		const given = { reader: await readerNow(db, token.text, now), token: token.text, code };
		return giveCode(contextAt(db, now), given, person.address);
	};

	it('is set up by a code of the app, which is then known, and opens the session with another token', async () => {
		const person = await addPerson(db, { roles: ['auditor'] });
		const { token, awaits } = await enter(db, person);
		expect(awaits).toBe('second-factor-setup');
		const before = await readerNow(db, token.text);
		const { secret, uri } = secondFactorToSetUp(token.text, person.name);
		expect(secret).toMatch(/^[A-Z2-7]{32}$/);
		expect(secondFactorToSetUp(token.text, person.name).secret).toBe(secret);
		const address = new URL(uri);
		expect(address.protocol).toBe('otpauth:');
		expect(decodeURIComponent(address.pathname)).toContain(person.name);
		expect(address.searchParams.get('secret')).toBe(secret);
		await audit();
		const given = { reader: before, token: token.text, code: codeAt(secret, NOW) };
		const came = await setUpSecondFactor(contextAt(db), given);
		expect(came.awaits).toBeNull();
		expect(await reader(db, token.text)).toBeUndefined();
		const after = await readerNow(db, came.token.text);
		expect(after).toMatchObject({ session: before.session, proven: true, waitingRoles: [] });
		expect(after.access.may('read', 'audit')).toBe(true);
		const actor = `account:${person.id}`;
		expect(await audit()).toEqual([
			{ actor, action: 'session.advance', subject: `session:${before.session}`, detail: {} },
			{ actor, action: 'second-factor.set', subject: actor, detail: {} }
		]);
	});

	it('is not set up by a wrong code, or by the token of another session', async () => {
		const person = await addPerson(db, { roles: ['auditor'] });
		const [one, other] = [await enter(db, person), await enter(db, person)];
		const { secret } = secondFactorToSetUp(other.token.text, person.name);
		const before = await readerNow(db, one.token.text);
		await audit();
		for (const code of [codeAt(secret, NOW), '', '12345', '1234567', 'abcdef', recoveryCode()])
			await expect(
				setUpSecondFactor(contextAt(db), { reader: before, token: one.token.text, code })
			).rejects.toMatchObject(REFUSED);
		expect([await audit(), await count(db, 'second_factor', `account_id = ${person.id}`)]).toEqual([[], 0]);
	});

	it('is not set up over another, and what was begun is undone', async () => {
		const { token, reader: found, person } = await some();
		const { secret } = secondFactorToSetUp(token, person.name);
		const codes = await count(db, 'recovery_code', `account_id = ${person.id}`);
		await audit();
		await expect(
			setUpSecondFactor(contextAt(db), { reader: found, token, code: codeAt(secret, NOW) })
		).rejects.toMatchObject({ kind: 'account-limit', details: { reason: 'second-factor' } });
		expect([await audit(), await count(db, 'recovery_code', `account_id = ${person.id}`)]).toEqual([
			[],
			codes
		]);
	});

	it('is none of a device or of an account of a demonstration', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		const found = await readerNow(db, token.text);
		const { secret } = secondFactorToSetUp(token.text, person.name);
		for (const other of [{ kind: 'device' }, { demonstration: true }] as const)
			await expect(
				setUpSecondFactor(contextAt(db), {
					reader: { ...found, ...other },
					token: token.text,
					code: codeAt(secret, NOW)
				})
			).rejects.toMatchObject({ kind: 'forbidden' });
	});

	it('lets in by a code of now, of the step before and of the one after, and of no other', async () => {
		for (const step of [-1, 0, 1]) {
			const { person, secret } = await some();
			const now = later(10 * STEP);
			expect(await show(person, codeAt(secret, later(step * STEP, now)), now)).toMatchObject({
				awaits: null
			});
		}
		const { person, secret } = await some();
		for (const step of [-2, 2, -10]) {
			const now = later(20 * STEP);
			await expect(show(person, codeAt(secret, later(step * STEP, now)), now)).rejects.toMatchObject(REFUSED);
		}
	});

	it('takes a code as people type it, and each once, in this session and in others', async () => {
		const { person, secret } = await some();
		const now = later(5 * STEP);
		const code = codeAt(secret, now);
		const wide = code.replace(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0));
		expect(await show(person, ` ${wide.slice(0, 3)} ${wide.slice(3)}\n`, now)).toMatchObject({
			awaits: null
		});
		await expect(show(person, code, now)).rejects.toMatchObject(REFUSED);
		// The one before it, which nobody has shown, does not hold either: whoever reads over a shoulder may have it.
		await expect(show(person, codeAt(secret, later(-STEP, now)), now)).rejects.toMatchObject(REFUSED);
		await expect(show(person, code, later(STEP, now))).rejects.toMatchObject(REFUSED);
		const next = later(STEP, now);
		expect(await show(person, codeAt(secret, next), next)).toMatchObject({ awaits: null });
	});

	it('was shown once when it was set up: that code lets nobody in', async () => {
		const { person, secret } = await some();
		await expect(show(person, codeAt(secret, NOW), NOW)).rejects.toMatchObject(REFUSED);
	});

	it('shown by two at the same time lets one in', async () => {
		const { person, secret } = await some();
		const now = later(5 * STEP);
		const code = codeAt(secret, now);
		const fates = await Promise.allSettled([1, 2, 3, 4].map(() => show(person, code, now)));
		expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const fate of fates) if (fate.status === 'rejected') expect(fate.reason).toMatchObject(REFUSED);
	});

	it('is refused, and no fault, where the clock of the server was put back', async () => {
		const { person, secret } = await some();
		const now = later(-10 * MINUTE);
		await expect(show(person, codeAt(secret, now), now)).rejects.toMatchObject(REFUSED);
		expect(await show(person, codeAt(secret, later(STEP)), later(STEP))).toMatchObject({ awaits: null });
	});

	it('gives the session another token, and the former one is dead', async () => {
		const { person, secret } = await some();
		const now = later(5 * STEP);
		const { token } = await enter(db, person, now);
		const before = await readerNow(db, token.text, now);
		const given = { reader: before, token: token.text, code: codeAt(secret, now) };
		await audit();
		const came = await giveCode(contextAt(db, now), given, person.address);
		expect(await reader(db, token.text, now)).toBeUndefined();
		expect(await readerNow(db, came.token.text, now)).toMatchObject({
			session: before.session,
			proven: true
		});
		expect(await audit()).toEqual([
			{
				actor: `account:${person.id}`,
				action: 'session.advance',
				subject: `session:${before.session}`,
				detail: {}
			}
		]);
		await expect(
			giveCode(contextAt(db, now), { ...given, code: codeAt(secret, later(STEP, now)) }, person.address)
		).rejects.toMatchObject({ kind: 'session-over' });
	});

	it('wrong is counted: after six nobody looks at one for half a minute, and the audit has each', async () => {
		const { person, secret } = await some();
		const now = later(5 * STEP);
		const { token } = await enter(db, person, now);
		const found = await readerNow(db, token.text, now);
		const give = (code: string, at = now) =>
			giveCode(contextAt(db, at), { reader: found, token: token.text, code }, person.address);
		await audit();
		for (const code of ['000000', '', 'abc', recoveryCode(), '12345', '999999'])
			await expect(give(code)).rejects.toMatchObject(REFUSED);
		expect(await audit()).toEqual(
			Array(6).fill({
				actor: 'visitor',
				action: 'code.refuse',
				subject: `account:${person.id}`,
				detail: {}
			})
		);
		const slowed = { kind: 'sign-in-slowed', details: { seconds: 30 } };
		await expect(give(codeAt(secret, now))).rejects.toMatchObject(slowed);
		expect(await give(codeAt(secret, later(STEP, now)), later(STEP, now))).toMatchObject({ awaits: null });
		expect(await audit()).toMatchObject([{ action: 'session.advance' }]);
	});

	it('is sealed, and still opens when the keys were changed', async () => {
		const { person, secret } = await some();
		const [row] = await db.query<{ secret: Buffer }>(
			'select secret from second_factor where account_id = $1',
			[person.id]
		);
		expect(row!.secret.includes(secret)).toBe(false);
		const before = process.env.WANGGE_KEYS!;
		const both = [newKey(), before];
		try {
			process.env.WANGGE_KEYS = both.join();
			await rotateKeys(contextAt(db), keysFrom(both));
			expect(await show(person, codeAt(secret, later(5 * STEP)), later(5 * STEP))).toMatchObject({
				awaits: null
			});
			await rotateKeys(contextAt(db), keysFrom([before, both[0]!]));
		} finally {
			process.env.WANGGE_KEYS = before;
		}
	});
});
