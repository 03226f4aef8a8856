/** Responsibilities: brought by a file, added one by one, ended. Parse, rule, repository, audit; all or nothing. */
import { basename } from 'node:path';
import { COLUMNS } from '../../domain/exchange/responsibility-columns.ts';
import {
	readRow,
	type Cells,
	type Problem,
	type ResponsibilitySaid
} from '../../domain/exchange/responsibility-row.ts';
import { readDay } from '../../domain/exchange/responsibility-row.ts';
import { WanggeError } from '../../domain/errors.ts';
import { record } from '../audit/service.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import type { Transaction } from '../db/index.ts';
import { readNamedRows } from '../exchange/named-rows.ts';
import { noteSource, readJurisdiction, type Source } from '../jurisdiction/service.ts';
import { check, refOf, type Ready, type Said } from './check.ts';
import * as repository from './repository.ts';
import type { GroundRow } from './repository.ts';

export interface ResponsibilityReport {
	rows: number;
	encoding: string;
	/** New, or saying something new. */
	written: number;
	unchanged: number;
	organisations: number;
	documents: number;
	/** Grounds of what was written that mean objects of which there are none: written all the same, and said. */
	groundless: { line: number; ground: string }[];
}

/** Above this many, the coverage is worked out whole afterwards instead of grid by grid. */
const BULK = 300;

/**
 * Reads a responsibilities file. Everything is judged before anything is written.
 * @param afterBulk works the whole coverage out, where so much was written that it had to wait
 * @throws WanggeError file-broken, file-empty; not-found when no jurisdiction is set up; row-invalid with `problems`,
 * all of them in the order of their lines
 */
export async function importResponsibilities(
	context: Context,
	file: string,
	afterBulk?: (within: Within) => Promise<void>
): Promise<ResponsibilityReport> {
	const { encoding, sha256, count, rows, tooLong } = await readNamedRows(file, 'responsibilities', COLUMNS);
	const said: Said = { organisations: [], documents: [], responsibilities: [] };
	const problems: Problem[] = tooLong.map(({ line, cells }) => ({
		line,
		column: null,
		problem: 'cells',
		value: String(cells)
	}));
	for (const { line, cells } of rows) {
		const row = readRow(line, cells);
		problems.push(...row.problems);
		if (row.organisation?.code) said.organisations.push({ line, said: row.organisation });
		if (row.document) said.documents.push({ line, said: row.document });
		if (row.responsibility) said.responsibilities.push(row.responsibility);
	}
	return context.db.transaction(
		async (tx) => {
			const within = { ...context, db: tx };
			const ready = await judge(within, tx, said, problems, file);
			const written = await write(within, ready, { kind: 'file', name: basename(file), sha256 }, afterBulk);
			await record(within, {
				action: 'responsibilities.import',
				subject: basename(file),
				detail: { sha256, rows: count, ...written }
			});
			const lines = new Map(said.responsibilities.map((one) => [refOf(one), one.line]));
			const empty = await repository.groundless(tx, [...lines.keys()]);
			const groundless = empty.map((ground) => ({
				line: lines.get(ground.ref)!,
				ground: groundText(ground)
			}));
			return { rows: count, encoding, ...written, groundless };
		},
		{ statementTimeoutMs: 0 }
	);
}

/**
 * Adds one responsibility, or changes the one that has its key.
 * @returns its key
 * @throws WanggeError row-invalid with `problems`
 */
export async function addResponsibility(context: Context, cells: Cells): Promise<string> {
	const row = readRow(0, cells);
	const { responsibility } = row;
	if (!responsibility && row.problems.length === 0)
		row.problems.push({ line: 0, column: 'duty', problem: 'missing' });
	const said: Said = {
		organisations: row.organisation?.code ? [{ line: 0, said: row.organisation }] : [],
		documents: row.document ? [{ line: 0, said: row.document }] : [],
		responsibilities: responsibility ? [responsibility] : []
	};
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const ready = await judge(within, tx, said, row.problems, null);
		await write(within, ready, { kind: 'entered', name: context.actor });
		const ref = refOf(responsibility as ResponsibilitySaid);
		await record(within, {
			action: 'responsibility.add',
			subject: ref,
			detail: { ...ready.responsibilities[0] }
		});
		return ref;
	});
}

/**
 * Ends a responsibility: `on` is the first day on which it is no longer in force. It stays, with its period.
 * @throws WanggeError not-found; invalid for what is no day; date-order for a day not after its first
 */
export async function endResponsibility(context: Context, ref: string, on: string): Promise<void> {
	const day = readDay(on);
	if (!day) throw new WanggeError('invalid', { field: 'on', value: on });
	await context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const period = await repository.periodOf(tx, ref);
		if (!period) throw new WanggeError('not-found', { what: 'responsibility', ref });
		if (day <= period.valid_from) throw new WanggeError('date-order', { from: period.valid_from, to: day });
		if (!(await repository.endResponsibility(tx, ref, day))) return;
		await record(within, { action: 'responsibility.end', subject: ref, detail: { on: day } });
	});
}

async function judge(
	within: Within,
	tx: Transaction,
	said: Said,
	problems: readonly Problem[],
	file: string | null
): Promise<Ready> {
	if (!(await readJurisdiction(within))) throw new WanggeError('not-found', { what: 'jurisdiction' });
	const { ready, problems: more } = await check(
		tx,
		said,
		dayOf(within.now),
		new Set(problems.map(({ line }) => line))
	);
	const all = [...problems, ...more].sort((a, b) => a.line - b.line);
	if (all.length > 0) throw new WanggeError('row-invalid', { file, count: all.length, problems: all });
	return ready;
}

async function write(
	within: Within,
	ready: Ready,
	source: Source,
	afterBulk?: (within: Within) => Promise<void>
): Promise<Omit<ResponsibilityReport, 'rows' | 'encoding' | 'groundless'>> {
	const { db } = within;
	const refs = ready.responsibilities.map(({ ref }) => ref);
	const present = await repository.presentGrounds(db, refs);
	const moved = new Map(
		[...ready.grounds].filter(([ref, grounds]) => !sameGrounds(grounds, present.get(ref) ?? []))
	);
	const bulk = moved.size > BULK && afterBulk !== undefined;
	if (bulk) await repository.holdCoverage(db);
	const sourceId = await noteSource(within, source);
	await repository.putOrganisations(db, ready.organisations, sourceId);
	await repository.putDocuments(db, ready.documents, sourceId);
	const touched = new Set(await repository.putResponsibilities(db, ready.responsibilities, sourceId));
	if (moved.size > 0) await repository.putGrounds(db, moved);
	for (const ref of moved.keys()) touched.add(ref);
	if (bulk) await afterBulk(within);
	return {
		written: touched.size,
		unchanged: refs.length - touched.size,
		organisations: ready.organisations.length,
		documents: ready.documents.length
	};
}

/** As a file says it. */
function groundText({ kind, class: of, area }: repository.Groundless): string {
	const objects = { road: 'roads', block: 'blocks', green_space: 'green' }[kind];
	return `${objects}:${of ?? '*'}@${area}`;
}

function sameGrounds(a: readonly GroundRow[], b: readonly GroundRow[]): boolean {
	const text = (grounds: readonly GroundRow[]) =>
		grounds
			.map((g) => JSON.stringify([g.kind, g.area_id, g.grid_id, g.object_kind, g.object_class, g.wkb]))
			.sort()
			.join('\n');
	return text(a) === text(b);
}
