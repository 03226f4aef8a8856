/** Classes of incident that a city brings: rows of the national lists that we lack, its own extensions, its limits. */
import { basename } from 'node:path';
import {
	CLASS_COLUMNS,
	readClassRow,
	type ClassProblem,
	type ClassRef,
	type ClassSaid
} from '../../domain/exchange/incident-class-row.ts';
import { WanggeError } from '../../domain/errors.ts';
import { isNational } from '../../domain/incident/classes.ts';
import { record } from '../audit/service.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import { readNamedRows } from '../exchange/named-rows.ts';
import * as repository from './repository.ts';
import type { ClassFields, KnownClass, OwnLimit } from './repository.ts';

export interface ClassReport {
	rows: number;
	encoding: string;
	classes: { added: number; changed: number; unchanged: number };
	matches: number;
	limits: { added: number; ended: number; unchanged: number };
}

const keyOf = ({ edition, kind, code }: ClassRef): string => JSON.stringify([edition, kind, code]);

class DryRun extends Error {
	constructor(readonly report: ClassReport) {
		super('dry run');
	}
}

/**
 * Reads a file of classes. Everything is judged before anything is written; where a class has limits in the file, they
 * are all that it has from today on.
 * @param dry nothing is written, and the report says what would be
 * @throws WanggeError file-broken, file-empty; row-invalid with `problems`, all of them in the order of their lines
 */
export async function importClasses(
	context: Context,
	file: string,
	{ dry = false }: { dry?: boolean } = {}
): Promise<ClassReport> {
	const { encoding, sha256, count, rows, tooLong } = await readNamedRows(
		file,
		'incident-classes',
		CLASS_COLUMNS
	);
	const read = rows.map(({ line, cells }) => readClassRow(line, cells));
	const problems: ClassProblem[] = [
		...tooLong.map(({ line, cells }) => ({ line, column: null, problem: 'cells', value: String(cells) })),
		...read.flatMap((row) => row.problems)
	];
	const said = read.map((row) => row.said);
	const bad = new Set(problems.map(({ line }) => line));
	try {
		return await context.db.transaction(async (tx) => {
			const within = { ...context, db: tx };
			const refs = said.flatMap((one) => (one.former ? [one, one.former] : [one]));
			const known = new Map(
				(
					await repository.known(
						tx,
						refs.map(({ edition, kind, code }) => ({ edition, kind, code }))
					)
				).map((one) => [keyOf(one), one])
			);
			const more = judge(said, bad, known, await repository.duties(tx));
			const all = [...problems, ...more].sort((one, other) => one.line - other.line);
			if (all.length > 0) throw new WanggeError('row-invalid', { file, count: all.length, problems: all });
			const report = { rows: count, encoding, ...(await write(within, said, known)) };
			if (dry) throw new DryRun(report);
			const { classes, matches, limits } = report;
			await record(within, {
				action: 'incident-classes.import',
				subject: basename(file),
				detail: { sha256, rows: count, ...classes, matches, limits: limits.added, ended: limits.ended }
			});
			return report;
		});
	} catch (error) {
		if (error instanceof DryRun) return error.report;
		throw error;
	}
}

/** What the rows say against each other, and against what is known. @param bad lines of which something is wrong already */
function judge(
	said: readonly ClassSaid[],
	bad: ReadonlySet<number>,
	known: ReadonlyMap<string, KnownClass>,
	duties: ReadonlySet<string>
): ClassProblem[] {
	const problems: ClassProblem[] = [];
	const first = new Map<string, ClassSaid>();
	const limited = new Map<string, number>();
	for (const one of said) {
		const { line } = one;
		if (bad.has(line)) continue;
		const key = keyOf(one);
		const earlier = first.get(key);
		const there = known.get(key);
		if (earlier && one.name && earlier.name && one.name !== earlier.name)
			problems.push({ line, column: 'name', problem: 'differs', value: one.name, other: earlier.line });
		if (!earlier) {
			first.set(key, one);
			if (!there && !one.name) problems.push({ line, column: 'name', problem: 'missing-new' });
			if (!there && !one.group) problems.push({ line, column: 'group', problem: 'missing-new' });
		}
		// The surest sign of a wrong edition: three numberings look alike.
		if (
			there &&
			one.name &&
			one.name !== there.name_zh &&
			isNational(one.edition) &&
			there.certainty === 'confirmed'
		)
			problems.push({ line, column: 'name', problem: 'name-known', value: one.name, other: there.name_zh });
		if (one.duty && !duties.has(one.duty))
			problems.push({ line, column: 'duty', problem: 'duty', value: one.duty });
		if (one.former && !known.has(keyOf(one.former)))
			problems.push({
				line,
				column: 'former',
				problem: 'former-unknown',
				value: `${one.former.edition} ${one.former.code}`
			});
		if (one.former && one.former.edition === one.edition)
			problems.push({ line, column: 'former', problem: 'former-same', value: one.edition });
		const limitKey = JSON.stringify([key, one.limit?.condition]);
		const before = one.limit ? limited.get(limitKey) : undefined;
		if (before !== undefined) problems.push({ line, column: 'condition', problem: 'twice', other: before });
		else if (one.limit) limited.set(limitKey, line);
	}
	return problems;
}

async function write(
	within: Within,
	said: readonly ClassSaid[],
	known: ReadonlyMap<string, KnownClass>
): Promise<Pick<ClassReport, 'classes' | 'matches' | 'limits'>> {
	const { db } = within;
	const byKey = new Map<string, ClassSaid[]>();
	for (const one of said) byKey.set(keyOf(one), [...(byKey.get(keyOf(one)) ?? []), one]);
	const ids = new Map([...known].map(([key, { id }]) => [key, id]));
	const changed: (ClassRef & ClassFields)[] = [];
	let added = 0;
	for (const [key, rows] of byKey) {
		const there = known.get(key);
		const fields = merged(rows, there);
		if (there && sameFields(fields, there)) continue;
		if (!there) added += 1;
		const { edition, kind, code } = rows[0]!;
		changed.push({ edition, kind, code, ...fields });
	}
	for (const one of await repository.put(db, changed)) ids.set(keyOf(one), one.id);
	const matches = await repository.putMatches(
		db,
		said.flatMap((one) =>
			one.former ? [{ former_id: ids.get(keyOf(one.former))!, class_id: ids.get(keyOf(one))! }] : []
		)
	);
	return {
		classes: {
			added,
			changed: changed.length - added,
			unchanged: byKey.size - changed.length
		},
		matches,
		limits: await writeLimits(within, byKey, ids)
	};
}

/** What several rows of a class say together, of what is left empty what was said before. */
function merged(rows: readonly ClassSaid[], there: KnownClass | undefined): ClassFields {
	const last = <T>(of: (row: ClassSaid) => T | null): T | undefined =>
		rows.map(of).findLast((value): value is T => value !== null);
	return {
		name_zh: last(({ name }) => name) ?? there?.name_zh ?? '',
		name_en: last(({ nameEn }) => nameEn) ?? there?.name_en ?? null,
		group_name: last(({ group }) => group) ?? there?.group_name ?? '',
		duty_code: last(({ duty }) => duty) ?? there?.duty_code ?? null,
		evidence: last(({ evidence }) => evidence) ?? there?.evidence ?? []
	};
}

const sameFields = (one: ClassFields, other: ClassFields): boolean =>
	one.name_zh === other.name_zh &&
	one.name_en === other.name_en &&
	one.group_name === other.group_name &&
	one.duty_code === other.duty_code &&
	[...one.evidence].sort().join() === [...other.evidence].sort().join();

type LimitRow = Pick<OwnLimit, 'class_id' | 'condition' | 'clock' | 'minutes'>;
const limitKey = ({ class_id, condition, clock, minutes }: LimitRow): string =>
	JSON.stringify([class_id, condition, clock, minutes]);

async function writeLimits(
	{ db, now }: Within,
	byKey: ReadonlyMap<string, readonly ClassSaid[]>,
	ids: ReadonlyMap<string, number>
): Promise<ClassReport['limits']> {
	const day = dayOf(now);
	const wanted: LimitRow[] = [...byKey].flatMap(([key, rows]) =>
		rows.flatMap(({ limit }) => (limit ? [{ class_id: ids.get(key)!, ...limit }] : []))
	);
	const own = await repository.ownLimits(db, [...new Set(wanted.map((one) => one.class_id))], day);
	const stay = new Set(own.map(limitKey));
	const said = new Set(wanted.map(limitKey));
	const ended = own.filter((one) => !said.has(limitKey(one)));
	const added = wanted.filter((one) => !stay.has(limitKey(one)));
	await repository.endLimits(
		db,
		ended.map(({ id }) => id),
		day
	);
	await repository.addLimits(db, added, day);
	return { added: added.length, ended: ended.length, unchanged: wanted.length - added.length };
}
