import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { cityInStages, makeCity } from './city.ts';
import type { DemoArea, DemonstrationCity } from './city-data.ts';
import { addDays } from '../calendar/days.ts';
import { FIRST, SECOND } from './names.ts';
import { distance, insideShape, isSimple, shapeArea, signedArea, type Point } from './plane.ts';

const TODAY = '2026-07-01';
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const small = { seed: 7, today: TODAY, scale: 0.1 };

const digest = (city: unknown): string => createHash('sha256').update(JSON.stringify(city)).digest('hex');
const seedColumn = (file: string, column: string): string[] =>
	Papa.parse<Record<string, string>>(readFileSync(join(ROOT, 'db', 'seed', file), 'utf8'), {
		header: true,
		skipEmptyLines: true
	}).data.map((row) => row[column]!);
const areaOf = ({ shapes }: DemoArea): number => shapes.reduce((sum, shape) => sum + shapeArea(shape), 0);

let city: DemonstrationCity;
beforeAll(() => {
	city = makeCity(small);
}, 60_000);

describe('the generator', () => {
	it('makes the same city from the same seed, to the last digit', () => {
		expect(digest(makeCity(small))).toBe(digest(city));
	}, 60_000);

	it('makes another city from another seed', () => {
		expect(digest(makeCity({ ...small, seed: 8 }).areas)).not.toBe(digest(city.areas));
	}, 60_000);

	it('lets the day move dates and not the ground', () => {
		const later = makeCity({ ...small, today: '2027-02-11' });
		for (const layer of ['blocks', 'buildings', 'roads', 'waters', 'greens'] as const)
			expect(digest(later[layer]), layer).toBe(digest(city[layer]));
		expect(later.incidents[0]!.happenedAt > city.incidents[0]!.happenedAt).toBe(true);
	}, 60_000);

	it('says each stage once, in order', () => {
		const stages = [...cityInStages({ ...small, scale: 0.08 })];
		expect(stages).toEqual(['land', 'plans', 'streets', 'areas', 'buildings', 'people']);
	}, 60_000);
});

describe('names', () => {
	it('puts no two syllables together that name a district, street or town of China', () => {
		const file = join(ROOT, '..', 'shared', 'data', 'cn-divisions', 'streets.csv');
		if (!existsSync(file)) return;
		const names = new Set(
			Papa.parse<{ name: string }>(readFileSync(file, 'utf8'), { header: true }).data.map(({ name }) => name)
		);
		expect(names.size).toBeGreaterThan(30_000);
		const made = FIRST.flatMap((a) => SECOND.map((b) => a + b)).flatMap((stem) =>
			['', '街道', '镇', '乡', '区', '县', '市'].map((suffix) => stem + suffix)
		);
		expect(made.filter((name) => names.has(name))).toEqual([]);
		expect(city.areas.filter(({ name }) => names.has(name))).toEqual([]);
	});

	it('gives every area a name of its own made of those syllables', () => {
		const stems = city.areas.map(({ name }) => name.slice(0, 2));
		expect(new Set(stems).size).toBe(stems.length);
		expect(stems.every((stem) => FIRST.includes(stem[0]!) && SECOND.includes(stem[1]!))).toBe(true);
	});
});

describe('the area tree', () => {
	it('has codes that carry the code of the area above, streets from 001 and towns from 100', () => {
		for (const { code, level, parent, name } of city.areas) {
			expect(code).toMatch(
				{ city: /^9901$/, district: /^9901\d\d$/, street: /^\d{9}$/, community: /^\d{12}$/ }[level]
			);
			if (parent) expect(code.startsWith(parent)).toBe(true);
			if (level === 'street') expect(Number(code.slice(6)) >= 100).toBe(name.endsWith('镇'));
		}
	});

	it('fills every area with the areas below it, without overlap or hole', () => {
		for (const parent of city.areas) {
			const children = city.areas.filter((a) => a.parent === parent.code);
			if (!children.length) continue;
			const sum = children.reduce((total, child) => total + areaOf(child), 0);
			expect(Math.abs(sum / areaOf(parent) - 1)).toBeLessThan(1e-9);
		}
	});

	it('lets neighbours share every vertex of their border', () => {
		const edges = (areas: DemoArea[]): Set<string> =>
			new Set(
				areas.flatMap(({ shapes }) =>
					shapes.flatMap((shape) =>
						shape.flatMap((ring) => ring.map((p, i) => `${p}|${ring[(i + 1) % ring.length]}`))
					)
				)
			);
		const border = edges(city.areas.filter(({ level }) => level === 'city'));
		for (const level of ['district', 'street', 'community'] as const) {
			const all = edges(city.areas.filter((a) => a.level === level));
			const alone = [...all].filter((edge) => !all.has(edge.split('|').reverse().join('|')));
			expect(alone.filter((edge) => !border.has(edge))).toEqual([]);
			expect(alone).toHaveLength(border.size);
		}
	});

	it('remembers one boundary that ran elsewhere before, over the same ground', () => {
		const changed = city.areas.filter(({ before }) => before);
		expect(changed.map(({ code }) => code).sort()).toEqual([...city.change.communities].sort());
		const now = changed.reduce((sum, area) => sum + areaOf(area), 0);
		const before = changed.reduce((sum, area) => sum + areaOf({ ...area, shapes: area.before!.shapes }), 0);
		expect(now / before).toBeCloseTo(1, 9);
		expect(areaOf(changed[0]!)).not.toBeCloseTo(
			areaOf({ ...changed[0]!, shapes: changed[0]!.before!.shapes }),
			0
		);
	});
});

describe('buildings and people', () => {
	it('draws only simple footprints and blocks, counter-clockwise', () => {
		for (const { ring } of [...city.buildings, ...city.blocks]) {
			expect(isSimple(ring)).toBe(true);
			expect(signedArea(ring)).toBeGreaterThan(0);
		}
	});

	it('counts residents whose ages sum to them, and none where no household lives', () => {
		for (const { households, residents, ages } of city.buildings) {
			expect(ages!.reduce((sum, n) => sum + n, 0)).toBe(residents);
			expect(residents! >= households!).toBe(true);
			if (!households) expect(residents).toBe(0);
		}
	});

	it('has people between two and three to a household and a fifth of them over sixty', () => {
		const sum = (of: (b: DemonstrationCity['buildings'][number]) => number): number =>
			city.buildings.reduce((total, b) => total + of(b), 0);
		const residents = sum((b) => b.residents ?? 0);
		expect(residents / sum((b) => b.households ?? 0)).toBeGreaterThan(2);
		expect(residents / sum((b) => b.households ?? 0)).toBeLessThan(3);
		const old = sum((b) => b.ages![6]! + b.ages![7]!) / residents;
		expect(old).toBeGreaterThan(0.12);
		expect(old).toBeLessThan(0.3);
	});

	it('has old people in villages and children in new quarters', () => {
		const share = (kind: (name: string) => boolean, bands: number[]): number => {
			const some = city.buildings.filter(({ address, residents }) => residents && kind(address ?? ''));
			const all = some.reduce((sum, { residents }) => sum + residents!, 0);
			return some.reduce((sum, { ages }) => sum + bands.reduce((s, b) => s + ages![b]!, 0), 0) / all;
		};
		const village = (address: string): boolean => !/号楼$/.test(address);
		expect(share(village, [6, 7])).toBeGreaterThan(share((a) => !village(a), [6, 7]));
	});
});

describe('organisations, facilities and work', () => {
	it('has an organisation of every kind in the catalogue', () => {
		const kinds = new Set(city.organisations.map(({ kind }) => kind));
		expect(seedColumn('organisation-kinds.csv', 'code').filter((kind) => !kinds.has(kind))).toEqual([]);
	});

	it('names as parent only organisations that are there', () => {
		const codes = new Set(city.organisations.map(({ code }) => code));
		expect(codes.size).toBe(city.organisations.length);
		expect(city.organisations.filter(({ parent }) => parent && !codes.has(parent))).toEqual([]);
		expect(city.responsibilities.filter(({ organisation }) => !codes.has(organisation))).toEqual([]);
	});

	it('rests every lead and support on a document, issued before it began', () => {
		const issued = new Map(city.documents.map(({ number, issuedOn }) => [number, issuedOn]));
		for (const { part, document, from } of city.responsibilities)
			if (part !== 'fallback' && document) expect(issued.get(document)! <= from).toBe(true);
			else expect(part).toBe('fallback');
		expect(issued.size).toBe(city.documents.length);
	});

	it('hands some duties down without staff or money, and remembers some that ended', () => {
		expect(
			city.responsibilities.some(({ part, staff, yuan }) => part === 'lead' && staff === 0 && yuan === 0)
		).toBe(true);
		expect(city.responsibilities.some(({ to }) => to !== null && to < TODAY)).toBe(true);
	});

	it('lets incidents happen in the year before today, by day more than by night', () => {
		const hours = city.incidents.map(({ happenedAt }) => Number(happenedAt.slice(11, 13)));
		const day = hours.filter((h) => h >= 8 && h < 20).length;
		expect(day).toBeGreaterThan(hours.length * 0.55);
		for (const { happenedAt, closedAt, state } of city.incidents) {
			expect(happenedAt < `${TODAY}T00`).toBe(true);
			expect(happenedAt >= addDays(TODAY, -366)).toBe(true);
			expect(closedAt !== null).toBe(state === 'closed' || state === 'void');
			if (closedAt) expect(closedAt >= happenedAt && closedAt < `${TODAY}T00`).toBe(true);
		}
		expect(new Set(city.incidents.map(({ number }) => number)).size).toBe(city.incidents.length);
	});

	it('has incidents under way, and some past their time', () => {
		const open = city.incidents.filter(({ closedAt }) => !closedAt);
		expect(open.length).toBeGreaterThan(10);
		expect(open.some(({ dueAt }) => dueAt && dueAt < `${TODAY}T00`)).toBe(true);
	});

	it('has most greening done in time, and some overdue', () => {
		const overdue = city.greeningDuties.filter(({ nextDueOn }) => nextDueOn < TODAY).length;
		expect(overdue).toBeGreaterThan(3);
		expect(overdue).toBeLessThan(city.greeningDuties.length * 0.2);
		expect(city.greeningDuties.every(({ lastDoneOn, nextDueOn }) => lastDoneOn! < nextDueOn)).toBe(true);
	});

	it('plants each thing inside the community that it names', () => {
		expect(city.planted.map(({ what }) => what).sort()).toEqual([
			'both',
			'court',
			'nobody',
			'strip',
			'territory'
		]);
		for (const { at, community } of city.planted) {
			const { shapes } = city.areas.find(({ code }) => code === community)!;
			expect(shapes.some((shape) => insideShape(at, shape))).toBe(true);
		}
	});
});

describe('the city at full size', () => {
	it('is as large as promised, uneven as told, and has every type of facility', () => {
		const full = makeCity({ seed: 20260701, today: TODAY });
		expect(areaOf(full.areas[0]!) / 1e6).toBeGreaterThan(1950);
		expect(areaOf(full.areas[0]!) / 1e6).toBeLessThan(2100);
		const levels = (level: string): number => full.areas.filter((a) => a.level === level).length;
		expect(levels('district')).toBe(6);
		expect(levels('street')).toBeGreaterThanOrEqual(28);
		expect(levels('community')).toBeGreaterThanOrEqual(270);
		expect(full.buildings.length).toBeGreaterThanOrEqual(60_000);
		expect(full.facilities.length).toBeGreaterThanOrEqual(3_000);
		expect(full.incidents.length).toBeGreaterThanOrEqual(20_000);
		const types = new Set(full.facilities.map(({ type }) => type));
		expect(seedColumn('facility-types.csv', 'code').filter((type) => !types.has(type))).toEqual([]);
		// Children of kindergarten age within 300 m of one: few in the new quarter, many in the old town.
		const reached = (type: string, bands: number[], where: (p: Point) => boolean): number => {
			const sites = full.facilities.filter((f) => f.type === type);
			let [all, near] = [0, 0];
			for (const { at, ages } of full.buildings) {
				const n = ages ? bands.reduce((sum, band) => sum + ages[band]!, 0) : 0;
				if (!n || !where(at)) continue;
				all += n;
				if (sites.some((site) => distance(site.at, at) <= 300)) near += n;
			}
			return near / all;
		};
		const within = (x: number, y: number, r: number) => (p: Point) =>
			distance(p, [504_500 + x, 3_985_500 + y]) < r;
		const [newQuarter, oldTown] = [within(8700, 1700, 2600), within(-300, 1500, 1600)];
		expect(reached('kindergarten', [1], newQuarter)).toBeLessThan(
			0.4 * reached('kindergarten', [1], oldTown)
		);
		expect(reached('elderly_day_care', [6, 7], oldTown)).toBeLessThan(
			0.6 * reached('elderly_day_care', [6, 7], newQuarter)
		);
	}, 120_000);
});
