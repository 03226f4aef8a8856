/** What the bench found: rows of a table, each with the goal that it is held against where there is one. */
import type { BenchRow, BenchUnit, BenchWords } from '../../src/lib/words/bench.ts';
import { aligned } from '../command/table.ts';

export interface Figure {
	row: BenchRow;
	/** What it was found for, as a zoom or a theme; said behind the row's name. */
	at?: string;
	value: number;
	unit: BenchUnit;
	/** At least, or at most. */
	goal?: { least: number } | { most: number };
	/** What the value was worked out from. */
	from?: Record<string, number>;
}

export type Met = boolean | null;

/** null: there is no goal. */
export function isMet({ value, goal }: Figure): Met {
	if (!goal) return null;
	return 'least' in goal ? value >= goal.least : value <= goal.most;
}

/** One line for each figure. */
export function tableOf(figures: readonly Figure[], words: BenchWords): string[] {
	const rows = figures.map((figure) => {
		const { goal } = figure;
		const name = words.rows[figure.row] + (figure.at ? ` ${figure.at}` : '');
		const bound = goal && words.value('least' in goal ? goal.least : goal.most, figure.unit);
		return [
			name,
			words.value(figure.value, figure.unit),
			goal ? `${'least' in goal ? '≥' : '≤'} ${bound}` : '',
			words.met(isMet(figure))
		];
	});
	return aligned([words.columns, ...rows]);
}
