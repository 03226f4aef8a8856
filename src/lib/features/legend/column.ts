import type { measureMonthsSchema } from '$lib/domain/api/measures';
import type { ColumnHead, TaggedColumn } from '$lib/domain/live/events';
import { PACKED_COLUMN, unpackColumn, unpackColumns } from '$lib/domain/measure/packed-column';
import type { MeasureId, MeasureLevel } from '$lib/domain/measure/measure';
import type { ChosenMeasure } from '$lib/domain/view/view-state';
import type { ClassColumn, MeasureValues } from '$lib/map/contract';
import { NO_DATA, ZERO } from '$lib/map/scales';
import type { Reading } from '$lib/offline/request.svelte';
import type { z } from 'zod';

/** One measure for all grids, or for all areas of a level, as GET /api/measures/{measure} answers it. */
export type MeasureColumn = ColumnHead;

/** Asked for packed: the map wants the class of each place and no more. */
export const AS_PACKED_COLUMN: Reading<TaggedColumn> = {
	accept: PACKED_COLUMN,
	read: async (response) => ({
		...unpackColumn<ColumnHead>(new Uint8Array(await response.arrayBuffer())),
		tag: response.headers.get('etag') ?? ''
	})
};

export function columnAddress(measure: ChosenMeasure, level: MeasureLevel): string {
	const parameters = new URLSearchParams({ level });
	if (measure.duty) parameters.set('duty', measure.duty);
	if (measure.facility) parameters.set('facility', measure.facility);
	return `/api/measures/${measure.id}?${parameters}`;
}

/** A column sorted into its classes: which class each place has, and how many places each class. */
export interface ClassedColumn {
	/** As it came, or as changes have made it since. */
	tagged: TaggedColumn;
	column: MeasureColumn;
	classes: number;
	of: ClassColumn;
	/** Places without data, with nothing, and in each class from little to much. */
	counts: { noData: number; zero: number; classes: number[] };
}

export function classify(tagged: TaggedColumn): ClassedColumn {
	const { head: column, ids, classes: each } = tagged;
	const classes = column.breaks.length + 1;
	const counts = { noData: 0, zero: 0, classes: Array.from({ length: classes }, () => 0) };
	for (const index of each) {
		if (index === NO_DATA) counts.noData++;
		else if (index === ZERO) counts.zero++;
		else counts.classes[index - 1]!++;
	}
	return { tagged, column, classes, of: { ids, classes: each }, counts };
}

/** Where the changes of a column are told. */
export function liveAddress(measure: ChosenMeasure, level: MeasureLevel): string {
	const [path, query] = columnAddress(measure, level).split('?');
	return `${path}/live?${query}`;
}

/** Thirteen months of one measure, as GET /api/measures/{measure}/months answers them, with the classes of each. */
export interface MonthsAnswer {
	head: MonthsHead;
	ids: Uint32Array;
	columns: Int8Array[];
}
type MonthsHead = Omit<z.infer<typeof measureMonthsSchema>, 'ids' | 'values'> & { count: number };

/** Asked for packed, as a column of one day is. */
export const AS_PACKED_MONTHS: Reading<MonthsAnswer> = {
	accept: PACKED_COLUMN,
	read: async (response) =>
		unpackColumns<MonthsHead>(new Uint8Array(await response.arrayBuffer()), ({ months }) => months.length)
};

export const monthsAddress = (measure: MeasureId, level: MeasureLevel): string =>
	`/api/measures/${measure}/months?level=${level}`;

/** The months one by one, each as a column of its own: all at once, so that a step between them costs nothing. */
export function classifyMonths({ head, ids, columns }: MonthsAnswer): ReadonlyMap<string, ClassedColumn> {
	const { measure, level, unit, as_of, breaks, edges, count } = head;
	return new Map(
		head.months.map((month, nth) => {
			const column = {
				...{ measure, level, unit, as_of, breaks, count },
				...{ duty: null, facility: null, computed_at: null },
				histogram: { edges, ...head.histograms[nth]!, nodata: 0 }
			};
			return [month, classify({ head: column, ids, classes: columns[nth]!, tag: '' })];
		})
	);
}

export function mapValues(columns: Partial<Record<MeasureLevel, ClassedColumn>>): MeasureValues {
	return Object.fromEntries(
		Object.entries(columns).map(([level, { classes, of }]) => [level, { classes, column: of }])
	) as MeasureValues;
}
