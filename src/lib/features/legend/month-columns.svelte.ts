import type { MeasureId, MeasureLevel } from '$lib/domain/measure/measure';
import type { MeasureValues } from '$lib/map/contract';
import { Request } from '$lib/offline/request.svelte';
import { AS_PACKED_MONTHS, classifyMonths, mapValues, monthsAddress } from './column.ts';
import type { ClassedColumn, MonthsAnswer } from './column.ts';

interface Kept {
	months: ReadonlyMap<string, ClassedColumn>;
	/** By month: sums over all places. */
	totals: readonly number[];
}

/** A measure month by month for the levels that were looked at so far: which month is shown moves nothing. */
export class MonthColumns {
	readonly request = new Request<MonthsAnswer>(undefined, AS_PACKED_MONTHS);
	#kept: Partial<Record<MeasureLevel, Kept>> = $state.raw({});
	#address = '';
	#taken: MonthsAnswer | null = null;
	#level: MeasureLevel = $state('grid');
	#month: string | null = $state(null);
	/** Levels of which something has changed since their numbers came. */
	#stale: readonly MeasureLevel[] = [];

	/** The month of the level on the screen; null while its numbers are on their way. */
	readonly shown: ClassedColumn | null = $derived.by(() => this.#of(this.#level));
	readonly values: MeasureValues = $derived.by(() => {
		const levels = Object.keys(this.#kept) as MeasureLevel[];
		return mapValues(
			Object.fromEntries(levels.flatMap((level) => [[level, this.#of(level)]]).filter(([, column]) => column))
		);
	});
	/** Months that can be shown, the oldest first; none while they are not known. */
	readonly months: readonly string[] = $derived([...(this.#any?.months.keys() ?? [])]);
	readonly totals: readonly number[] = $derived(this.#any?.totals ?? []);

	/** @param month YYYY-MM; null: none is wanted */
	show(measure: MeasureId, level: MeasureLevel, month: string | null): void {
		this.#level = level;
		this.#month = month;
		if (month === null) return;
		const address = monthsAddress(measure, level);
		if (address === this.#address) return;
		this.#address = address;
		if (this.#stale.includes(level)) this.request.askAgain(address);
		else this.request.ask(this.#kept[level] ? null : address);
	}

	/** To be called in an effect: keeps an answer that has arrived. */
	keep(): void {
		const answer = this.request.value;
		if (!answer || answer === this.#taken) return;
		this.#taken = answer;
		const { level, totals } = answer.head;
		this.#stale = this.#stale.filter((one) => one !== level);
		this.#kept = { ...this.#kept, [level]: { months: classifyMonths(answer), totals } };
	}

	/** Something has been reported: what is shown is asked for anew, the rest when it is looked at. */
	refresh(): void {
		this.#stale = Object.keys(this.#kept) as MeasureLevel[];
		if (this.#month === null) this.#address = '';
		else if (this.#address) this.request.askAgain(this.#address);
	}

	get #any(): Kept | undefined {
		return this.#kept[this.#level] ?? Object.values(this.#kept)[0];
	}

	#of(level: MeasureLevel): ClassedColumn | null {
		return (this.#month !== null && this.#kept[level]?.months.get(this.#month)) || null;
	}
}
