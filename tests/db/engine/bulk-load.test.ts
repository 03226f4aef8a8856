import { beforeEach, expect, it } from 'vitest';
import { copyLine } from '../../../src/lib/server/db/bulk-load.ts';
import type { BulkLoad, BulkRow, Statement } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';

const named = (name: string, text: string): Statement => ({ noun: 'test', name, why: 'a test', text });
const LOAD: BulkLoad = {
	copy: named('copy', 'copy heap (id, note, yes) from stdin'),
	insert: named(
		'insert',
		'insert into heap (id, note, yes) select * from unnest($1::int[], $2::text[], $3::bool[])'
	)
};
const NOTES = [
	'plain',
	'tab\tand\nlines\r',
	'back\\slash',
	'\\N',
	'\\.',
	'',
	'"quoted", {braces}',
	'网格',
	null
];

describeEngines(
	'bulk loads',
	(db, engine) => {
		const all = (): Promise<BulkRow[]> => db.query('select id, note, yes from heap order by id');
		beforeEach(() =>
			db.script('create table if not exists heap (id int primary key, note text, yes bool); truncate heap')
		);

		it('write every character as it is, and null as null', async () => {
			const rows: BulkRow[] = NOTES.map((note, i) => [i, note, i % 2 ? true : null]);
			expect(await db.transaction((tx) => tx.load(LOAD, rows))).toBe(NOTES.length);
			expect(await all()).toEqual(rows.map(([id, note, yes]) => ({ id, note, yes })));
		});

		it('take more rows than one statement does, as they are made, and say how many', async () => {
			let made = 0;
			function* many(): Generator<BulkRow> {
				for (; made < 60_001; made++) yield [made, `note ${made}`, false];
			}
			const told: [sent: number, made: number][] = [];
			const written = await db.transaction((tx) => tx.load(LOAD, many(), (sent) => told.push([sent, made])));
			expect(written).toBe(60_001);
			expect(told.at(-1)![0]).toBe(60_001);
			expect(told[0]![1]).toBeLessThan(10_000);
			expect(await db.query('select count(*)::int as n, max(id) as last from heap')).toEqual([
				{ n: 60_001, last: 60_000 }
			]);
		});

		it('keep nothing when the rows throw half-way, and the connection goes on', async () => {
			const thrown = new Error('no more');
			function* broken(): Generator<BulkRow> {
				for (let id = 0; id < 20_000; id++) yield [id, 'x'.repeat(20), true];
				throw thrown;
			}
			await expect(db.transaction((tx) => tx.load(LOAD, broken()))).rejects.toBe(thrown);
			expect(await all()).toEqual([]);
		});

		it('turn a refused row into our error, and a savepoint goes on', async () => {
			const rows: BulkRow[] = [
				[1, 'a', true],
				[1, 'b', true]
			];
			await db.transaction(async (tx) => {
				await expect(tx.transaction((inner) => inner.load(LOAD, rows))).rejects.toMatchObject({
					kind: 'duplicate',
					details: { statement: engine === 'server' ? 'copy' : 'insert' }
				});
				expect(await tx.load(LOAD, [])).toBe(0);
				await tx.load(LOAD, [[2, 'c', false]]);
			});
			expect(await all()).toEqual([{ id: 2, note: 'c', yes: false }]);
		});

		it('write a line as COPY reads it', () => {
			expect(copyLine([1, 'a\tb', null, true])).toBe('1\ta\\tb\t\\N\ttrue\n');
		});
	},
	{ bare: true }
);
