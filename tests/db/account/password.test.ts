import { expect, it } from 'vitest';
import { changePassword } from '../../../src/lib/server/account/sign-in.ts';
import { describeEngines } from '../harness/index.ts';
import {
	addPerson,
	auditOf,
	contextAt,
	enter,
	NOW,
	OTHER_PASSWORD,
	PASSWORD,
	reader,
	readerNow,
	REFUSED,
	toldBy
} from './people.ts';

describeEngines('another password', (db) => {
	const audit = auditOf(db);
	const change = async (token: string, address: string, chosen: string, old = PASSWORD) =>
		changePassword(contextAt(db), { reader: await readerNow(db, token), token, old, chosen }, address);

	it('holds from then on, ends every other session, gives this one another token, and is audited', async () => {
		const person = await addPerson(db);
		const [other, own] = [await enter(db, person), await enter(db, person)];
		const [{ id: mine }, { id: theirs }] = (await db.query<{ id: number }>(
			'select id from session where account_id = $1 order by id desc',
			[person.id]
		)) as [{ id: number }, { id: number }];
		await audit();
		const came = await change(own.token.text, person.address, OTHER_PASSWORD);
		for (const dead of [other, own]) expect(await reader(db, dead.token.text)).toBeUndefined();
		expect(await readerNow(db, came.token.text)).toMatchObject({ session: mine, account: person.id });
		const actor = `account:${person.id}`;
		expect(await audit()).toEqual([
			{ actor, action: 'session.end', subject: `session:${theirs}`, detail: {} },
			{ actor, action: 'password.change', subject: actor, detail: {} },
			{ actor, action: 'session.advance', subject: `session:${mine}`, detail: {} }
		]);
		expect(await toldBy(enter(db, person))).toEqual(REFUSED);
		expect(await enter(db, person, NOW, OTHER_PASSWORD)).toMatchObject({ awaits: null });
	});

	it('needs the present one, and a wrong one counts as a failure to sign in', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		for (let attempt = 0; attempt < 6; attempt++)
			expect(await toldBy(change(token.text, person.address, OTHER_PASSWORD, 'something else'))).toEqual(
				REFUSED
			);
		for (const slowed of [
			() => change(token.text, person.address, OTHER_PASSWORD),
			() => enter(db, person, NOW, OTHER_PASSWORD)
		])
			expect(await toldBy(slowed())).toMatchObject({ kind: 'sign-in-slowed', details: { seconds: 30 } });
		expect(await reader(db, token.text)).toBeDefined();
	});

	it('that is refused changes nothing, and however often it is, the right present one was no failure', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		await audit();
		for (const [chosen, fault] of [
			['short', 'short'],
			['password1', 'common'],
			[`${person.name}!`, 'guessable'],
			[PASSWORD, 'same'],
			[PASSWORD.replace('o', 'ｏ'), 'same'],
			['12345678', 'common'],
			['x'.repeat(129), 'long']
		] as const)
			expect(await toldBy(change(token.text, person.address, chosen))).toMatchObject({
				kind: 'password-refused',
				details: { fault }
			});
		expect(await audit()).toEqual([]);
		expect(await enter(db, person)).toMatchObject({ awaits: null });
		expect(await reader(db, token.text)).toBeDefined();
	});

	it('is refused to a session that ended, or went on, in the meantime', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		const before = await readerNow(db, token.text);
		const given = { reader: before, token: token.text, old: PASSWORD, chosen: OTHER_PASSWORD };
		await db.query('update session set ended_at = $2 where id = $1', [before.session, NOW]);
		await audit();
		const refused = await toldBy(changePassword(contextAt(db), given, person.address));
		expect(refused.kind).toBe('session-over');
		expect(await audit()).toEqual([]);
		expect(await enter(db, person)).toMatchObject({ awaits: null });
	});

	it('is nothing for a device, or for an account of a demonstration', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		const found = await readerNow(db, token.text);
		for (const other of [{ kind: 'device' }, { demonstration: true }] as const) {
			const given = {
				reader: { ...found, ...other },
				token: token.text,
				old: PASSWORD,
				chosen: OTHER_PASSWORD
			};
			await expect(changePassword(contextAt(db), given, person.address)).rejects.toMatchObject({
				kind: 'forbidden'
			});
		}
	});
});
