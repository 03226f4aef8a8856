/** Where and when cases happen, of those that whoever asks may see: the database counts no others. */
import type { z } from 'zod';
import { requireAnywhere } from '../../domain/access/access.ts';
import type { patternCellsSchema, patternCountsSchema } from '../../domain/api/patterns.ts';
import { WanggeError } from '../../domain/errors.ts';
import { latitudeAt, mercator } from '../../domain/mercator.ts';
import type { MeasureLevel } from '../../domain/measure/measure.ts';
import { areaChanges, type Changes } from '../../domain/pattern/area-changes.ts';
import {
	comparedPeriod,
	daysOf,
	type Compared,
	type ComparedLevel,
	type Question
} from '../../domain/pattern/asked.ts';
import type { Near } from '../../domain/pattern/behind.ts';
import { compareRates, type RateComparison } from '../../domain/pattern/rate-comparison.ts';
import { findArea } from '../area/service.ts';
import { accessOf, dayOf, type Context } from '../context.ts';
import * as repository from './repository.ts';
import type { AreaChoice, AreaCounts, CaseBehind, ClassChoice } from './repository.ts';

export type { CaseBehind } from './repository.ts';

/**
 * Ids of the areas whose cases whoever asks may read; null: everywhere.
 * @throws WanggeError not-found { what: 'path' } for whoever may read none anywhere
 */
export function readableAreas(context: Context): readonly number[] | null {
	const { everywhere, areas } = requireAnywhere(accessOf(context), 'read', 'incident');
	if (everywhere) return null;
	// Whoever acts for an organisation has cases, but no ground to find patterns on.
	if (areas.length === 0) throw new WanggeError('not-found', { what: 'path' });
	return areas;
}

/** @throws WanggeError unknown-reference { parameter: 'area', code } */
export async function requireArea(context: Context, { area }: Pick<Question, 'area'>): Promise<void> {
	if (area !== null && !(await findArea(context, area)))
		throw new WanggeError('unknown-reference', { parameter: 'area', code: area });
}

/** Hours with their cases, and how many of those that are asked for lie in no grid. */
export async function readRhythm(context: Context, question: Question) {
	readableAreas(context);
	const { db } = context;
	const [rhythm, outside] = await Promise.all([
		repository.rhythm(db, question),
		repository.outside(db, question)
	]);
	return { ...rhythm, outside };
}

export interface PatternChoices {
	/** The name of the area that is asked for; null: there is none of that code, or none is asked for. */
	area: string | null;
	/** West, south, east, north of it, or of one's own ground; null: of the whole jurisdiction. */
	bbox: [number, number, number, number] | null;
	/** Those of one's own. */
	areas: AreaChoice[];
	/** Those that cases of the period are filed under, most first. */
	classes: ClassChoice[];
}

export async function readChoices(context: Context, question: Question): Promise<PatternChoices> {
	const areas = readableAreas(context);
	const { db, now } = context;
	const day = dayOf(now);
	const [named, bbox, choices, classes] = await Promise.all([
		question.area === null ? undefined : findArea(context, question.area),
		repository.extent(db, question.area, areas ?? [], day),
		repository.areaChoices(db, areas, day),
		repository.classNames(db, question)
	]);
	return { area: named?.name ?? null, bbox, areas: choices, classes };
}

export interface Comparison {
	/** Days, both included. */
	before: { from: string; to: string };
	now: number;
	earlier: number;
	whole: RateComparison;
	areas: Changes<AreaCounts>;
}

const MOST_AREAS = 8;

/** A period and an earlier one: in all, and by area. */
export async function readComparison(
	context: Context,
	question: Question,
	{ compare, by }: { compare: Compared; by: ComparedLevel }
): Promise<Comparison> {
	readableAreas(context);
	const { db } = context;
	const before = comparedPeriod(question, compare);
	const [now, earlier, areas] = await Promise.all([
		repository.total(db, question),
		repository.total(db, { ...question, ...before }),
		repository.twoPeriods(db, question, before, by)
	]);
	const days = { now: daysOf(question), before: daysOf(before) };
	return {
		before,
		now,
		earlier,
		whole: compareRates({ count: now, days: days.now }, { count: earlier, days: days.before }),
		areas: areaChanges(areas, days, MOST_AREAS)
	};
}

const WORLD = 2 ** 30;
/** A cell is 16 pixels wide: 32 to a tile. */
const CELL_DIGITS = 5;
/** As many fill the largest wall at once. */
const MOST_CELLS = 40_000;

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
const lngOf = (x: number) => rounded(((x + 0.5) / WORLD - 0.5) * 360);
const latOf = (y: number) => rounded(latitudeAt((y + 0.5) / WORLD));
const inWorld = (along: number) => Math.min(WORLD - 1, Math.max(0, Math.floor(along * WORLD)));

/**
 * Cases of a piece of the map in square cells, as wide as 16 pixels, or wider where there were too many.
 * @param bounds west, south, east, north in degrees
 */
export async function readCells(
	context: Context,
	question: Question,
	{
		bounds: [west, south, east, north],
		zoom
	}: { bounds: readonly [number, number, number, number]; zoom: number }
): Promise<z.infer<typeof patternCellsSchema>> {
	readableAreas(context);
	await requireArea(context, question);
	const [from, to] = [mercator(west, north), mercator(east, south)];
	const x = [inWorld(from.x), inWorld(to.x)] as const;
	const y = [inWorld(from.y), inWorld(to.y)] as const;
	let digits = 30 - zoom - CELL_DIGITS;
	while ((x[1] - x[0]) * (y[1] - y[0]) > MOST_CELLS * 4 ** digits) digits++;
	const found = await repository.cells(context.db, question, { x, y }, Math.max(0, digits));
	return {
		total: found.counts.reduce((sum, count) => sum + count, 0),
		cells: found.counts.map((count, at) => ({
			position: [lngOf(found.x[at]!), latOf(found.y[at]!)],
			count,
			number: found.numbers[at]!,
			kind: found.kinds[at]!
		}))
	};
}

/**
 * Cases of each grid in a box, or of each area of a level.
 * @param bounds of grids, and needed there: west, south, east, north in degrees
 */
export async function readCounts(
	context: Context,
	question: Question,
	{ level, bounds }: { level: MeasureLevel; bounds?: readonly number[] | undefined }
): Promise<z.infer<typeof patternCountsSchema>> {
	readableAreas(context);
	await requireArea(context, question);
	const { db } = context;
	const counts =
		level === 'grid'
			? await repository.byGrid(db, question, bounds!)
			: await repository.byArea(db, question, level);
	return { level, ...counts };
}

export const BEHIND_PAGE = 50;

/** The cases behind a figure, a page at a time, the last first. */
export async function listBehind(
	context: Context,
	question: Question,
	near: Near | null,
	page: number
): Promise<{ rows: CaseBehind[]; total: number }> {
	readableAreas(context);
	const rows = await repository.cases(context.db, question, near, {
		limit: BEHIND_PAGE,
		offset: (page - 1) * BEHIND_PAGE
	});
	return { rows, total: rows[0]?.total ?? 0 };
}
