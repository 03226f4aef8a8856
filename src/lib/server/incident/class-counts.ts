/** Cases counted by class, as far as whoever asks may see them, and the same as a file. */
import Papa from 'papaparse';
import { WanggeError } from '../../domain/errors.ts';
import { dayBounds } from '../../domain/calendar/zone.ts';
import {
	countsByKind,
	totalOf,
	type ClassCount,
	type CountsFilter,
	type CountsOfKind
} from '../../domain/incident/class-counts.ts';
import { seesCases } from '../../domain/incident/rights.ts';
import { countWords } from '../../words/counts.ts';
import type { Language } from '../../words/language.ts';
import { record } from '../audit/service.ts';
import { accessOf, reading, timezoneOf, type Context, type Within } from '../context.ts';
import { loadStatements } from '../db/index.ts';

const statement = loadStatements('incident-counts');

export interface CountedCases {
	kinds: CountsOfKind[];
	total: { cases: number; open: number };
}

export interface CountedArea {
	code: string;
	name: string;
	/** Levels below the top, from 1 on. */
	depth: number;
}

type Row = Omit<ClassCount, 'class' | 'converted'> & { converted: number | null } & (
		{ id: null } | (NonNullable<ClassCount['class']> & { group_name: string })
	);

/** @throws WanggeError not-found { what: 'path' } for whoever may see no cases */
export const countCases = (context: Context, filter: CountsFilter): Promise<CountedCases> =>
	reading(context, (within) => countWithin(within, filter));

/** Areas that whoever asks can narrow the counts to: of the whole city no communities, which are too many for a list. */
export function countedAreas(context: Context): Promise<CountedArea[]> {
	const { everywhere, areas } = accessOf(context).scopeOf('read', 'incident');
	return context.db.query<CountedArea>(statement('areas'), [everywhere, areas]);
}

async function countWithin(within: Within, { edition, from, to, area }: CountsFilter): Promise<CountedCases> {
	if (!seesCases(accessOf(within))) throw new WanggeError('not-found', { what: 'path' });
	const [since] = dayBounds(from, timezoneOf());
	const [, until] = dayBounds(to, timezoneOf());
	const rows = await within.db.query<Row>(statement('by_class'), [edition, since, until, area]);
	const kinds = countsByKind(rows.map(toCount));
	return { kinds, total: totalOf(kinds) };
}

function toCount({ cases, open, converted, ...row }: Row): ClassCount {
	const counts = { cases, open, converted: converted ?? 0 };
	if (row.id === null) return { class: null, ...counts };
	const { id, edition, kind, code, group_name, name_zh, name_en } = row;
	return { class: { id, edition, kind, code, group: group_name, name_zh, name_en }, ...counts };
}

/**
 * The counts as a file of CSV, with a byte order mark: spreadsheets read it as what it is. Numbers alone, of no person and
 * no single case; who takes it away is recorded.
 * @param proven whether a second factor was shown in the session
 * @throws WanggeError not-found { what: 'path' } for whoever may not; forbidden { what: 'second-factor' }
 */
export async function exportCounts(
	context: Context,
	filter: CountsFilter,
	{ proven, language }: { proven: boolean; language: Language }
): Promise<string> {
	if (!accessOf(context).may('export', 'incident')) throw new WanggeError('not-found', { what: 'path' });
	if (!proven) throw new WanggeError('forbidden', { what: 'second-factor' });
	return context.db.transaction(async (db) => {
		const within = { ...context, db };
		const { kinds, total } = await countWithin(within, filter);
		const words = countWords[language];
		const lines = kinds.flatMap(({ kind, lines }) =>
			lines.map(({ class: of, cases, open, converted }) => [
				of?.edition ?? filter.edition,
				kind === null ? '' : words.kinds[kind],
				of?.code ?? '',
				of ? (language === 'en' && of.name_en) || of.name_zh : words.notConverted,
				...[cases, open, converted]
			])
		);
		await record(within, {
			action: 'incidents.export',
			subject: filter.area ?? '',
			detail: { what: 'class-counts', ...filter, lines: lines.length, cases: total.cases }
		});
		const days = `${filter.from} – ${filter.to}`;
		const data = [...lines, [filter.edition, '', '', `${words.total} ${days}`, total.cases, total.open, '']];
		return `\ufeff${Papa.unparse({ fields: [...words.columns], data }, { escapeFormulae: true })}\r\n`;
	});
}
