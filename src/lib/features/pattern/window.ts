/** The stretch of a period that the map shows, in bars of its histogram: moved, stretched and played. */
import type { Bar } from '$lib/domain/pattern/rhythm';

/** Bars from the first up to, not including, the last. */
export type Stretch = readonly [from: number, to: number];
export type Window = readonly [from: string, to: string] | null;

export function stretchOf(window: Window, bars: readonly Bar[]): Stretch {
	if (!window) return [0, bars.length];
	const from = bars.findIndex(({ to }) => to >= window[0]);
	const after = bars.findIndex(({ from: first }) => first > window[1]);
	return [Math.max(0, from), after < 0 ? bars.length : after];
}

/** Null: all of the period. */
export const windowOf = ([from, to]: Stretch, bars: readonly Bar[]): Window =>
	from === 0 && to === bars.length ? null : [bars[from]!.from, bars[to - 1]!.to];

/** One end moved; at least one bar stays. */
export function withEnd([from, to]: Stretch, end: 'from' | 'to', at: number, many: number): Stretch {
	if (end === 'from') return [Math.min(Math.max(0, at), to - 1), to];
	return [from, Math.max(from + 1, Math.min(many, at))];
}

/** A stretch as long, moved by some bars as far as the period goes. */
export function moved([from, to]: Stretch, by: number, many: number): Stretch {
	const start = Math.min(many - (to - from), Math.max(0, from + by));
	return [start, start + to - from];
}

/** With what playing begins: a week of days or a month of weeks where all was shown, from its beginning where it had come to the end. */
export function playFrom([from, to]: Stretch, many: number, weekly: boolean): Stretch {
	if (to - from === many)
		return [0, Math.min(many, Math.max(1, Math.min(weekly ? 4 : 7, Math.ceil(many / 4))))];
	return to === many ? [0, to - from] : [from, to];
}

/** Null at the end. */
export const played = (stretch: Stretch, many: number): Stretch | null =>
	stretch[1] >= many ? null : moved(stretch, 1, many);
