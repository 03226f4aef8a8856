import type { ClassKind } from '../../domain/incident/classes.ts';
import type { State } from '../../domain/incident/workflow.ts';
import type { MeasureLevel } from '../../domain/measure/measure.ts';
import type { ComparedLevel, Question } from '../../domain/pattern/asked.ts';
import type { Rhythm } from '../../domain/pattern/rhythm.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('pattern');

type Period = Pick<Question, 'from' | 'to'>;

const within = ({ from, to, kind, class: of, area }: Question) => [from, to, kind, of, area];
const counted = (question: Question) => [
	...within(question),
	question.hours.length === 0 ? null : question.hours
];

/** Whatever the hours of the week that are asked for. */
export async function rhythm(db: Queryable, question: Question): Promise<Rhythm> {
	const [row] = await db.query<Rhythm>(statement('rhythm'), within(question));
	return row!;
}

/** How many lie in no grid. */
export async function outside(db: Queryable, question: Question): Promise<number> {
	const [row] = await db.query<{ count: number }>(statement('outside'), counted(question));
	return row!.count;
}

export async function total(db: Queryable, question: Question): Promise<number> {
	const [row] = await db.query<{ count: number }>(statement('total'), counted(question));
	return row!.count;
}

export interface Cells {
	/** Columns and rows of zoom 30, from the west and from the north. */
	x: number[];
	y: number[];
	counts: number[];
	/** Null for more than one. */
	numbers: (string | null)[];
	kinds: (ClassKind | null)[];
}

/**
 * @param piece columns and rows of zoom 30, both included
 * @param digits a cell is 2 to their power wide
 */
export async function cells(
	db: Queryable,
	question: Question,
	piece: { x: readonly [number, number]; y: readonly [number, number] },
	digits: number
): Promise<Cells> {
	const [row] = await db.query<Cells>(statement('cells'), [
		...counted(question),
		...piece.x,
		...piece.y,
		digits
	]);
	return row!;
}

export interface Counts {
	/** Ascending. */
	ids: number[];
	counts: number[];
}

/** @param bounds west, south, east, north in degrees */
export async function byGrid(db: Queryable, question: Question, bounds: readonly number[]): Promise<Counts> {
	const [row] = await db.query<Counts>(statement('by_grid'), [...counted(question), ...bounds]);
	return row!;
}

export async function byArea(
	db: Queryable,
	question: Question,
	level: Exclude<MeasureLevel, 'grid'>
): Promise<Counts> {
	const [row] = await db.query<Counts>(statement('by_area'), [...counted(question), level]);
	return row!;
}

export interface AreaCounts {
	code: string;
	name: string;
	/** Name of the area above. */
	above: string | null;
	now: number;
	before: number;
}

export const twoPeriods = (db: Queryable, question: Question, before: Period, level: ComparedLevel) =>
	db.query<AreaCounts>(statement('two_periods'), [...counted(question), level, before.from, before.to]);

/** Whole numbers parted by commas. */
export interface PlaceTexts {
	ids: string;
	x: string;
	y: string;
	counts: string;
	/** Sum of counts. */
	cases: number;
}

/** @param areas whose grids there are, with all below them; null: everywhere */
export async function places(
	db: Queryable,
	question: Question,
	areas: readonly number[] | null,
	day: string
): Promise<PlaceTexts> {
	const [row] = await db.query<PlaceTexts>(statement('places'), [...counted(question), areas, day]);
	return row!;
}

/** Whole numbers parted by commas: the grid and the day, from 0 on, of each case in a grid. */
export async function days(
	db: Queryable,
	question: Question,
	day: string
): Promise<{ grids: string; days: string }> {
	const [row] = await db.query<{ grids: string; days: string }>(statement('days'), [
		...counted(question),
		day
	]);
	return row!;
}

export interface NamedGrid {
	id: number;
	code: string;
	areas: { code: string; level: 'city' | 'district' | 'street' | 'community' | 'duty_grid'; name: string }[];
	/** [lng, lat] */
	position: [number, number];
}

export async function namedGrids(db: Queryable, ids: readonly number[]): Promise<Map<number, NamedGrid>> {
	const rows = await db.query<NamedGrid>(statement('named_grids'), [ids]);
	return new Map(rows.map((row) => [row.id, row]));
}

/** [lng, lat] of grids, ascending by id. */
export async function gridSpots(db: Queryable, ids: readonly number[]): Promise<[number, number][]> {
	const [row] = await db.query<{ lng: number[]; lat: number[] }>(statement('grid_spots'), [ids]);
	return row!.lng.map((lng, at) => [lng, row!.lat[at]!]);
}

export interface CaseBehind {
	number: string;
	kind: ClassKind;
	name_zh: string;
	name_en: string | null;
	state: State;
	address: string | null;
	happened_at: string;
	/** Code. */
	grid: string | null;
	/** Of all pages. */
	total: number;
}

/** @param near code of a grid, and metres from its spot to those of the others; null: wherever they lie */
export const cases = (
	db: Queryable,
	question: Question,
	near: { grid: string; metres: number } | null,
	{ limit, offset }: { limit: number; offset: number }
) =>
	db.query<CaseBehind>(statement('cases'), [
		...counted(question),
		near?.grid ?? null,
		near?.metres ?? null,
		limit,
		offset
	]);

export interface ClassChoice {
	id: number;
	edition: string;
	kind: ClassKind;
	name_zh: string;
	name_en: string | null;
	count: number;
}

export const classNames = (db: Queryable, { from, to, kind, area }: Question) =>
	db.query<ClassChoice>(statement('class_names'), [from, to, kind, area]);

export interface AreaChoice {
	code: string;
	name: string;
	level: 'district' | 'street' | 'community';
}

/** @param areas with all below them; null: everywhere */
export const areaChoices = (db: Queryable, areas: readonly number[] | null, day: string) =>
	db.query<AreaChoice>(statement('area_choices'), [areas, day]);

/**
 * West, south, east, north in degrees of the area of a code, or else of some areas; null: no boundary of any is known.
 * @param areas ids
 */
export async function extent(
	db: Queryable,
	code: string | null,
	areas: readonly number[],
	day: string
): Promise<[number, number, number, number] | null> {
	const [row] = await db.query<{ bbox: [number, number, number, number] }>(statement('extent'), [
		code,
		areas,
		day
	]);
	return row?.bbox ?? null;
}
