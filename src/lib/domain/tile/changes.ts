/** What has changed of the sets of tiles that a page shows. */
import { boxesMeet, someBox, type Box } from './box.ts';

/** Boxes that are told apart; where more has changed, it may be anywhere. */
export const MOST_BOXES = 128;

/** Boxes by set, four numbers each (box.ts); null: anywhere. */
export type ChangedSets = ReadonlyMap<string, readonly number[] | null>;

export const UNCHANGED: ChangedSets = new Map();

/** As an event tells it: of a set for which it says no boxes, any tile may be another one. */
export interface ToldChange {
	sets: readonly string[];
	boxes?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** What was told and what is told now. */
export function joined(before: ChangedSets, { sets, boxes }: ToldChange): ChangedSets {
	const all = new Map(before);
	for (const set of sets) {
		const [had, come] = [before.get(set), boxes?.[set]];
		const both = had === null || come === undefined ? null : [...(had ?? []), ...come];
		all.set(set, both && both.length <= 4 * MOST_BOXES ? both : null);
	}
	return all;
}

/** The other way round: as an event tells it. */
export function toldOf(changes: ChangedSets): { sets: string[]; boxes?: Record<string, number[]> } {
	const known = [...changes].flatMap(([set, boxes]): [string, number[]][] =>
		boxes ? [[set, [...boxes]]] : []
	);
	return { sets: [...changes.keys()], ...(known.length > 0 && { boxes: Object.fromEntries(known) }) };
}

/** Whether something of a set has changed in a box. */
export function isTouched(changes: ChangedSets, set: string, box: Box): boolean {
	const boxes = changes.get(set);
	if (boxes === undefined) return false;
	return boxes === null || someBox(boxes, (...one) => boxesMeet(one, box));
}
