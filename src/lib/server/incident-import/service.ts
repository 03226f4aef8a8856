/**
 * Past incidents from files of other systems. What is right is taken, what is not is named row by row; the whole of an
 * import can be undone.
 */
import { basename } from 'node:path';
import { WanggeError } from '../../domain/errors.ts';
import { readMapping, type IncidentMapping } from '../../domain/exchange/incident-mapping.ts';
import {
	readIncidentRow,
	type IncidentProblem,
	type IncidentSaid
} from '../../domain/exchange/incident-row.ts';
import { isNational } from '../../domain/incident/classes.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import { noteSource, readJurisdiction } from '../jurisdiction/service.ts';
import { readRecords, type GivenRecords } from './records.ts';
import * as repository from './repository.ts';
import type { ClassName, ImportRow } from './repository.ts';

export interface IncidentReport {
	/** Null where it was only tried out. */
	id: number | null;
	rows: number;
	taken: number;
	/** Rows that were not taken, each with all that is wrong with it. */
	problems: IncidentProblem[];
	/** Names that were added to the city's own list. */
	classes: string[];
}

/** @throws WanggeError not-found { what: 'mapping', name } */
export async function savedMapping({ db }: Pick<Within, 'db'>, name: string): Promise<IncidentMapping> {
	const found = await repository.mapping(db, name);
	if (found === undefined) throw new WanggeError('not-found', { what: 'mapping', name });
	return parsed(found, name);
}

/** @throws WanggeError file-broken { reason: 'mapping', faults } */
export function parsed(given: unknown, file: string): IncidentMapping {
	const read = readMapping(given);
	if ('faults' in read)
		throw new WanggeError('file-broken', { file, reason: 'mapping', faults: read.faults });
	return read.mapping;
}

/**
 * Reads a CSV table or a JSON list.
 * @param dry nothing is written, and the report says what would be
 * @param save a name under which the mapping is kept for the next file
 * @throws WanggeError not-found { what: 'jurisdiction' }; conflict { reason: 'file-known', id } for a file that was taken
 * before; file-broken { reason: 'columns', names } where the file has no such columns, and those of readRecords
 */
export async function importIncidents(
	context: Context,
	file: string,
	mapping: IncidentMapping,
	{ dry = false, save }: { dry?: boolean; save?: string | undefined } = {}
): Promise<IncidentReport> {
	const given = await readRecords(file);
	const absent = Object.values(mapping.columns).filter((column) => !given.has(column));
	if (absent.length > 0) throw new WanggeError('file-broken', { file, reason: 'columns', names: absent });
	const { said, problems } = readAll(given, mapping, context.now);
	let report: IncidentReport | undefined;
	await context.db
		.transaction(
			async (tx) => {
				const within = { ...context, db: tx };
				if (!(await readJurisdiction(within))) throw new WanggeError('not-found', { what: 'jurisdiction' });
				const known = await repository.knownFile(tx, given.sha256);
				if (known) throw new WanggeError('conflict', { reason: 'file-known', id: known.id });
				report = await take(within, { file, given, mapping, said, problems });
				if (save !== undefined) await repository.saveMapping(tx, save, mapping, context.now);
				if (dry) throw new TriedOut();
			},
			{ statementTimeoutMs: 0 }
		)
		.catch((error: unknown) => {
			if (!(error instanceof TriedOut)) throw error;
		});
	return dry ? { ...report!, id: null } : report!;
}

class TriedOut extends Error {}

/** Rows one by one, and a number that stands twice. */
function readAll({ records }: GivenRecords, mapping: IncidentMapping, now: Date) {
	const problems: IncidentProblem[] = [];
	const said = new Map<string, IncidentSaid>();
	for (const { line, value } of records) {
		const row = readIncidentRow(line, value, mapping, now);
		problems.push(...row.problems);
		if (!row.said) continue;
		if (said.has(row.said.number))
			problems.push({ line, field: 'number', problem: 'twice', value: row.said.number });
		else said.set(row.said.number, row.said);
	}
	return { said: [...said.values()], problems };
}

interface Read {
	file: string;
	given: GivenRecords;
	mapping: IncidentMapping;
	said: readonly IncidentSaid[];
	problems: readonly IncidentProblem[];
}

async function take(
	within: Within,
	{ file, given, mapping, said, problems: before }: Read
): Promise<IncidentReport> {
	const { db, now } = within;
	const problems = [...before];
	const against = new Map(
		(await repository.judge(db, said, mapping.srid)).map(({ line, problem }) => [line, problem])
	);
	const classOf = await classesOf(within, mapping);
	const good: IncidentSaid[] = [];
	for (const one of said) {
		const problem = against.get(one.line);
		if (problem)
			problems.push({
				line: one.line,
				field: problem === 'known' ? 'number' : 'x',
				problem,
				value: valueOf(one, problem)
			});
		else if (classOf(one.class) === undefined && !mapping.classes.add)
			problems.push({ line: one.line, field: 'class', problem: 'class', value: one.class });
		else good.push(one);
	}
	const names = [...new Set(good.map((one) => one.class).filter((name) => classOf(name) === undefined))];
	const added = new Map(
		names.length > 0
			? (await repository.addClasses(db, mapping.classes.edition, mapping.classes.kind, names)).map(
					({ id, name_zh }) => [name_zh, id]
				)
			: []
	);
	const sourceId = await noteSource(within, { kind: 'file', name: basename(file), sha256: given.sha256 });
	await repository.insertIncidents(
		db,
		good.map(({ class: name, ...one }) => ({ ...one, class_id: classOf(name) ?? added.get(name)! })),
		mapping.srid,
		sourceId
	);
	const rows = given.records.length;
	const { sha256 } = given;
	const classes = [...added.values()];
	const id = await repository.noteImport(
		db,
		{ sourceId, sha256, mapping, rows, taken: good.length, classes },
		now
	);
	await record(within, {
		action: 'incidents.import',
		subject: basename(file),
		detail: { sha256, rows, taken: { incident: good.length }, added: names.length }
	});
	problems.sort((one, other) => one.line - other.line);
	return { id, rows, taken: good.length, problems, classes: names };
}

const valueOf = ({ number, x, y }: IncidentSaid, problem: string): string =>
	problem === 'known' ? number : `${x}, ${y}`;

/**
 * Ids of classes by the words of the file.
 * @throws WanggeError not-found { what: 'class', edition, code } for a code of the mapping that there is not; conflict
 * { reason: 'national', edition } where names shall be added to a national list
 */
async function classesOf(
	{ db }: Within,
	{ classes: { edition, kind, codes, add } }: IncidentMapping
): Promise<(word: string) => number | undefined> {
	if (add && isNational(edition)) throw new WanggeError('conflict', { reason: 'national', edition });
	const all = await repository.classes(db, edition, kind);
	const by = (of: (one: ClassName) => string | null) =>
		new Map(all.flatMap((one) => (of(one) === null ? [] : [[of(one)!, one.id] as const])));
	const [byCode, byName, byEnglish] = [
		by((one) => one.code),
		by((one) => one.name_zh),
		by((one) => one.name_en)
	];
	const byWord = new Map<string, number>();
	for (const [word, code] of Object.entries(codes)) {
		const id = byCode.get(code);
		if (id === undefined) throw new WanggeError('not-found', { what: 'class', edition, code });
		byWord.set(word, id);
	}
	return (word) => byWord.get(word) ?? byName.get(word) ?? byEnglish.get(word);
}

/** Files that were taken, the newest first, and those that were undone. */
export const listImports = ({ db }: Pick<Within, 'db'>): Promise<ImportRow[]> => repository.imports(db);

/**
 * Removes all incidents that came with an import, and the classes that were added for it where nothing else names them.
 * @throws WanggeError not-found { what: 'import', id } where there is none, or it was undone before; conflict { reason:
 * 'worked-on', id, numbers, count } where something was done to some of them here
 */
export async function undoImport(
	context: Context,
	id: number
): Promise<{ incidents: number; classes: number }> {
	return context.db.transaction(
		async (tx) => {
			const held = await repository.holdImport(tx, id);
			if (!held) throw new WanggeError('not-found', { what: 'import', id });
			// What somebody did stays: it would be lost with the case.
			const worked = await repository.workedOn(tx, held.source_id);
			if (worked.count > 0) throw new WanggeError('conflict', { reason: 'worked-on', id, ...worked });
			const incidents = await repository.removeIncidents(tx, held.source_id);
			const classes = await repository.removeClasses(tx, held.classes);
			await repository.noteUndone(tx, id, context.now);
			await record(
				{ ...context, db: tx },
				{ action: 'incidents.undo', subject: held.file, detail: { gone: { incident: incidents }, classes } }
			);
			return { incidents, classes };
		},
		{ statementTimeoutMs: 0 }
	);
}
