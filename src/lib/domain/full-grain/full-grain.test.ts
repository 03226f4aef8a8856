import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { insideRing, isSimple, shapeArea, signedArea, type Point } from '../demo/plane.ts';
import { KINDS } from './facilities.ts';
import { FullGrain, type FullGrid } from './full-grain.ts';
import { sizeOf } from './size.ts';

const TODAY = '2026-07-01';
const make = (seed: number, share = 0.005): FullGrain => new FullGrain(seed, share, TODAY);

/** Everything that a data set holds, the grounds of its areas too. */
const everything = (grain: FullGrain): unknown => ({
	areas: grain.areas.map((area) => [area.code, area.name, grain.outline(area)]),
	answering: grain.answering,
	roads: [...grain.roads()],
	grids: [...grain.grids()],
	buildings: [...grain.buildings()],
	facilities: [...grain.facilities()],
	incidents: [...grain.incidents()]
});

describe('sizes', () => {
	it('are a large city at full, a tenth of everything at a tenth', () => {
		expect(sizeOf(1)).toMatchObject({
			...{ grids: 210_000, buildings: 1_000_000, facilities: 100_000, incidents: 1_000_000 },
			...{ districts: 8, streets: 64, communities: 500 }
		});
		expect(sizeOf(0.1)).toMatchObject({ grids: 21_000, buildings: 100_000, facilities: 10_000 });
		const { grids, step } = sizeOf(1);
		expect((grids * step * step) / 1e6).toBeCloseTo(2050, 6);
		expect(sizeOf(0.1).step).toBe(step);
	});

	it('refuse a share that leaves no room or is more than all', () => {
		for (const share of [0, 0.0001, 1.01, NaN]) expect(() => sizeOf(share)).toThrow('invalid');
	});
});

describe('full grain', () => {
	let grain: FullGrain;
	let grids: FullGrid[];
	beforeAll(() => {
		grain = make(7);
		grids = [...grain.grids()];
	});

	it('is the same from the same seed, and another from another', () => {
		expect(everything(make(7, 0.002))).toEqual(everything(make(7, 0.002)));
		expect(everything(make(8, 0.002))).not.toEqual(everything(make(7, 0.002)));
	});

	it('makes its lists one by one, as long as they should be', () => {
		const { size } = grain;
		const length = (list: Iterable<unknown>): number => [...list].length;
		expect(grids.length).toBe(size.grids);
		expect(length(grain.buildings())).toBe(size.buildings);
		expect(length(grain.facilities())).toBe(size.facilities);
		expect(length(grain.incidents())).toBe(size.incidents);
		// Of the whole million only the first is made.
		expect(make(7, 0.05).incidents().next().done).toBe(false);
	});

	it('covers its ground exactly: every edge is two neighbours’ or on the outline', () => {
		const edges = new Map<string, number>();
		const name = (p: Point, q: Point): string => `${p.join()} ${q.join()}`;
		for (const { ring } of grids) {
			expect(isSimple(ring)).toBe(true);
			expect(signedArea(ring)).toBeGreaterThan(0);
			ring.forEach((p, i) =>
				edges.set(name(p, ring[(i + 1) % 8]!), (edges.get(name(p, ring[(i + 1) % 8]!)) ?? 0) + 1)
			);
		}
		expect(Math.max(...edges.values())).toBe(1);
		const outside = [...edges.keys()].filter((edge) => !edges.has(edge.split(' ').reverse().join(' ')));
		const [whole, ...more] = grain.outline(grain.areas[0]!);
		expect(more).toEqual([]);
		const ring = whole![0]!;
		expect(outside.sort()).toEqual(ring.map((p, i) => name(p, ring[(i + 1) % ring.length]!)).sort());
		const sum = grids.reduce((m2, { ring: own }) => m2 + signedArea(own), 0);
		expect(sum / shapeArea(whole!)).toBeCloseTo(1, 12);
	});

	it('has grids of about 10,000 m² that are no squares', () => {
		const areas = grids.map(({ ring }) => signedArea(ring));
		const mean = areas.reduce((a, b) => a + b) / areas.length;
		expect(mean).toBeGreaterThan(9_600);
		expect(mean).toBeLessThan(10_000);
		const spread = Math.sqrt(areas.reduce((s, a) => s + (a - mean) ** 2, 0) / areas.length);
		expect(spread).toBeGreaterThan(900);
		const right = grids.filter(({ ring }) => {
			const [a, b, , , , , d] = ring as [Point, Point, Point, Point, Point, Point, Point];
			const turn = Math.atan2(d[1] - a[1], d[0] - a[0]) - Math.atan2(b[1] - a[1], b[0] - a[0]);
			return Math.abs(turn - Math.PI / 2) < 0.02;
		});
		expect(right.length).toBeLessThan(grids.length * 0.1);
	});

	it('makes areas of whole cells, each in one piece, with codes that say what lies in what', () => {
		const codes = new Map(grain.areas.map((area) => [area.code, area]));
		expect(codes.size).toBe(grain.areas.length);
		for (const area of grain.areas) {
			const shapes = grain.outline(area);
			expect(shapes.length).toBe(1);
			const sum = [...area.cells].reduce((m2, cell) => m2 + signedArea(grids[cell]!.ring), 0);
			expect(shapeArea(shapes[0]!) / sum).toBeCloseTo(1, 9);
			if (area.parent !== null) expect(area.code.startsWith(area.parent)).toBe(true);
		}
		for (const { code, community, dutyGrid } of grids) {
			expect(code).toMatch(new RegExp(`^${community}[0-9]{3}$`));
			expect(codes.get(community)!.level).toBe('community');
			expect(codes.get(dutyGrid)!.parent).toBe(community);
		}
		expect(new Set(grids.map(({ code }) => code)).size).toBe(grids.length);
	});

	it('puts buildings, facilities and incidents inside the grid that they name', () => {
		for (const { ring, grid } of grain.buildings()) {
			expect(ring.every((p) => insideRing(p, grids[grid - 1]!.ring))).toBe(true);
			expect(grids[grid - 1]!.ring.some((p) => insideRing(p, ring))).toBe(false);
			expect(signedArea(ring)).toBeGreaterThan(10);
		}
		for (const { at, grid } of [...grain.facilities(), ...grain.incidents()])
			expect(insideRing(at, grids[grid - 1]!.ring)).toBe(true);
	});

	it('runs its streets along the grids’ edges, main ones across and small ones in town', () => {
		const roads = [...make(7, 0.02).roads()];
		expect(new Set(roads.map((road) => road.class))).toEqual(
			new Set(['primary', 'secondary', 'residential'])
		);
		const corners = new Set(grids.flatMap(({ ring }) => ring.map((p) => p.join())));
		for (const { line, name } of grain.roads()) {
			expect(line.every((p) => corners.has(p.join()))).toBe(true);
			expect(name).toMatch(/[街路]$/);
		}
	});

	it('counts people at dwellings alone, and their ages sum to them', () => {
		for (const { use, residents, households, ages } of grain.buildings()) {
			if (use !== 'residential') expect([residents, households, ages]).toEqual([null, null, null]);
			else expect(ages!.reduce((a, b) => a + b)).toBe(residents);
		}
	});

	it('has facilities of every type that the catalogue has', () => {
		const catalogue = readFileSync('db/seed/facility-types.csv', 'utf8').trim().split('\n').slice(1);
		const types = catalogue.map((line) => line.split(',')[0]!).sort();
		expect(KINDS.map(({ type }) => type).sort()).toEqual(types);
		expect([...new Set([...grain.facilities()].map(({ type }) => type))].sort()).toEqual(types);
	});

	it('spreads incidents over the last twelve months, of many classes and all states', () => {
		const all = [...make(7, 0.02).incidents()];
		expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
		const months = new Set(all.map(({ happenedAt }) => happenedAt.slice(0, 7)));
		expect(months.size).toBe(12);
		const days = all.map(({ happenedAt }) => happenedAt.slice(0, 10)).sort();
		expect([days[0]! >= '2025-07-01', days.at(-1)! < TODAY]).toEqual([true, true]);
		expect(new Set(all.map(({ kind, code }) => kind + code)).size).toBeGreaterThan(50);
		expect([...new Set(all.map(({ state }) => state))].sort()).toEqual(
			['checked', 'closed', 'dispatched', 'disposed', 'filed', 'reported', 'void'].sort()
		);
	});
});
