/** Where the layers of the ground have changed since one looked last. */
import { MOST_BOXES } from '../../domain/tile/changes.ts';
import { withMark } from '../db/index.ts';
import type { NotedChange } from './repository.ts';

/** Boxes, four numbers each; null: anywhere. */
export type Where = number[] | null;

const marksOf = (changes: Iterable<NotedChange>): number =>
	[...changes].reduce((sum, { mark }) => withMark(sum, mark), 0);

/**
 * What was noted since, by what was noted before and is now. Where notes were folded into fewer, those hold all that they
 * stand for and nothing else as long as their marks add up.
 */
export function sinceThen(before: ReadonlyMap<number, NotedChange>, now: readonly NotedChange[]): Where {
	const ids = new Set(now.map(({ id }) => id));
	const come = now.filter(({ id }) => !before.has(id));
	const gone = [...before.values()].filter(({ id }) => !ids.has(id));
	if (marksOf(come.filter(({ folded }) => folded)) !== marksOf(gone)) return null;
	const boxes: number[] = [];
	for (const one of come) {
		if (one.folded) continue;
		if (one.boxes === null) return null;
		boxes.push(...one.boxes);
	}
	return boxes.length <= 4 * MOST_BOXES ? boxes : null;
}

/** Keeps what was noted of each layer. */
export class Whereabouts {
	readonly #noted = new Map<string, ReadonlyMap<number, NotedChange>>();

	/**
	 * @param layers that have changed @param noted all that is noted of them
	 * @returns where; of a layer that was not known before, anywhere
	 */
	since(layers: readonly string[], noted: readonly NotedChange[]): Map<string, Where> {
		return new Map(
			layers.map((layer): [string, Where] => {
				const now = noted.filter((one) => one.layer === layer);
				const before = this.#noted.get(layer);
				this.#noted.set(layer, new Map(now.map((one) => [one.id, one])));
				return [layer, before ? sinceThen(before, now) : null];
			})
		);
	}
}
