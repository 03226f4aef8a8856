/**
 * Measures of grids and areas. The measure of an area is the sum over its grids; grids without data are left out of
 * the sum, and an area none of whose grids has data has none itself: no data is never read as zero.
 */
import type { z } from 'zod';
import type { catalogueSchema } from '../../domain/api/setting.ts';
import type {
	measureColumnSchema,
	measureMonthsSchema,
	worstGridsSchema
} from '../../domain/api/measures.ts';
import { isOffered } from '../../domain/access/measures.ts';
import { RECORD_KINDS } from '../../domain/access/records.ts';
import { WanggeError } from '../../domain/errors.ts';
import { breaksOf, countedIn, edgesOf, histogramOf } from '../../domain/measure/breaks.ts';
import { ALL_DUTIES, MEASURE_IDS, MEASURE_LEVELS, MEASURES } from '../../domain/measure/measure.ts';
import type { MeasureId, MeasureLevel, MONTHLY_MEASURES } from '../../domain/measure/measure.ts';
import { monthNumber, monthsUpTo } from '../../domain/measure/months.ts';
import { findArea } from '../area/service.ts';
import { accessOf, dayOf, type Within } from '../context.ts';
import * as repository from './repository.ts';
import { columnFor, exactPlaces, placesFor } from './scoped.ts';
import { readCoverageState } from './state.ts';

export interface MeasureChoice {
	measure: MeasureId;
	/** A duty's code or "all"; all when left out. Only for measures that need a duty. */
	duty?: string | undefined;
	/** A facility type's code; only for measures that need one. */
	facility?: string | undefined;
}

/**
 * A measure for all grids, or all areas of a level, that whoever asks may see, with its classes and distribution.
 * @throws WanggeError not-found { what: 'path' } where they may see none; unknown-reference { parameter, code } for a duty or facility type not in the catalogue.
 */
export async function readColumn(
	within: Within,
	choice: MeasureChoice & { level: MeasureLevel }
): Promise<z.infer<typeof measureColumnSchema>> {
	const { chosen, times } = await choose(within, choice);
	const { unit } = MEASURES[choice.measure];
	const { ids, values } = await columnFor(within, chosen, choice.level);
	const counted = unit !== 'm2';
	return {
		measure: choice.measure,
		duty: chosen.duty,
		facility: chosen.facility,
		level: choice.level,
		unit,
		...times,
		breaks: breaksOf(values, counted),
		histogram: histogramOf(values, counted),
		ids,
		values
	};
}

/** A measure for all grids, or all areas of a level, in each of the months up to now, on the same classes. */
export async function readMonths(
	within: Within,
	{ measure, level }: { measure: (typeof MONTHLY_MEASURES)[number]; level: MeasureLevel }
): Promise<z.infer<typeof measureMonthsSchema>> {
	const day = dayOf(within.now);
	const names = monthsUpTo(day);
	const places = await placesFor(within, measure, day, level);
	const found = await repository.months(within.db, day, level, places);
	const first = monthNumber(names[0]!);
	const values = names.map(() => new Array<number>(found.ids.length).fill(0));
	found.counts.forEach((count, nth) => (values[found.months[nth]! - first]![found.at[nth]!] = count));
	const edges = edgesOf(found.counts, true);
	return {
		measure,
		level,
		unit: MEASURES[measure].unit,
		as_of: day,
		months: names,
		breaks: breaksOf(found.counts, true),
		edges,
		histograms: values.map((column) => {
			const { counts, zero } = countedIn(edges, column);
			return { counts, zero };
		}),
		totals: values.map((column) => column.reduce((sum, value) => sum + value, 0)),
		ids: found.ids,
		values
	};
}

/**
 * Grids ranked by a measure, the worst first, a page at a time.
 * @throws WanggeError unknown-reference { parameter, code } for a duty, facility type or area that is not known.
 */
export async function rankGrids(
	within: Within,
	choice: MeasureChoice & { area?: string | undefined; page: number; size: number }
): Promise<z.infer<typeof worstGridsSchema>> {
	const { chosen, times } = await choose(within, choice);
	const { unit } = MEASURES[choice.measure];
	const area = choice.area === undefined ? undefined : await findArea(within, choice.area);
	if (choice.area !== undefined && !area) throw unknown('area', choice.area);
	const grids = await placesFor(within, choice.measure, chosen.day, 'grid');
	const offset = (choice.page - 1) * choice.size;
	const found = await repository.worst(within.db, chosen, {
		areaId: area?.id ?? null,
		limit: choice.size,
		offset,
		grids,
		exact: await exactPlaces(within, choice.measure, chosen.day, 'grid')
	});
	return {
		measure: choice.measure,
		duty: chosen.duty,
		facility: chosen.facility,
		unit,
		...times,
		area: area ? { code: area.code, level: area.level, name: area.name } : null,
		page: choice.page,
		size: choice.size,
		total: found.total,
		sum: Math.round(found.sum * 10) / 10,
		nodata: found.nodata,
		rows: found.rows.map((row, index) => ({ rank: offset + index + 1, ...row, unit }))
	};
}

/** Duties, facility types with today's norms, and the measures that can be chosen. */
export async function readCatalogue(within: Within): Promise<z.infer<typeof catalogueSchema>> {
	const access = accessOf(within);
	return {
		...(await repository.catalogue(within.db, dayOf(within.now))),
		measures: MEASURE_IDS.filter((id) => isOffered(access, id)).map((id) => {
			const { needs, unit } = MEASURES[id];
			return { id, needs, unit };
		}),
		levels: [...MEASURE_LEVELS],
		reads: RECORD_KINDS.filter((record) => access.may('read', record))
	};
}

async function choose(within: Within, { measure, duty, facility }: MeasureChoice) {
	const { needs } = MEASURES[measure];
	const chosen = {
		measure,
		duty: needs === 'duty' ? (duty ?? ALL_DUTIES) : null,
		facility: needs === 'facility' ? (facility ?? null) : null,
		day: dayOf(within.now)
	};
	if (needs !== 'nothing') {
		const known = await repository.knownChoices(within.db, chosen.duty, chosen.facility);
		if (needs === 'duty' && chosen.duty !== ALL_DUTIES && !known.duty) throw unknown('duty', chosen.duty);
		if (needs === 'facility' && !known.facility) throw unknown('facility', chosen.facility);
	}
	const state = await readCoverageState(within);
	// Coverage is true for the day it was carried to; what is counted afresh is true for today.
	const times = {
		as_of: needs === 'nothing' ? chosen.day : (state?.as_of ?? chosen.day),
		computed_at: state?.computed_at ?? null
	};
	return { chosen, times };
}

const unknown = (parameter: string, code: string | null) =>
	new WanggeError('unknown-reference', { parameter, code });
