import { beforeEach, describe, expect, it } from 'vitest';
import { placeOf, sealedColumns } from '../../../src/lib/server/secrets/columns.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import { seal } from '../../../src/lib/server/secrets/seal.ts';
import { rotateKeys, sealedCounts } from '../../../src/lib/server/secrets/service.ts';
import { describeEngine, describeEngines } from '../harness/index.ts';
import { addPeople, factorOf, kept, opened, phoneOf, removePeople, rotations } from './people.ts';

const [older, newer] = [newKey(), newKey()];
const before = keysFrom([older]);
const keys = keysFrom([newer, older]);
const now = new Date('2026-11-29T09:00:00Z');

describeEngines('the rotation of keys', (db) => {
	const context = { db, actor: 'npm run keys', now };
	beforeEach(() => removePeople(db));

	it('knows every column that says of itself that it is sealed', async () => {
		const columns = await db.query<{ name: string }>(
			`select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
			where col_description(c.oid, a.attnum) like '%src/lib/server/secrets%' order by 1`
		);
		expect(columns.map(({ name }) => name)).toEqual([...sealedColumns].sort());
	});

	it('seals anew what a former key sealed, leaves the rest, and says so once in the audit', async () => {
		const [one, two, three] = (await addPeople(db, before, 3)) as [number, number, number];
		const [four] = await addPeople(db, keys, 1);
		await db.query('update account set phone = null where id = $1', [two]);
		await db.query('delete from second_factor where account_id = $1', [three]);
		const untouched = (await kept(db)).find(({ id }) => id === four);
		const audited = (await rotations(db)).length;

		expect(await rotateKeys(context, keys)).toEqual({
			'account.phone': { former: 2, current: 1 },
			'second_factor.secret': { former: 2, current: 1 }
		});
		expect(await opened(db, keys)).toEqual([
			{ id: one, phone: phoneOf(one), secret: factorOf(one), current: true },
			{ id: two, phone: null, secret: factorOf(two), current: true },
			{ id: three, phone: phoneOf(three), secret: null, current: true },
			{ id: four, phone: phoneOf(four!), secret: factorOf(four!), current: true }
		]);
		expect((await kept(db)).find(({ id }) => id === four)).toEqual(untouched);
		expect((await rotations(db)).slice(audited)).toEqual([
			{
				actor: 'npm run keys',
				subject: '',
				at: now,
				detail: {
					'account.phone': { resealed: 2, current: 1 },
					'second_factor.secret': { resealed: 2, current: 1 }
				}
			}
		]);

		const bytes = await kept(db);
		expect(await rotateKeys(context, keys)).toEqual({
			'account.phone': { former: 0, current: 3 },
			'second_factor.secret': { former: 0, current: 3 }
		});
		expect(await kept(db)).toEqual(bytes);
	});

	it('goes through more than fits in one batch', async () => {
		const ids = await addPeople(db, before, 2345);
		expect(await rotateKeys(context, keys)).toEqual({
			'account.phone': { former: 2345, current: 0 },
			'second_factor.secret': { former: 2345, current: 0 }
		});
		expect(await opened(db, keysFrom([newer]))).toEqual(
			ids.map((id) => ({ id, phone: phoneOf(id), secret: factorOf(id), current: true }))
		);
	});

	it('changes nothing where something cannot be read, and names all of that', async () => {
		const ids = await addPeople(db, before, 2345);
		const [altered, moved, other, nothing] = [ids[1]!, ids[7]!, ids[1500]!, ids[2344]!];
		const put = (id: number, phone: Buffer) =>
			db.query('update account set phone = $2 where id = $1', [id, phone]);
		const stranger = keysFrom([newKey()]);
		await put(altered, Buffer.concat([seal(before, '1', placeOf('account.phone', altered)), Buffer.of(0)]));
		await put(moved, seal(before, phoneOf(other), placeOf('account.phone', other)));
		await put(nothing, Buffer.from('13900000000'));
		await db.query('update second_factor set secret = $2 where account_id = $1', [
			other,
			seal(stranger, factorOf(other), placeOf('second_factor.secret', other))
		]);
		const bytes = await kept(db);
		const audited = (await rotations(db)).length;
		const rows = [
			{ column: 'account.phone', id: altered, reason: 'altered' },
			{ column: 'account.phone', id: moved, reason: 'altered' },
			{ column: 'account.phone', id: nothing, reason: 'form' },
			{ column: 'second_factor.secret', id: other, reason: 'key' }
		];
		const refusal = { kind: 'secret-unreadable', details: { reason: 'altered', rows } };
		let called = false;
		await expect(rotateKeys(context, keys, () => (called = true))).rejects.toMatchObject(refusal);
		await expect(sealedCounts(context, keys)).rejects.toMatchObject(refusal);
		expect(called).toBe(false);
		expect(await kept(db)).toEqual(bytes);
		expect(await rotations(db)).toHaveLength(audited);
	});

	it('holds only when the new key could be put where it is found', async () => {
		await addPeople(db, before, 3);
		const bytes = await kept(db);
		const audited = (await rotations(db)).length;
		const full = () => {
			throw new Error('no room on the disk');
		};
		await expect(rotateKeys(context, keys, full)).rejects.toThrow('no room');
		expect(await kept(db)).toEqual(bytes);
		expect(await rotations(db)).toHaveLength(audited);
	});

	it('is asked for what still needs a former key without changing anything', async () => {
		await addPeople(db, before, 2);
		await addPeople(db, keys, 1);
		const bytes = await kept(db);
		const audited = (await rotations(db)).length;
		const both = { former: 2, current: 1 };
		expect(await sealedCounts(context, keys)).toEqual({
			'account.phone': both,
			'second_factor.secret': both
		});
		expect(await kept(db)).toEqual(bytes);
		expect(await rotations(db)).toHaveLength(audited);
	});
});

describeEngine('server', 'a rotation while others write', (db) => {
	const context = { db, actor: 'npm run keys', now };
	const setPhone = 'update account set phone = $2 where id = $1';
	const waiting = async () =>
		(await db.query('select 1 from pg_locks where not granted and locktype = $1', ['transactionid'])).length;

	describe('keeps what they wrote', () => {
		beforeEach(() => removePeople(db));

		it('before it', async () => {
			const [id] = (await addPeople(db, before, 1)) as [number];
			let commit: () => void = () => undefined;
			const held = new Promise<void>((resolve) => (commit = resolve));
			const writing = db.transaction(async (tx) => {
				await tx.query(setPhone, [id, seal(before, '13811111111', placeOf('account.phone', id))]);
				await held;
			});
			const rotating = rotateKeys(context, keys);
			await expect.poll(waiting).toBeGreaterThan(0);
			commit();
			await writing;
			expect(await rotating).toMatchObject({ 'account.phone': { former: 1 } });
			expect(await opened(db, keys)).toMatchObject([{ phone: '13811111111', current: true }]);
		});

		it('during it', async () => {
			const [id] = (await addPeople(db, before, 1)) as [number];
			let begin: () => void = () => undefined;
			const begun = new Promise<void>((resolve) => (begin = resolve));
			const writing = begun.then(() =>
				db.query(setPhone, [id, seal(before, '13822222222', placeOf('account.phone', id))])
			);
			await rotateKeys(context, keys, begin);
			await writing;
			expect(await opened(db, keys)).toMatchObject([{ phone: '13822222222', current: false }]);
			expect(await sealedCounts(context, keys)).toMatchObject({ 'account.phone': { former: 1 } });
		});
	});
});
