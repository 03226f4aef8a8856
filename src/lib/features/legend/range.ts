import type { Words } from '$lib/words';
import type { MeasureColumn } from './column';

/** What a class of a measure holds, in words. @param place of the class, from 0 for the least. */
export function rangeOf(
	place: number,
	{ breaks, unit }: Pick<MeasureColumn, 'breaks' | 'unit'>,
	words: Words['measure']
): string {
	const amount = (value: number) => words.amount(unit, value);
	// What is counted in wholes begins at the next whole number, not at the break itself; none at all has its own row.
	const step = unit === 'm2' ? 0 : 1;
	const low = (place === 0 ? 0 : breaks[place - 1]!) + step;
	const high = breaks[place];
	if (high === undefined) return words.above(amount(low));
	if (low === high) return amount(high);
	return place === 0 ? words.upTo(amount(high)) : words.between(amount(low), amount(high));
}
