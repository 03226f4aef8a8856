/**
 * Dividing a community whose grids stand already: only ground that changed is divided anew. A grid's code is on signs
 * and in people's heads, so a new street at one end of the community must not move the grids at the other, as dividing
 * all of it again would.
 */
import { countCutBuildings, followsLine } from './cut-buildings.ts';
import type { Density } from './density.ts';
import {
	densityOf,
	divideCommunity,
	type Cell,
	type CommunityGround,
	type Division,
	type DivisionRules
} from './division.ts';
import { unionOf } from './grid-faces.ts';
import { groundPictures } from './ground-picture.ts';
import { inMetres, UNITS_PER_METRE, type Rings } from './lattice.ts';
import type { GroundLine } from './linework.ts';
import { liesOn } from './matching.ts';
import { ringBox, ringsArea, spotInside } from './rings.ts';
import { stitch } from './stitching.ts';

/** An edge this near to a line was drawn along it, metres. */
const ON_LINE_M = 0.05;

export interface SurveyedGround extends CommunityGround {
	/** Lines as surveyed, edges of water and blocks too: what is compared. Metres. */
	surveyed: readonly GroundLine[];
}

export interface StandingCell {
	/** Lattice units. */
	rings: Rings;
	builtUp: boolean;
	/** Picture of the ground that it was made from (ground-picture.ts); null when that is not known. */
	made: string | null;
}

export interface PicturedDivision extends Division {
	/** Picture of the ground by cell. */
	pictures: string[];
}

/** Divides all of a community. */
export function divideWhole(ground: SurveyedGround, rules: DivisionRules): PicturedDivision {
	const density = densityOf(ground, rules);
	const division = divideCommunity(ground, rules, density);
	return { ...division, pictures: picture(division.cells, ground, rules, density) };
}

/**
 * Divides what changed under standing grids, and leaves the others as they stand.
 *
 * @param standing all grids of the community, neighbours with the same corners
 * @returns undefined when all of it must be divided: nothing of it is known, or the community has another boundary
 */
export function divideChanged(
	ground: SurveyedGround,
	rules: DivisionRules,
	standing: readonly StandingCell[]
): PicturedDivision | undefined {
	if (!coverExactly(standing, ground.boundary)) return undefined;
	const density = densityOf(ground, rules);
	const pictures = picture(standing, ground, rules, density);
	const kept: Cell[] = [];
	const changed: Rings[] = [];
	standing.forEach((grid, g) => {
		if (grid.made !== pictures[g]) changed.push(grid.rings);
		else kept.push(cellOf(grid, density));
	});
	if (kept.length === 0) return undefined;
	const fresh = changed.length === 0 ? [] : divideAmong(ground, rules, changed, kept);
	const cells = [...kept, ...fresh];
	const lines = [...ground.lines, ...[...ground.water, ...ground.blocks].flat().map(asLine)];
	return {
		cells,
		pictures: fresh.length === 0 ? pictures : picture(cells, ground, rules, density),
		cutBuildings: countCutBuildings(
			cells.map(({ rings }) => rings),
			ground.buildings,
			followsLine(lines, ON_LINE_M)
		)
	};
}

/** Divides the ground of some grids among grids that stay: they get a corner where a new edge meets theirs. */
function divideAmong(
	ground: SurveyedGround,
	rules: DivisionRules,
	changed: readonly Rings[],
	kept: readonly Cell[]
): Cell[] {
	const { cells } = divideCommunity(
		{
			...ground,
			boundary: unionOf(changed).map(inMetres),
			neighbours: [...ground.neighbours, ...ground.boundary, ...kept.map(({ rings }) => inMetres(rings))]
		},
		rules
	);
	const patches = [
		...kept.map((cell) => ({ community: 0, rings: cell.rings, cell })),
		...cells.map((cell) => ({ community: 1, rings: cell.rings, cell }))
	];
	for (const { cell, rings } of stitch(patches)) cell.rings = rings;
	return cells;
}

function picture(
	grids: readonly { rings: Rings }[],
	ground: SurveyedGround,
	rules: DivisionRules,
	density: Density
): string[] {
	return groundPictures(
		grids.map(({ rings }) => rings),
		ground,
		density,
		JSON.stringify(rules)
	);
}

/** True when grids are a community's ground: as much of it, and every corner of the boundary on an edge of theirs. */
function coverExactly(grids: readonly StandingCell[], boundary: readonly Rings[]): boolean {
	const whole = boundary.reduce((sum, rings) => sum + ringsArea(rings), 0) * UNITS_PER_METRE ** 2;
	const covered = grids.reduce((sum, { rings }) => sum + ringsArea(rings), 0);
	if (Math.abs(covered - whole) > whole * 1e-6) return false;
	const boxes = grids.map(({ rings }) => ringBox(rings[0]!));
	return boundary.flat().every((ring) => {
		for (let i = 0; i < ring.length; i += 2) {
			const [x, y] = [ring[i]! * UNITS_PER_METRE, ring[i + 1]! * UNITS_PER_METRE];
			const near = ([x0, y0, x1, y1]: (typeof boxes)[number]) =>
				x > x0 - 10 && x < x1 + 10 && y > y0 - 10 && y < y1 + 10;
			if (!grids.some(({ rings }, g) => near(boxes[g]!) && liesOn([[x, y]], rings))) return false;
		}
		return true;
	});
}

function cellOf({ rings, builtUp }: StandingCell, density: Density): Cell {
	const metres = inMetres(rings);
	const area = ringsArea(rings) / UNITS_PER_METRE ** 2;
	return {
		rings,
		area,
		spot: spotInside(metres),
		builtUp,
		weight: density.weight(area, density.samplesIn(metres))
	};
}

const asLine = (ring: number[]): GroundLine => ({ points: [...ring, ring[0]!, ring[1]!], strength: 0 });
