/** What the thread does: texts into numbers, and the two tests on them. */
import { bursts, hotGround, type Burst, type HotGround } from '../../domain/pattern/hot-spots.ts';
import type { PlaceTexts } from './repository.ts';

export interface Work {
	places: PlaceTexts;
	/** Null: too many cases to look for bursts among them. */
	cases: { grids: string; days: string } | null;
	/** How many days there are. */
	days: number;
	/** Metres. */
	reach: number;
	permutations: number;
}

/** What it tells, in this order; bursts only where it has cases. */
export type Told =
	| { kind: 'ground'; ground: HotGround }
	| { kind: 'progress'; done: number; all: number }
	| { kind: 'bursts'; bursts: Burst[] };

/** Each time the same cases are dealt in the same way: whoever asks again is not told another p. */
const SEED = 'patterns';

const numbers = (text: string): Int32Array => Int32Array.from(text === '' ? [] : text.split(','), Number);

export function work({ places, cases, days, reach, permutations }: Work, tell: (told: Told) => void): void {
	const grids = {
		ids: numbers(places.ids),
		x: numbers(places.x),
		y: numbers(places.y),
		counts: numbers(places.counts)
	};
	tell({ kind: 'ground', ground: hotGround(grids, reach) });
	if (!cases) return;
	// A grid without a case is in the middle of no burst that another is not.
	const kept = Array.from(grids.ids.keys()).filter((at) => grids.counts[at]! > 0);
	const only = (of: Int32Array) => Int32Array.from(kept, (at) => of[at]!);
	const busy = { ids: only(grids.ids), x: only(grids.x), y: only(grids.y), counts: only(grids.counts) };
	const placeOf = new Map(Array.from(busy.ids, (id, at) => [id, at]));
	const caseGrids = numbers(cases.grids);
	const caseDays = numbers(cases.days);
	// What happened while the one was read and not yet the other.
	const known = Array.from(caseGrids.keys()).filter((at) => placeOf.has(caseGrids[at]!));
	const found = bursts(
		busy,
		{
			place: Int32Array.from(known, (at) => placeOf.get(caseGrids[at]!)!),
			day: Int32Array.from(known, (at) => caseDays[at]!)
		},
		{
			days,
			reach,
			seed: SEED,
			permutations,
			onProgress: (done, all) => tell({ kind: 'progress', done, all })
		}
	);
	tell({ kind: 'bursts', bursts: found });
}
