/** How one column becomes another. Apart from the schemas: the page takes deltas, and needs none to check them by. */
import type { Delta, TaggedColumn } from './events.ts';

/** Beyond this share of its places, and this many, a change is no delta: the column itself is as short. */
const MOST_CHANGED = 0.1;
const FEW = 64;

/** How one column became another; null when that is said best by the other column itself. */
export function deltaBetween(before: TaggedColumn, after: TaggedColumn): Delta | null {
	if (before.ids.length !== after.ids.length) return null;
	if (before.head.breaks.join() !== after.head.breaks.join()) return null;
	const ids: number[] = [];
	const classes: number[] = [];
	for (let place = 0; place < after.ids.length; place++) {
		if (before.ids[place] !== after.ids[place]) return null;
		if (before.classes[place] === after.classes[place]) continue;
		ids.push(after.ids[place]!);
		classes.push(after.classes[place]!);
	}
	if (ids.length > Math.max(FEW, MOST_CHANGED * after.ids.length)) return null;
	return { from: before.tag, to: after.tag, head: after.head, ids, classes };
}

/** The column after a delta; null when the delta does not begin at it, or speaks of places that it does not have. */
export function applyDelta(column: TaggedColumn, delta: Delta): TaggedColumn | null {
	if (delta.from !== column.tag) return null;
	const classes = column.classes.slice();
	let place = 0;
	for (const [at, id] of delta.ids.entries()) {
		// Both ascend.
		while (place < column.ids.length && column.ids[place]! < id) place++;
		if (column.ids[place] !== id) return null;
		classes[place] = delta.classes[at]!;
	}
	return { head: delta.head, ids: column.ids, classes, tag: delta.to };
}
