import type { MeasureLevel } from '$lib/domain/measure/measure';
import type { ChosenMeasure } from '$lib/domain/view/view-state';
import type { MeasureValues } from '$lib/map/contract';
import { Request } from '$lib/offline/request.svelte';
import type { Unpacked } from '$lib/domain/measure/packed-column';
import {
	AS_PACKED_COLUMN,
	classify,
	type ClassedColumn,
	columnAddress,
	mapValues,
	type MeasureColumn
} from './column.ts';

/** The chosen measure for the levels that were looked at so far; another measure starts anew. */
export class MeasureColumns {
	readonly request = new Request<Unpacked<MeasureColumn>>(undefined, AS_PACKED_COLUMN);
	#kept: Partial<Record<MeasureLevel, ClassedColumn>> = $state.raw({});
	#measure = '';
	#level: MeasureLevel = $state('grid');

	/** The level on the screen; null while its numbers are on their way. */
	readonly shown: ClassedColumn | null = $derived(this.#kept[this.#level] ?? null);
	readonly values: MeasureValues = $derived(mapValues(this.#kept));

	show(measure: ChosenMeasure, level: MeasureLevel): void {
		const key = columnAddress(measure, 'grid');
		if (key !== this.#measure) {
			this.#measure = key;
			this.#kept = {};
		}
		this.#level = level;
		this.request.ask(this.#kept[level] ? null : columnAddress(measure, level));
	}

	/** To be called in an effect: keeps an answer that has arrived. */
	keep(): void {
		const answer = this.request.value;
		const column = answer?.head;
		if (!column || this.#kept[column.level]?.column === column) return;
		const of = { id: column.measure, duty: column.duty, facility: column.facility };
		if (columnAddress(of, 'grid') !== this.#measure) return;
		this.#kept = { ...this.#kept, [column.level]: classify(answer) };
	}
}
