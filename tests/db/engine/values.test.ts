import { expect, it } from 'vitest';
import { describeEngine, describeEngines } from '../harness/index.ts';

describeEngines(
	'values',
	(db) => {
		const cases: [name: string, expression: string, expected: unknown][] = [
			['int8 as a number', '9007199254740991::int8', 9007199254740991],
			['int8 beyond 2^53 as a bigint', '9007199254740993::int8', 9007199254740993n],
			['numeric as a number', '12.50::numeric', 12.5],
			['float8 with all its digits', '0.1::float8 + 0.2::float8', 0.30000000000000004],
			['float8 NaN', `'NaN'::float8`, NaN],
			['float8 infinity', `'-infinity'::float8`, -Infinity],
			['date as its text', `date '2024-02-29'`, '2024-02-29'],
			['a far date as its text', `date '0044-03-15 BC'`, '0044-03-15 BC'],
			['timestamptz as a Date', `timestamptz '2024-02-29 12:00+08'`, new Date('2024-02-29T04:00:00Z')],
			['timestamp without zone as its text', `timestamp '2024-02-29 12:00'`, '2024-02-29 12:00:00'],
			['boolean', 'true', true],
			['null', 'null::int8', null],
			['text in Chinese', `'网格' || '员'`, '网格员'],
			['jsonb parsed', `'{"a": [1, null]}'::jsonb`, { a: [1, null] }],
			['text array', `array['a', null, '逗,号"']`, ['a', null, '逗,号"']],
			['int8 array', 'array[1, null, 3]::int8[]', [1, null, 3]],
			[
				'numeric array of arrays',
				'array[[1.5, 2], [3, 4]]::numeric[]',
				[
					[1.5, 2],
					[3, 4]
				]
			],
			['date array', `array[date '2024-01-01']`, ['2024-01-01']],
			['date range as its text', `daterange('2024-01-01', '2024-02-01')`, '[2024-01-01,2024-02-01)'],
			['bytea as a Buffer', `'\\x00ff'::bytea`, Buffer.from([0, 255])],
			['uuid', `'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid`, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
			['geometry as hex EWKB', `st_point(1, 2, 4490)`, '01010000208A110000000000000000F03F0000000000000040']
		];
		for (const [name, expression, expected] of cases) {
			it(`gives ${name}`, async () => {
				expect(await db.query(`select ${expression} as value`)).toEqual([{ value: expected }]);
			});
		}

		const bound: [name: string, type: string, value: unknown, expected?: unknown][] = [
			['a number', 'float8', 1.5],
			['a text with a quote and a line', 'text', `it's\n"网格"`],
			['null', 'text', null],
			['a Date', 'timestamptz', new Date('2024-02-29T04:00:00.123Z')],
			['a date as text', 'date', '2024-02-29'],
			['an array', 'text[]', ['a', null, 'b"c']],
			[
				'an array of arrays',
				'float8[]',
				[
					[1, 2],
					[3, 4]
				]
			],
			['an object', 'jsonb', { a: 1 }],
			['bytes', 'bytea', Buffer.from([0, 1, 255])],
			['a million characters', 'text', 'x'.repeat(1_000_000)]
		];
		for (const [name, type, value, expected = value] of bound) {
			it(`binds ${name}`, async () => {
				expect(await db.query(`select $1::${type} as value`, [value])).toEqual([{ value: expected }]);
			});
		}

		it('gives a result of many megabytes whole', async () => {
			const rows = await db.query<{ n: number; text: string }>(
				`select n, repeat('网', 1000) as text from generate_series(1, 5000) as n`
			);
			expect(rows.length).toBe(5000);
			expect(rows.every((row, index) => row.n === index + 1 && row.text.length === 1000)).toBe(true);
		});

		it('has the time zone of the jurisdiction', async () => {
			expect(await db.query(`select current_setting('timezone') as zone`)).toEqual([
				{ zone: 'Asia/Shanghai' }
			]);
		});

		it('sorts text by code point, whatever the machine is set to', async () => {
			const rows = await db.query<{ word: string }>(
				`select word from unnest(array['b', 'A', 'a', 'B', '网', '格', 'ä']) as word order by word collate "C"`
			);
			expect(rows.map(({ word }) => word).join('')).toBe('ABabä格网');
		});
	},
	{ bare: true }
);

for (const engine of ['server', 'embedded'] as const) {
	describeEngine(
		engine,
		'options',
		(db) => {
			it('takes another time zone', async () => {
				expect(await db.query(`select current_setting('timezone') as zone`)).toEqual([
					{ zone: 'Europe/Vaduz' }
				]);
			});
			it('refuses writes when it was opened to read', async () => {
				await expect(db.query('create table never (id int)')).rejects.toMatchObject({ kind: 'forbidden' });
			});
		},
		{ timezone: 'Europe/Vaduz', readOnly: true, bare: true }
	);
}
