import { applyDelta } from '$lib/domain/live/delta';
import type { LiveEvent, TaggedColumn } from '$lib/domain/live/events';
import type { MeasureLevel } from '$lib/domain/measure/measure';
import type { ChosenMeasure } from '$lib/domain/view/view-state';
import type { MeasureValues } from '$lib/map/contract';
import { Request } from '$lib/offline/request.svelte';
import { AS_PACKED_COLUMN, classify, type ClassedColumn, columnAddress, mapValues } from './column.ts';

/** The chosen measure for the levels that were looked at so far; another measure starts anew. */
export class MeasureColumns {
	readonly request = new Request<TaggedColumn>(undefined, AS_PACKED_COLUMN);
	#kept: Partial<Record<MeasureLevel, ClassedColumn>> = $state.raw({});
	#measure = '';
	/** Of the measure and level on the screen. */
	#address = '';
	/** The answer that was kept last: changes may have been added to it since. */
	#taken: TaggedColumn | null = null;
	#level: MeasureLevel = $state('grid');
	/** Tag that the level on the screen has on the server, as far as was told. */
	#told = '';
	/** Tag for which the column was last asked for anew: once is enough, what came then is at least as new. */
	#asked = '';

	/** The level on the screen; null while its numbers are on their way. */
	readonly shown: ClassedColumn | null = $derived(this.#kept[this.#level] ?? null);
	readonly values: MeasureValues = $derived(mapValues(this.#kept));

	show(measure: ChosenMeasure, level: MeasureLevel): void {
		const address = columnAddress(measure, level);
		if (address === this.#address) return;
		const key = columnAddress(measure, 'grid');
		if (key !== this.#measure) {
			this.#measure = key;
			this.#kept = {};
			this.#taken = null;
		}
		this.#address = address;
		this.#told = this.#asked = '';
		this.#level = level;
		this.request.ask(this.#kept[level] ? null : address);
	}

	/** To be called in an effect: keeps an answer that has arrived. */
	keep(): void {
		const answer = this.request.value;
		if (!answer || answer === this.#taken) return;
		const { measure: id, duty, facility, level } = answer.head;
		if (columnAddress({ id, duty, facility }, 'grid') !== this.#measure) return;
		this.#taken = answer;
		this.#put(answer);
		if (level === this.#level) this.#compare();
	}

	/** What the server tells of the level on the screen (liveAddress). */
	hear(event: LiveEvent): void {
		if (event.kind === 'column') this.#told = event.tag;
		if (event.kind === 'delta') {
			this.#told = event.to;
			const held = this.#kept[this.#level]?.tagged;
			const changed = held && applyDelta(held, event);
			if (changed) this.#put(changed);
		}
		this.#compare();
	}

	/** In place of being told: asks whether it is another one now, and says nothing when there is no answer. */
	askAnew(): void {
		if (this.#kept[this.#level]) this.request.askQuietly(this.#address);
	}

	#put(column: TaggedColumn): void {
		this.#kept = { ...this.#kept, [column.head.level]: classify(column) };
	}

	/** Something was missed: the column is asked for anew, and shown as it is until it comes. */
	#compare(): void {
		const held = this.#kept[this.#level]?.tagged;
		if (!held || this.#told === '' || held.tag === this.#told || this.#asked === this.#told) return;
		this.#asked = this.#told;
		this.request.askAgain(this.#address);
	}
}
