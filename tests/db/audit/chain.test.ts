import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Random } from '../../../src/lib/domain/demo/random.ts';
import type { ChainFault } from '../../../src/lib/server/audit/chain.ts';
import { record, verifyAudit, verifyWithin } from '../../../src/lib/server/audit/service.ts';
import { projectRoot, type Database, type Transaction } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';

const NOW = new Date('2026-11-01T08:00:00.123Z');
const write = (tx: Transaction, subject: string, detail: Record<string, unknown> = {}) =>
	record({ db: tx, actor: 'account:7', now: NOW }, { action: 'responsibility.add', subject, detail });

class Undone extends Error {}

/** What is found within a transaction in which the trigger is off and the chain was tampered with; then all is undone. */
async function foundAfter(db: Database, tamper: (tx: Transaction) => Promise<void>): Promise<ChainFault[]> {
	let faults: ChainFault[] | undefined;
	await db
		.transaction(
			async (tx) => {
				await tx.script('alter table audit_entry disable trigger user');
				await tamper(tx);
				({ faults } = await verifyWithin(tx));
				throw new Undone();
			},
			{ statementTimeoutMs: 0 }
		)
		.catch((error: unknown) => {
			if (!(error instanceof Undone)) throw error;
		});
	return faults!;
}

describeEngines('the audit', (db, engine) => {
	const places = async () =>
		(
			await db.query<{ nth: number; subject: string }>(
				'select nth::int, subject from audit_entry order by nth'
			)
		).map(({ nth, subject }) => `${nth} ${subject}`);

	it('is whole before anything was written', async () => {
		expect(await verifyAudit({ db })).toMatchObject({ entries: 0, head: { nth: 0 }, faults: [] });
	});

	it('has one entry of a change that was made, none of one that was undone, and no gap between', async () => {
		await db.transaction((tx) => write(tx, 'first'));
		await db
			.transaction(async (tx) => {
				await write(tx, 'undone');
				throw new Undone();
			})
			.catch(() => undefined);
		await db.transaction(async (tx) => {
			await write(tx, 'second');
			await tx
				.transaction(async (inner) => {
					await write(inner, 'undone within');
					throw new Undone();
				})
				.catch(() => undefined);
			await write(tx, 'third');
		});
		expect(await places()).toEqual(['1 first', '2 second', '3 third']);
		expect(await verifyAudit({ db })).toMatchObject({ entries: 3, head: { nth: 3 }, faults: [] });
	});

	it('is worked out the same outside of the database, whatever is written', async () => {
		await db.transaction(async (tx) => {
			await write(tx, '网格 990102:1"\\\n\t𠮷', {
				名: '绿化',
				rows: 1.5e21,
				deep: { b: [1, null, true], a: '' }
			});
			await write(tx, '');
		});
		expect((await verifyAudit({ db })).faults).toEqual([]);
	});

	it('chains what is written at the same time without a gap', async () => {
		const before = (await places()).length;
		await Promise.all(
			Array.from({ length: 40 }, (_, at) => db.transaction((tx) => write(tx, `at once ${at}`)))
		);
		const verdict = await verifyAudit({ db });
		expect(verdict).toMatchObject({ entries: before + 40, head: { nth: before + 40 }, faults: [] });
	});

	it.each([
		"update audit_entry set actor = 'account:8'",
		'update audit_entry set nth = nth + 1000',
		'delete from audit_entry where nth = 1',
		'truncate audit_entry',
		'truncate audit_head',
		'delete from audit_head',
		'insert into audit_head (one) values (true) on conflict do nothing'
	])('refuses %s', async (statement) => {
		const before = await places();
		await expect(db.query(statement)).rejects.toMatchObject({ kind: 'forbidden' });
		expect(await places()).toEqual(before);
	});

	it('refuses to change an entry in the transaction that writes it', async () => {
		const attempt = db.transaction(async (tx) => {
			await write(tx, 'mine');
			await tx.query("update audit_entry set subject = 'yours' where subject = 'mine'");
		});
		await expect(attempt).rejects.toMatchObject({ kind: 'forbidden' });
	});

	it('refuses what would be written when the end of the chain is lost', async () => {
		const attempt = db.transaction(async (tx) => {
			await tx.script('alter table audit_head disable trigger user; delete from audit_head');
			await write(tx, 'lost');
			await tx.script('set constraints all immediate');
		});
		await expect(attempt).rejects.toMatchObject({ kind: 'invalid' });
		expect((await verifyAudit({ db })).faults).toEqual([]);
	});

	it('takes up what was written before there was a chain, or past it, when its functions are applied', async () => {
		const functions = await readFile(join(projectRoot(), 'db', 'functions', '95_audit.sql'), 'utf8');
		const loose = (await places()).length + 1;
		const faults = await foundAfter(db, async (tx) => {
			await write(tx, 'earlier');
			await write(tx, 'later');
			await tx.script('alter table audit_entry enable trigger user');
			await tx.script(functions);
			const [row] = await tx.query('select subject from audit_entry where nth = $1', [loose]);
			expect(row).toEqual({ subject: 'earlier' });
		});
		expect(faults).toEqual([]);
		const past = await foundAfter(db, (tx) => write(tx, 'past it'));
		expect(past).toMatchObject([{ kind: 'unchained' }]);
	});

	it.each([
		[
			'another era',
			`(to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' BC')::timestamp at time zone 'UTC'`
		],
		['the end of time', `'infinity'`],
		['the beginning of time', `'-infinity'`],
		['a millisecond more', `at + interval '1 millisecond'`]
	])('finds an entry that was moved to %s, which none can be written at', async (name, moment) => {
		await db.transaction((tx) => write(tx, 'to be moved'));
		const [{ nth }] = (await db.query('select max(nth)::int as nth from audit_entry')) as [{ nth: number }];
		const faults = await foundAfter(db, async (tx) => {
			await tx.script('alter table audit_entry drop constraint audit_entry_at');
			await tx.query(`update audit_entry set at = ${moment} where nth = $1`, [nth]);
		});
		expect(faults).toEqual([{ kind: 'altered', nth }]);
		if (name === 'a millisecond more') return;
		await expect(
			db.query(`insert into audit_entry (at, actor, action, subject, detail)
				select ${moment}, 'test', 'test', '', '{}' from audit_entry where nth = ${nth}`)
		).rejects.toMatchObject({ details: { constraint: 'audit_entry_at' } });
	});

	// A thousand in fifty thousand; a hundred in five thousand on the embedded engine, which writes slower.
	const [COUNT, ROUNDS] = engine === 'server' ? [50_000, 10] : [5_000, 1];
	const EACH = 100;
	const STEP = COUNT / EACH;

	it(`has each of ${ROUNDS * EACH} random tamperings in a chain of ${COUNT} found, at its place`, async () => {
		const begun = (await places()).length;
		for (let at = begun; at < COUNT; at += 500)
			await db.query(
				`insert into audit_entry (at, actor, action, subject, detail)
				select now(), 'account:' || n % 97, 'responsibility.add', 'key-' || n, jsonb_build_object('row', n)
				from generate_series($1::int, $2::int) as n`,
				[at + 1, Math.min(COUNT, at + 500)]
			);
		expect(await verifyAudit({ db })).toMatchObject({ entries: COUNT, faults: [] });

		const dice = new Random(20_261_101);
		for (let round = 0; round < ROUNDS; round++) {
			const expected: ChainFault[] = [];
			const faults = await foundAfter(db, async (tx) => {
				// Each within a stretch of its own, so that one does not hide another.
				for (let one = 0; one < EACH; one++) {
					const nth = one * STEP + dice.int(2, STEP - 12);
					expected.push(...(await TAMPERINGS[dice.int(0, TAMPERINGS.length - 1)]!(tx, nth, dice)));
				}
			});
			expect(faults).toEqual(expected);
		}
	});
});

type Tampering = (tx: Transaction, nth: number, dice: Random) => Promise<ChainFault[]>;

const altering =
	(change: string): Tampering =>
	async (tx, nth) => {
		await tx.query(`update audit_entry as entry set ${change} where nth = $1`, [nth]);
		return [{ kind: 'altered', nth }];
	};

const TAMPERINGS: readonly Tampering[] = [
	altering("actor = 'account:98'"),
	altering("action = 'responsibility.end'"),
	altering("subject = subject || ' '"),
	altering('detail = detail || \'{"row": 0}\''),
	altering("at = at + interval '1 microsecond'"),
	altering('hash = sha256(hash)'),
	altering('previous = sha256(previous)'),
	// With its own hash made anew, so that only the next one tells.
	async (tx, nth) => {
		await tx.query("update audit_entry set subject = 'forged' where nth = $1", [nth]);
		await tx.query('update audit_entry as entry set hash = audit_hash(previous, nth, entry) where nth = $1', [
			nth
		]);
		return [{ kind: 'altered', nth }];
	},
	async (tx, nth, dice) => {
		const to = nth + dice.int(0, 9);
		await tx.query('delete from audit_entry where nth between $1 and $2', [nth, to]);
		return [{ kind: 'missing', from: nth, to }];
	},
	async (tx, nth, dice) => {
		const other = nth + dice.int(1, 9);
		for (const [from, to] of [
			[nth, -1],
			[other, nth],
			[-1, other]
		])
			await tx.query('update audit_entry set nth = $2 where nth = $1', [from, to]);
		return [
			{ kind: 'moved', nth, belongs: other },
			{ kind: 'moved', nth: other, belongs: nth }
		];
	}
];
