/** A jurisdiction that has its grids already brings them as a file; they must hold what made grids hold. */
import { createHash } from 'node:crypto';
import { WanggeError } from '../../domain/errors.ts';
import { isGridCodeOf } from '../../domain/grid/code.ts';
import { countCutBuildings } from '../../domain/grid/cut-buildings.ts';
import type { Cell } from '../../domain/grid/division.ts';
import { fitGrids, ROUNDING_M, THIN_M } from '../../domain/grid/own-grids-fit.ts';
import { readOwnGrids, type GridProblem } from '../../domain/grid/own-grids.ts';
import { sameGround } from '../../domain/grid/matching.ts';
import { inMetres, toUnits, UNITS_PER_METRE, type Place, type Rings } from '../../domain/grid/lattice.ts';
import { ringsArea, ringsHold, spotInside } from '../../domain/grid/rings.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import { readJurisdiction, type Jurisdiction } from '../jurisdiction/service.ts';
import { findHomes } from './assignment.ts';
import { boxOf, grown, readGround, type Ground } from './ground.ts';
import * as reading from './import-repository.ts';
import type { Shape } from './import-repository.ts';
import { stitchBorders, type Placed, type Plan } from './planning.ts';
import { emptyReport, type GridReport } from './report.ts';
import * as repository from './repository.ts';
import type { CommunityRow } from './repository.ts';
import { write } from './writing.ts';

export interface GridImport {
	/** What people call the file. */
	name: string;
	/** GeoJSON. */
	text: string;
	/** EPSG:xxxx of the coordinates, where the file does not say. */
	crs?: string;
	/** Group the grids into duty grids as well. */
	dutyGrids?: boolean;
}

/** A grid of the file, in the community that holds its spot. */
interface Settled {
	shape: Shape;
	community: CommunityRow;
}

/** Larger grids count as countryside when the file does not say, m². */
const BUILT_UP_MOST = 30_000;

/**
 * Checks everything first and writes nothing if anything is wrong. Communities without a grid in the file keep theirs.
 *
 * @throws WanggeError file-empty, file-broken, crs-unknown, crs-mismatch (own-grids.ts); not-found when the jurisdiction
 * is not set up; grids-invalid { problems: GridProblem[] } with all that is wrong and where
 */
export async function importGrids(context: Context, given: GridImport): Promise<GridReport> {
	const file = readOwnGrids(given.text, given.crs);
	return context.db.transaction(
		async (db) => {
			const within: Within = { ...context, db };
			const ruled = await readJurisdiction(within);
			if (!ruled) throw new WanggeError('not-found', { what: 'jurisdiction' });
			const srid = await reading.knownSystem(db, file.epsg);
			if (srid === undefined) throw new WanggeError('crs-unknown', { crs: `EPSG:${file.epsg}` });
			const day = dayOf(context.now);
			const problems = [...file.problems];
			const shapes = await reading.readShapes(db, file.grids, srid);
			for (const { grid, valid, reason, place } of shapes)
				if (!valid)
					problems.push({
						kind: 'self-crossing',
						feature: grid.feature,
						code: grid.code,
						place,
						detail: reason
					});
			const communities = await repository.communities(db, day, undefined);
			const sound = shapes.filter(({ valid }) => valid);
			const settled = settle(sound, communities, ruled.sequence_digits, problems);
			const plan = await fit(db, settled, communities, day, problems);
			if (problems.length > 0) throw new WanggeError('grids-invalid', { name: given.name, problems });
			return store(within, given, plan, day, ruled);
		},
		{ statementTimeoutMs: 0 }
	);
}

/** Which community each grid lies in, and whether its code says the same. */
function settle(
	shapes: readonly Shape[],
	communities: readonly CommunityRow[],
	digits: number,
	problems: GridProblem[]
): Settled[] {
	const settled: Settled[] = [];
	for (const shape of shapes) {
		const { feature, code } = shape.grid;
		const [x, y] = spotInside(shape.rings);
		const community = communities.find(({ polygons }) => polygons.some((rings) => ringsHold(rings, x, y)));
		if (!community) {
			problems.push({ kind: 'outside', feature, code, place: shape.place });
			continue;
		}
		settled.push({ shape, community });
		if (isGridCodeOf(code, community.code, digits)) continue;
		const named = communities.find((other) => isGridCodeOf(code, other.code, digits));
		const detail = `${community.code}${'#'.repeat(digits)}`;
		if (named)
			problems.push({ kind: 'wrong-community', feature, code, other: community.code, place: shape.place });
		else problems.push({ kind: 'code-pattern', feature, code, place: shape.place, detail });
	}
	return settled;
}

/** Fits the grids into their communities, and finds which stand already. */
async function fit(
	db: Within['db'],
	settled: readonly Settled[],
	communities: readonly CommunityRow[],
	day: string,
	problems: GridProblem[]
): Promise<Plan> {
	const plan: Plan = { placed: [], ended: [], acrossBorder: [] };
	const wrong: { problem: GridProblem; place: Place }[] = [];
	const inHand = communities.filter((community) => settled.some((one) => one.community === community));
	const ids = inHand.map(({ id }) => id);
	await repository.lockCommunities(db, ids);
	const standing = await repository.gridsOf(db, ids, day);
	const fitted: { row: CommunityRow; mine: Settled[]; rings: Rings[] }[] = [];
	for (const row of inHand) {
		const mine = settled.filter((one) => one.community === row);
		const others = communities.filter((other) => other !== row).flatMap(({ polygons }) => polygons);
		const found = fitGrids(
			row.polygons,
			others,
			mine.map(({ shape }) => shape.rings)
		);
		for (const { kind, grids, place, m2 } of found.problems) {
			const [first, second] = grids.map((g) => mine[g]!.shape.grid);
			const problem = {
				kind,
				feature: first?.feature,
				code: first?.code,
				other: second?.code ?? row.code,
				m2
			};
			wrong.push({ problem, place });
		}
		fitted.push({ row, mine, rings: found.rings });
	}
	const places = await reading.placesOf(
		db,
		wrong.map(({ place }) => place)
	);
	problems.push(...wrong.map(({ problem }, k) => ({ ...problem, place: places[k] })));
	if (problems.length > 0) return plan;

	const divisions = fitted.map(({ row, mine, rings }) => ({
		row,
		standing: standing.filter(({ community }) => community === row.id),
		cells: rings.map((around, g) => cellOf(around, mine[g]!.shape)),
		codes: mine.map(({ shape }) => shape.grid.code)
	}));
	for (const { cells, codes, standing: there } of divisions) leaveAsStanding(cells, codes, there);
	const box = grown(boxOf(inHand.flatMap(({ polygons }) => polygons)), 10);
	plan.acrossBorder = stitchBorders(divisions, await repository.gridsNear(db, day, box, ids));
	const taken = await reading.codesTaken(
		db,
		settled.map(({ shape }) => shape.grid.code)
	);
	for (const { row, cells, codes, standing: there } of divisions) {
		const byCode = new Map(there.map((grid) => [grid.code, grid]));
		const kept = new Set<repository.StandingGrid>();
		cells.forEach((cell, c) => {
			const code = codes[c]!;
			const same = byCode.get(code);
			const stands = same && sameGround(cell.rings, same.rings, toUnits(THIN_M)) ? same : undefined;
			if (stands) kept.add(stands);
			else if (taken.has(code))
				problems.push({
					kind: 'code-used',
					...whereIs(code, settled),
					detail: taken.get(code) ? 'in-force' : 'ended'
				});
			const placed: Placed = { community: row, cell, standing: stands, code, made: null };
			plan.placed.push(placed);
		});
		plan.ended.push(...there.filter((grid) => !kept.has(grid)));
	}
	return plan;
}

/** A community whose grids came back as they stand, but for the file's rounding, keeps the very corners it has. */
function leaveAsStanding(
	cells: readonly Cell[],
	codes: readonly string[],
	standing: readonly repository.StandingGrid[]
): void {
	const byCode = new Map(standing.map((grid) => [grid.code, grid]));
	const stand = cells.map((cell, c) => {
		const same = byCode.get(codes[c]!);
		return same && sameGround(cell.rings, same.rings, toUnits(ROUNDING_M)) ? same.rings : undefined;
	});
	if (cells.length !== standing.length || stand.some((rings) => !rings)) return;
	cells.forEach((cell, c) => (cell.rings = stand[c]!));
}

function whereIs(code: string, settled: readonly Settled[]): Pick<GridProblem, 'feature' | 'code' | 'place'> {
	const shape = settled.find((one) => one.shape.grid.code === code)?.shape;
	return { code, feature: shape?.grid.feature, place: shape?.place };
}

function cellOf(rings: Rings, shape: Shape): Cell {
	const area = ringsArea(rings) / UNITS_PER_METRE ** 2;
	const builtUp = shape.grid.builtUp ?? area <= BUILT_UP_MOST;
	return { rings, area, spot: spotInside(inMetres(rings)), builtUp, weight: 1 };
}

/** Counted community by community, as where grids are made. */
function cutByFile(
	placed: readonly Placed[],
	rows: readonly CommunityRow[],
	ground: Ground
): GridReport['cutBuildings'] {
	const sum = { byBorder: 0, byLines: 0, byCuts: 0, byFile: 0 };
	for (const row of rows) {
		const mine = placed.filter(({ community }) => community === row).map(({ cell }) => cell.rings);
		const { byBorder, byLines } = countCutBuildings(mine, ground.of(row).buildings);
		sum.byBorder += byBorder;
		sum.byFile += byLines;
	}
	return sum;
}

async function store(
	within: Within,
	given: GridImport,
	plan: Plan,
	day: string,
	ruled: Jurisdiction
): Promise<GridReport> {
	const { db } = within;
	const rows = [...new Set(plan.placed.map(({ community }) => community))];
	const box = grown(boxOf(rows.flatMap(({ polygons }) => polygons)), 200);
	const ground = await readGround(db, box, rows, 0);
	const report = emptyReport();
	report.communities = rows.length;
	report.buildings = ground.buildings;
	report.cutBuildings = cutByFile(plan.placed, rows, ground);
	const sha256 = createHash('sha256').update(given.text).digest('hex');
	await write(within, {
		plan,
		homes: findHomes(plan.placed, ground),
		ids: rows.map(({ id }) => id),
		day,
		dutyGrids: given.dutyGrids ?? false,
		source: { kind: 'file', name: given.name, sha256 },
		action: 'grids.import',
		subject: given.name || ruled.name,
		report
	});
	return report;
}
