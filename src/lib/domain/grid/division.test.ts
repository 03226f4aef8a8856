import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideCommunity, type Cell, type CommunityGround } from './division.ts';
import { toMetres, UNITS_PER_METRE, type Rings } from './lattice.ts';
import { completeOptions, rulesFor } from './options.ts';
import { ringArea, ringBox, ringLength, ringsArea } from './rings.ts';
import { stitch } from './stitching.ts';

const [EAST, NORTH] = [500_000, 3_985_000];
const ring = (...corners: readonly (readonly [number, number])[]) =>
	corners.flatMap(([x, y]) => [EAST + x, NORTH + y]);
const rules = rulesFor(completeOptions({ coarse: 60_000 }));

const nothing: Omit<CommunityGround, 'boundary'> = {
	neighbours: [],
	lines: [],
	water: [],
	blocks: [],
	buildings: [],
	built: []
};

/** Ground that counts as built up without any building to avoid. */
const built = (x0: number, y0: number, x1: number, y1: number): Rings => [
	ring([x0, y0], [x1, y0], [x1, y1], [x0, y1])
];

function expectCoverage(cells: readonly Cell[], boundary: readonly Rings[]): void {
	const whole = boundary.reduce((sum, rings) => sum + ringsArea(rings), 0);
	const sum = cells.reduce((total, { area }) => total + area, 0);
	expect(Math.abs(sum - whole)).toBeLessThan(whole * 1e-6);
	// Every edge is either shared by exactly two cells, in opposite directions, or lies alone on the boundary.
	const edges = new Map<string, number>();
	let outer = 0;
	for (const { rings } of cells)
		for (const around of rings)
			for (let i = 0; i < around.length; i += 2) {
				const j = (i + 2) % around.length;
				const from = `${around[i]} ${around[i + 1]}`;
				const to = `${around[j]} ${around[j + 1]}`;
				if (edges.has(`${from}>${to}`)) expect.fail(`an edge twice: ${from}>${to}`);
				edges.set(`${from}>${to}`, Math.hypot(around[j]! - around[i]!, around[j + 1]! - around[i + 1]!));
			}
	for (const [edge, length] of edges) {
		const [from, to] = edge.split('>');
		if (!edges.has(`${to}>${from}`)) outer += toMetres(length);
	}
	const border = boundary.reduce((total, rings) => total + rings.reduce((s, r) => s + ringLength(r), 0), 0);
	expect(Math.abs(outer - border)).toBeLessThan(0.01);
	for (const { rings } of cells) {
		expect(ringArea(rings[0]!)).toBeGreaterThan(0);
		for (const hole of rings.slice(1)) expect(ringArea(hole)).toBeLessThan(0);
	}
}

const wobble = fc.double({ min: -60, max: 60, noNaN: true });
const randomGround = fc.record({
	corners: fc.array(fc.tuple(fc.double({ min: 0.45, max: 1, noNaN: true }), wobble), {
		minLength: 5,
		maxLength: 14
	}),
	streets: fc.array(
		fc.record({
			x: fc.integer({ min: -600, max: 600 }),
			y: fc.integer({ min: -600, max: 600 }),
			angle: fc.double({ min: 0, max: Math.PI, noNaN: true }),
			half: fc.integer({ min: 20, max: 900 }),
			strength: fc.integer({ min: 1, max: 7 })
		}),
		{ maxLength: 22 }
	),
	hole: fc.boolean(),
	builtUp: fc.integer({ min: 0, max: 600 })
});

function groundOf({
	corners,
	streets,
	hole,
	builtUp
}: typeof randomGround extends fc.Arbitrary<infer T> ? T : never) {
	const around = corners.map(([share, shift], k): [number, number] => {
		const turn = (2 * Math.PI * k) / corners.length;
		return [Math.cos(turn) * 800 * share + shift * 0.1, Math.sin(turn) * 800 * share + shift * 0.1];
	});
	const polygon = [ring(...around)];
	if (hole) polygon.push(ring([-90, -80], [-70, 90], [80, 70], [90, -60]));
	const lines = streets.map(({ x, y, angle, half, strength }) => ({
		points: ring(
			[x - Math.cos(angle) * half, y - Math.sin(angle) * half],
			[x + Math.cos(angle) * half, y + Math.sin(angle) * half]
		),
		strength
	}));
	const ground = builtUp > 50 ? [built(-builtUp, -builtUp, builtUp, builtUp)] : [];
	return { ...nothing, boundary: [polygon], lines, built: ground };
}

describe('dividing a community', () => {
	it('leaves no overlap and no hole, whatever the boundary and the streets', () => {
		fc.assert(
			fc.property(randomGround, (random) => {
				const ground = groundOf(random);
				expectCoverage(divideCommunity(ground, rules).cells, ground.boundary);
			}),
			{ numRuns: 150 }
		);
	}, 60_000);

	it('makes no sliver where there is a neighbour to join', () => {
		fc.assert(
			fc.property(randomGround, (random) => {
				const { cells } = divideCommunity(groundOf({ ...random, hole: false }), rules);
				if (cells.length === 1) return;
				for (const { rings, area } of cells) {
					expect(area).toBeGreaterThanOrEqual(rules.minArea);
					const length = rings.reduce((sum, around) => sum + toMetres(ringLength(around)), 0);
					expect((2 * area) / length).toBeGreaterThanOrEqual(rules.minWidth - 0.01);
				}
			}),
			{ numRuns: 100 }
		);
	}, 60_000);

	it('gives the same cells again', () => {
		fc.assert(
			fc.property(randomGround, (random) => {
				const ground = groundOf(random);
				expect(divideCommunity(ground, rules)).toEqual(divideCommunity(ground, rules));
			}),
			{ numRuns: 20 }
		);
	});

	it('makes grids of about a hectare in built-up ground and larger ones outside', () => {
		const boundary = [built(0, 0, 2000, 1000)];
		const { cells } = divideCommunity({ ...nothing, boundary, built: [built(0, 0, 1000, 1000)] }, rules);
		const town = cells.filter(({ builtUp }) => builtUp);
		const fields = cells.filter(({ builtUp }) => !builtUp);
		expect(town.length).toBeGreaterThan(80);
		expect(town.length).toBeLessThan(125);
		for (const { area } of town) expect(area).toBeLessThan(25_000);
		expect(fields.length).toBeGreaterThan(10);
		expect(fields.length).toBeLessThan(30);
	});

	it('ends grids at the streets of a regular town', () => {
		const boundary = [built(0, 0, 600, 600)];
		const lines = [100, 200, 300, 400, 500].flatMap((at) => [
			{ points: ring([at, -50], [at, 650]), strength: 3 },
			{ points: ring([-50, at], [650, at]), strength: 3 }
		]);
		const { cells } = divideCommunity({ ...nothing, boundary, lines, built: boundary }, rules);
		expect(cells).toHaveLength(36);
		for (const { area } of cells) expect(area).toBeCloseTo(10_000, 1);
	});

	it('cuts beside a building, not through it', () => {
		const boundary = [built(0, 0, 200, 100)];
		const house = [ring([85, 20], [115, 20], [115, 80], [85, 80])];
		const { cells, cutBuildings } = divideCommunity(
			{ ...nothing, boundary, buildings: [{ rings: house, box: ringBox(house[0]!) }], built: boundary },
			rules
		);
		expect(cells).toHaveLength(2);
		expect(cutBuildings).toEqual({ byBorder: 0, byLines: 0, byCuts: 0 });
	});

	it('does not follow a lane that runs through a building', () => {
		const boundary = [built(0, 0, 200, 100)];
		const house = [ring([100, 10], [130, 10], [130, 90], [100, 90])];
		const lane = { points: ring([110, -20], [110, 120]), strength: 1 };
		const { cells, cutBuildings } = divideCommunity(
			{
				...nothing,
				boundary,
				lines: [lane],
				buildings: [{ rings: house, box: ringBox(house[0]!) }],
				built: boundary
			},
			rules
		);
		expect(cells).toHaveLength(2);
		expect(cutBuildings.byLines + cutBuildings.byCuts).toBe(0);
	});

	it('keeps open water apart from its banks', () => {
		const boundary = [built(0, 0, 600, 400)];
		const river = [ring([-20, 180], [620, 180], [620, 240], [-20, 240])];
		const { cells } = divideCommunity({ ...nothing, boundary, water: [river], built: boundary }, rules);
		const wet = cells.filter(({ spot }) => spot[1] > NORTH + 180 && spot[1] < NORTH + 240);
		expect(wet.length).toBeGreaterThan(0);
		for (const { rings } of wet) {
			const [, south, , north] = ringBox(rings[0]!);
			expect(toMetres(south)).toBeGreaterThanOrEqual(NORTH + 179.99);
			expect(toMetres(north)).toBeLessThanOrEqual(NORTH + 240.01);
		}
	});

	it('draws a block edge beside a street onto the street', () => {
		const boundary = [built(0, 0, 200, 100)];
		const street = { points: ring([100, -10], [100, 110]), strength: 4 };
		const block = built(104, -10, 200, 110);
		const { cells } = divideCommunity(
			{ ...nothing, boundary, lines: [street], blocks: [block], built: boundary },
			rules
		);
		expect(cells.map(({ area }) => Math.round(area))).toEqual([10_000, 10_000]);
	});
});

describe('stitching', () => {
	it('gives both sides of a border the corners of the other', () => {
		const west = built(0, 0, 300, 500);
		const east = built(300, 0, 600, 500);
		const divide = (boundary: Rings, other: Rings, street: number) =>
			divideCommunity(
				{
					...nothing,
					boundary: [boundary],
					neighbours: [other],
					lines: [{ points: ring([-50, street], [650, street + 7]), strength: 3 }],
					built: [boundary]
				},
				rules
			).cells;
		const patches = [
			...divide(west, east, 190).map(({ rings }) => ({ community: 1, rings })),
			...divide(east, west, 310).map(({ rings }) => ({ community: 2, rings }))
		];
		expect(stitch(patches).length).toBeGreaterThan(0);
		const cells = patches.map(({ rings }) => ({
			rings,
			area: ringsArea(rings) / UNITS_PER_METRE ** 2,
			spot: [0, 0] as const,
			builtUp: true,
			weight: 1
		}));
		expectCoverage(cells, [built(0, 0, 600, 500)]);
		expect(stitch(patches)).toEqual([]);
	});
});
