/** Incidents in tiles, month by month: all of them, whatever the zoom, and never too many bytes. */
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { NONE, parseCounts, type Counts } from '../../../src/lib/domain/incident/counts.ts';
import { monthNumber, monthOf } from '../../../src/lib/domain/measure/months.ts';
import type { TileAddress } from '../../../src/lib/server/tiles/address.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import { layManyIncidents } from '../../fixtures/many-incidents.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { decode, type Feature } from './decode.ts';
import { contextOf, tileAt } from './places.ts';

const MANY = 20_000;
const MOST_BYTES = 300_000;
const ZOOMS = [8, 10, 11, 12, 13, 14, 15, 16];

/** All tiles of a zoom on which the incidents lie. */
function tilesOf(z: number): TileAddress[] {
	const [first, last] = [tileAt('incidents', z, -600, 900), tileAt('incidents', z, 1000, -700)];
	const tiles: TileAddress[] = [];
	for (let x = first.x; x <= last.x; x++)
		for (let y = first.y; y <= last.y; y++) tiles.push({ ...first, x, y });
	return tiles;
}

type ByMonth = Record<string, Counts>;

function add(sums: ByMonth, month: string, { n, open, overdue }: Counts): void {
	const sum = sums[month] ?? NONE;
	if (n > 0) sums[month] = { n: sum.n + n, open: sum.open + open, overdue: sum.overdue + overdue };
}

function monthsOf(features: readonly Feature[]): ByMonth {
	const sums: ByMonth = {};
	for (const { layer, properties } of features) {
		if (layer === 'incident_cell')
			parseCounts(String(properties.months)).forEach((counts, nth) =>
				add(sums, monthOf(Number(properties.first) + nth), counts)
			);
		else
			add(sums, monthOf(monthNumber(String(properties.day))), {
				n: 1,
				open: Number(properties.open ?? false),
				overdue: Number(properties.overdue ?? false)
			});
	}
	return sums;
}

describeEngines('incidents in tiles', (db) => {
	const bytesOf = async (address: TileAddress) => {
		const answer = await readTile(contextOf(db), address);
		return answer.kind === 'tile' ? answer.body : null;
	};
	const featuresOf = async (address: TileAddress) => {
		const body = await bytesOf(address);
		return body ? decode(gunzipSync(body)) : [];
	};
	let wanted: ByMonth;

	beforeAll(async () => {
		await db.transaction(async (tx) => {
			await layTinyGround(tx);
			await layManyIncidents(tx, MANY);
		});
		const rows = await db.query<Counts & { month: string }>(
			`select to_char(happened_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as n,
				(count(*) filter (where closed_at is null))::int as open,
				(count(*) filter (where closed_at is null and due_at < '2026-07-01T02:00:00Z'))::int as overdue
			from incident
			where state <> 'void' and happened_at >= '2025-06-30T16:00:00Z' and happened_at < '2026-07-01T16:00:00Z'
			group by 1`
		);
		wanted = Object.fromEntries(rows.map(({ month, ...counts }) => [month, counts]));
	});

	it.each(ZOOMS)(
		'are at zoom %i as many in each month as the database says, open and overdue ones too',
		async (z) => {
			const features: Feature[] = [];
			for (const tile of tilesOf(z)) features.push(...(await featuresOf(tile)));
			expect(Object.keys(wanted)).toHaveLength(13);
			expect(Object.values(wanted).filter(({ overdue }) => overdue > 0).length).toBeGreaterThan(10);
			expect(monthsOf(features)).toEqual(wanted);
		}
	);

	it('stay within the bytes of a tile where they crowd, and are one by one where they do not', async () => {
		const crowded = await featuresOf(tileAt('incidents', 14, 200, 100));
		expect(new Set(crowded.map(({ layer }) => layer))).toEqual(new Set(['incident_cell']));
		for (const z of ZOOMS)
			for (const tile of tilesOf(z)) expect((await bytesOf(tile))?.byteLength ?? 0).toBeLessThan(MOST_BYTES);
		const near: Feature[] = [];
		for (const tile of tilesOf(16)) near.push(...(await featuresOf(tile)));
		expect(new Set(near.map(({ layer }) => layer))).toEqual(new Set(['incident']));
		// Each once, though tiles overlap at their edges.
		expect(new Set(near.map(({ id }) => id)).size).toBe(near.length);
		const day = (number: string) =>
			near.find(({ properties }) => properties.number === number)?.properties.day;
		expect(['E-may', 'E-june', 'E-oldest', 'E-today'].map(day)).toEqual([
			'2026-05-31',
			'2026-06-01',
			'2025-07-01',
			'2026-07-01'
		]);
		expect(['E-too-old', 'E-tomorrow', 'E-void'].map(day)).toEqual([undefined, undefined, undefined]);
	});
});
