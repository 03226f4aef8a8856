/** npm run bench as a person runs it, on very little ground: that it measures and says what it found, not how fast. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMet, tableOf, type Figure } from '../../../scripts/bench/figures.ts';
import { benchWords } from '../../../src/lib/words/bench.ts';
import { runScript } from '../harness/command.ts';
import { serverMissing, testServer } from '../harness/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'wangge-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (args: string[], env: Record<string, string> = {}) => runScript('bench.ts', args, env);

it('says how it is used when it is not understood, and exits with 2', () => {
	const wrong = [
		[['--share', '2'], '--share 不能是“2”'],
		[['--share', '0.00000001'], '--share 不能是“0.00000001”'],
		[['--only', 'click,everything'], '--only 不能是“everything”'],
		[['--edits', '0'], '--edits 不能是“0”'],
		[['--colour'], "'--colour'"]
	] as const;
	for (const [args, why] of wrong) {
		const { status, stderr } = bench([...args]);
		expect(status, args.join(' ')).toBe(2);
		expect(stderr).toContain(why);
		expect(stderr).toMatch(/用法：.*\n项目：.*hot-tiles/);
	}
});

describe('the table', () => {
	const figures: Figure[] = [
		{ row: 'click', value: 2.5, unit: 'times', goal: { most: 3 } },
		{ row: 'hotTiles', value: 0.25, unit: 'times', goal: { least: 0.4 } },
		{ row: 'panning', at: 'z14', value: NaN, unit: 'times', goal: { least: 0.7 } },
		{ row: 'columnBytes', value: 64_800, unit: 'bytes' }
	];
	it('holds each figure against its goal; what was not found meets none', () => {
		expect(figures.map(isMet)).toEqual([true, false, false, null]);
	});
	it('has its columns below each other, Chinese letters being two wide', () => {
		const lines = tableOf(figures, benchWords['zh-CN']);
		expect(lines).toHaveLength(5);
		const before = (line: string, cell: string) =>
			[...line.slice(0, line.indexOf(cell))].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
		expect(before(lines[1]!, '2.50 倍')).toBe(before(lines[0]!, '结果'));
		expect(before(lines[4]!, '64.8 kB')).toBe(before(lines[0]!, '结果'));
		expect(before(lines[2]!, '≥')).toBe(before(lines[1]!, '≤'));
		expect(lines[2]).toMatch(/未达到$/);
	});
});

describe.skipIf(serverMissing !== undefined && process.env.CI !== 'true')('on a server', () => {
	/** Of a size that nobody else asks for. */
	const SHARE = 0.0023;
	let server = '';
	async function drop() {
		const client = new pg.Client({ connectionString: server });
		await client.connect();
		await client.query('drop database if exists wangge_bench_0_0023');
		await client.end();
	}
	beforeAll(async () => {
		const found = await testServer();
		if (!('url' in found)) throw new Error('there is no server');
		server = found.url;
		await drop();
	});
	afterAll(drop);

	it('makes its ground, measures it, and finds it again', async () => {
		const file = join(folder, 'bench.json');
		const run = (only: string) =>
			bench(['--share', String(SHARE), '--only', only, '--grids', '20', '--edits', '2', '--json', file], {
				DATABASE_URL: server
			});
		const first = run('coverage');
		expect([0, 1], first.stderr).toContain(first.status);
		expect(first.stderr).toContain('先生成全粒度数据');
		const report = JSON.parse(readFileSync(file, 'utf8')) as {
			share: number;
			machine: Record<string, unknown>;
			figures: Figure[];
		};
		expect(report.share).toBe(SHARE);
		expect(report.machine.database).toMatch(/^PostgreSQL \d+.*PostGIS \d/);
		expect(report.machine.cores).toBeGreaterThan(0);
		for (const { row, value } of report.figures) expect(value, row).toSatisfy(Number.isFinite);
		expect(report.figures.find(({ row }) => row === 'coverageApart')!.value).toBe(0);
		expect(first.stdout).toContain('全部重算职责');

		const again = run('click,cold-tiles');
		expect([0, 1], again.stderr).toContain(again.status);
		expect(again.stderr).not.toContain('先生成全粒度数据');
		const rows = (JSON.parse(readFileSync(file, 'utf8')) as { figures: Figure[] }).figures;
		expect(rows.map(({ row }) => row)).toEqual(
			expect.arrayContaining(['click', 'clickTime', 'coldTiles', 'coldTilesAt', 'largestTile'])
		);
		for (const { row, value } of rows) expect(value, row).toBeGreaterThan(0);
	});
});
