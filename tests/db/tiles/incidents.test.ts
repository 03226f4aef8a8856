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
	const bytesOf = async (address: TileAddress, later = 0) => {
		const answer = await readTile(contextOf(db, later), address);
		return answer.kind === 'tile' ? answer.body : null;
	};
	const featuresOf = async (address: TileAddress, later = 0) => {
		const body = await bytesOf(address, later);
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

	it.each([8, 12, 14])('stand at zoom %i in the middle of those that they stand for', async (z) => {
		const tile = tileAt('incidents', z, 200, 100);
		const cells = (await featuresOf(tile)).filter(({ layer }) => layer === 'incident_cell');
		const side = z < 14 ? 32 : 64;
		const rows = await db.query<{ id: number; x: number; y: number }>(
			`select (floor(y * $4) * $4 + floor(x * $4))::int as id, avg(x) * 4096 as x, avg(y) * 4096 as y
			from (
				select (st_x(p) / 40075016.685578488 + 0.5) * 2 ^ $1::int - $2::int as x,
					(0.5 - st_y(p) / 40075016.685578488) * 2 ^ $1::int - $3::int as y
				from (
					select st_transform(geom, 3857) as p from incident
					where state <> 'void' and happened_at >= '2025-06-30T16:00:00Z' and happened_at < '2026-07-01T16:00:00Z'
				) reported
			) placed
			where x >= 0 and x < 1 and y >= 0 and y < 1
			group by 1`,
			[z, tile.x, tile.y, side]
		);
		expect(cells.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
		const places = new Map(cells.map(({ id, parts }) => [id, parts[0]![0]!]));
		for (const { id, x, y } of rows) {
			expect(Math.abs(places.get(id)!.x - x)).toBeLessThan(1);
			expect(Math.abs(places.get(id)!.y - y)).toBeLessThan(1);
		}
	});

	it('are counted where they are after they were moved, whatever a writer says of their tile', async () => {
		const tile = tileAt('incidents', 16, 200, 100);
		const placed = async (later: number) => {
			const shown = (await featuresOf(tile, later)).filter(
				({ properties }) => properties.number === 'E-june'
			);
			const [row] = await db.query<{ x: number; y: number }>(
				`select tile_x >> 14 as x, tile_y >> 14 as y from incident where number = 'E-june'`
			);
			return { shown: shown.length, here: row!.x === tile.x && row!.y === tile.y };
		};
		const move = (metres: number) =>
			db.query(
				`update incident set geom = st_translate(geom, $1, 0), tile_x = 1, tile_y = 1 where number = 'E-june'`,
				[metres]
			);
		expect(await placed(0)).toEqual({ shown: 1, here: true });
		await move(5000);
		expect(await placed(2000)).toEqual({ shown: 0, here: false });
		await move(-5000);
		expect(await placed(4000)).toEqual({ shown: 1, here: true });
		await db.query(`update incident set tile_x = 1 where number = 'E-june'`);
		expect(await placed(6000)).toEqual({ shown: 1, here: true });
	});
});
