import type { ColumnHead, TaggedColumn } from '$lib/domain/live/events';
import { PACKED_COLUMN, unpackColumn } from '$lib/domain/measure/packed-column';
import type { MeasureLevel } from '$lib/domain/measure/measure';
import type { ChosenMeasure } from '$lib/domain/view/view-state';
import type { ClassColumn, MeasureValues } from '$lib/map/contract';
import { NO_DATA, ZERO } from '$lib/map/scales';
import type { Reading } from '$lib/offline/request.svelte';

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

export function mapValues(columns: Partial<Record<MeasureLevel, ClassedColumn>>): MeasureValues {
	return Object.fromEntries(
		Object.entries(columns).map(([level, { classes, of }]) => [level, { classes, column: of }])
	) as MeasureValues;
}
