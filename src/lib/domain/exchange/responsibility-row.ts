/** One row of a responsibilities file, read cell by cell; what is wrong with it is listed, not thrown. */
import { PARTS, type Part } from '../responsibility/state.ts';
import { readGround, type GroundSaid } from './ground-said.ts';
import type { Column } from './responsibility-columns.ts';

export interface OrganisationSaid {
	code: string;
	name: string | null;
	kind: string | null;
	parent: string | null;
	area: string | null;
	phone: string | null;
}
export interface DocumentSaid {
	number: string;
	title: string | null;
	issuer: string | null;
	issuedOn: string | null;
}
export interface ResponsibilitySaid {
	/** Line of the file on which the row begins; 0 when it is from no file. */
	line: number;
	key: string | null;
	duty: string;
	part: Part;
	grounds: GroundSaid[];
	/** Coordinate reference system of polygons, EPSG number. */
	srid: number | null;
	validFrom: string;
	validTo: string | null;
	staffPosts: number | null;
	budgetYuan: number | null;
	authority: string | null;
	organisation: OrganisationSaid;
	document: DocumentSaid | null;
}

/** Something wrong in one cell. `problem` is stable; words/ has a sentence for each. */
export interface Problem {
	line: number;
	column: Column | null;
	problem: string;
	value?: string;
	/** More to say it with: a code, a line, square metres, a place. */
	more?: Readonly<Record<string, string | number>>;
}

export type Cells = Readonly<Partial<Record<Column, string>>>;

/**
 * A row may name an organisation alone: then duty, part and ground are empty, and `responsibility` is null. One that has
 * problems holds what could be read of it, so that the rest can be judged too; it must not be written.
 */
export interface ReadRow {
	organisation: OrganisationSaid | null;
	document: DocumentSaid | null;
	responsibility: ResponsibilitySaid | null;
	problems: Problem[];
}

const PART_WORDS: Record<string, Part> = {
	主责: 'lead',
	协办: 'support',
	兜底: 'fallback',
	...Object.fromEntries(PARTS.map((part) => [part, part]))
};

export function readRow(line: number, cells: Cells): ReadRow {
	const problems: Problem[] = [];
	const say = (column: Column, problem: string, value?: string) =>
		problems.push({ line, column, problem, value });
	const cell = (column: Column): string | null => cells[column]?.trim() || null;
	const needed = (column: Column): string => {
		const value = cell(column);
		if (!value) say(column, 'missing');
		return value ?? '';
	};
	const checked = (column: Column, pattern: RegExp, problem: string): string | null => {
		const value = cell(column);
		if (value && !pattern.test(value)) say(column, problem, value);
		return value;
	};
	const day = (column: Column): string | null => {
		const value = cell(column);
		const read = value && readDay(value);
		if (value && !read) say(column, 'date', value);
		return read || null;
	};
	const amount = (column: Column): number | null => {
		const value = cell(column)?.replace(/,/g, '');
		if (!value) return null;
		const number = Number(value);
		if (!Number.isFinite(number) || number < 0 || number > 1e12) say(column, 'number', value);
		return number;
	};

	needed('organisation_code');
	const organisation: OrganisationSaid = {
		code: checked('organisation_code', /^[0-9A-Za-z_-]{1,40}$/, 'organisation-code') ?? '',
		name: cell('organisation_name'),
		kind: cell('organisation_kind'),
		parent: cell('organisation_parent'),
		area: cell('organisation_area')?.toUpperCase() ?? null,
		phone: checked('organisation_phone', /^[0-9 +()-]{3,24}$/, 'phone')
	};
	const number = cell('document_number');
	const document: DocumentSaid | null = number
		? {
				number,
				title: cell('document_title'),
				issuer: cell('document_issuer'),
				issuedOn: day('document_issued_on')
			}
		: null;
	const alone = (['duty', 'part', 'ground'] as const).every((column) => !cell(column));
	if (alone) return { organisation, document, responsibility: null, problems };

	const duty = needed('duty');
	const partText = needed('part');
	const part = PART_WORDS[partText.toLowerCase()];
	if (partText && !part) say('part', 'part', partText);
	const groundText = needed('ground');
	const grounds = groundText ? readGround(groundText) : [];
	if (!Array.isArray(grounds)) say('ground', `ground-${grounds.reason}`, grounds.value);
	const crs = cell('crs');
	const srid = crs ? readCrs(crs) : null;
	if (crs && srid === null) say('crs', 'crs-form', crs);
	if (!crs && Array.isArray(grounds) && grounds.some(({ kind }) => kind === 'polygon'))
		say('crs', 'crs-missing');
	if (part && part !== 'fallback' && !document) say('document_number', 'document-missing', part);
	needed('valid_from');
	const validFrom = day('valid_from');
	const validTo = day('valid_to');
	if (validFrom && validTo && validTo <= validFrom) say('valid_to', 'date-order', validTo);
	const responsibility: ResponsibilitySaid = {
		line,
		key: checked('key', /^.{1,100}$/s, 'key'),
		duty,
		part: part ?? 'lead',
		grounds: Array.isArray(grounds) ? grounds : [],
		srid,
		validFrom: validFrom ?? '',
		validTo,
		staffPosts: amount('staff_posts'),
		budgetYuan: amount('budget_yuan'),
		authority: cell('authority'),
		organisation,
		document
	};
	return { organisation, document, responsibility, problems };
}

/** "2026-01-05", "2026/1/5", "2026年1月5日" to 2026-01-05; null for what is no day of the calendar. */
export function readDay(text: string): string | null {
	const found = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/.exec(
		text.trim()
	);
	if (!found) return null;
	const [, year, ...rest] = found;
	const [month, day] = rest.filter((part) => part !== undefined).map((part) => part.padStart(2, '0'));
	const text8601 = `${year}-${month}-${day}`;
	const date = new Date(`${text8601}T00:00:00Z`);
	const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text8601);
	return real && Number(year) >= 1900 && Number(year) <= 2200 ? text8601 : null;
}

const NAMED_SYSTEMS: Record<string, number> = { CGCS2000: 4490, WGS84: 4326, 'WGS 84': 4326 };

/** "EPSG:4490", "4547" or CGCS2000 to the EPSG number; null for a name that says too little (GCJ-02 has none). */
export function readCrs(text: string): number | null {
	const named = NAMED_SYSTEMS[text.trim().toUpperCase()];
	if (named) return named;
	const found = /^(?:EPSG\s*:\s*)?(\d{4,6})$/i.exec(text.trim());
	return found ? Number(found[1]) : null;
}
