import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	built,
	expectCoverage,
	groundOf,
	nothing,
	NORTH,
	randomGround,
	ring,
	rules
} from '../../../../tests/fixtures/random-ground.ts';
import { divideCommunity } from './division.ts';
import { toMetres, UNITS_PER_METRE, type Rings } from './lattice.ts';
import { ringBox, ringLength, ringsArea } from './rings.ts';
import { stitch } from './stitching.ts';

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

	it('leaves no needle between a street and a corner of the boundary that it all but touches', () => {
		// The street ends on the boundary 3 m north of a corner that it passes by 0.2 mm.
		const boundary = [
			[
				400, 1800, 900, 1800, 900, 2200, 600, 2200, 647.23, 2058.4, 660.71, 2024.66, 635.65, 2042.39, 400,
				2042.39
			]
		];
		const points = [753.5, 1781.33, 674.89, 1989.17, 659.5031, 2027.6809];
		const { cells } = divideCommunity(
			{ ...nothing, boundary: [boundary], lines: [{ points, strength: 5 }] },
			rules
		);
		expect(cells.length).toBeGreaterThan(1);
		for (const around of cells.flatMap(({ rings }) => rings))
			for (let i = 0, n = around.length; i < n; i += 2) {
				const from = Math.atan2(
					around[(i + n - 1) % n]! - around[i + 1]!,
					around[(i + n - 2) % n]! - around[i]!
				);
				const to = Math.atan2(around[(i + 3) % n]! - around[i + 1]!, around[(i + 2) % n]! - around[i]!);
				expect(Math.abs(from - to)).toBeGreaterThan(0.001);
			}
	});

	it('makes grids of about a hectare in built-up ground and larger ones outside', () => {
		const boundary = [built(0, 0, 2000, 1000)];
		const { cells } = divideCommunity(
			{ ...nothing, boundary, built: [{ rings: built(0, 0, 1000, 1000) }] },
			rules
		);
		const town = cells.filter(({ builtUp }) => builtUp);
		const fields = cells.filter(({ builtUp }) => !builtUp);
		expect(town.length).toBeGreaterThan(80);
		expect(town.length).toBeLessThan(125);
		for (const { area } of town) expect(area).toBeLessThan(25_000);
		expect(fields.length).toBeGreaterThan(10);
		expect(fields.length).toBeLessThan(30);
	});

	it('takes an estate of a few towers for town, not a farm as wide', () => {
		const boundary = [built(0, 0, 400, 400)];
		const around = (storeys: number) =>
			[60, 180, 300].flatMap((x) =>
				[60, 180, 300].map((y) => ({ rings: built(x, y, x + 28, y + 28), storeys }))
			);
		const divided = (storeys: number) =>
			divideCommunity({ ...nothing, boundary, built: around(storeys) }, { ...rules, builtUpShare: 0.1 })
				.cells;
		expect(divided(2).every(({ builtUp }) => !builtUp)).toBe(true);
		expect(divided(30).every(({ builtUp }) => builtUp)).toBe(true);
		expect(divided(30).length).toBeGreaterThan(2 * divided(2).length);
	});

	it('ends grids at the streets of a regular town', () => {
		const boundary = [built(0, 0, 600, 600)];
		const lines = [100, 200, 300, 400, 500].flatMap((at) => [
			{ points: ring([at, -50], [at, 650]), strength: 3 },
			{ points: ring([-50, at], [650, at]), strength: 3 }
		]);
		const { cells } = divideCommunity(
			{ ...nothing, boundary, lines, built: boundary.map((rings) => ({ rings })) },
			rules
		);
		expect(cells).toHaveLength(36);
		for (const { area } of cells) expect(area).toBeCloseTo(10_000, 1);
	});

	it('cuts beside a building, not through it', () => {
		const boundary = [built(0, 0, 200, 100)];
		const house = [ring([85, 20], [115, 20], [115, 80], [85, 80])];
		const { cells, cutBuildings } = divideCommunity(
			{
				...nothing,
				boundary,
				buildings: [{ rings: house, box: ringBox(house[0]!) }],
				built: boundary.map((rings) => ({ rings }))
			},
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
				built: boundary.map((rings) => ({ rings }))
			},
			rules
		);
		expect(cells).toHaveLength(2);
		expect(cutBuildings.byLines + cutBuildings.byCuts).toBe(0);
	});

	it('keeps open water apart from its banks', () => {
		const boundary = [built(0, 0, 600, 400)];
		const river = [ring([-20, 180], [620, 180], [620, 240], [-20, 240])];
		const { cells } = divideCommunity(
			{ ...nothing, boundary, water: [river], built: boundary.map((rings) => ({ rings })) },
			rules
		);
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
			{ ...nothing, boundary, lines: [street], blocks: [block], built: boundary.map((rings) => ({ rings })) },
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
					built: [{ rings: boundary }]
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
