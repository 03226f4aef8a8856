/** One border that ran elsewhere until some months ago: a block went from one community to the next. */
import { dissolve } from './dissolve.ts';
import type { Network } from './network.ts';
import type { Shape } from './plane.ts';
import type { Tree } from './tree.ts';

export interface BoundaryChange {
	/** Places in the tree of the community that gave the block, and of the one that got it. */
	gave: number;
	got: number;
	before: { gave: Shape[]; got: Shape[] };
}

/** The first block of a town that can go back without leaving a piece cut off. */
export function findChange({ mesh, faces }: Network, tree: Tree): BoundaryChange | null {
	const neighbours: Set<number>[] = faces.map(() => new Set());
	mesh.edges.forEach((_, e) => {
		const [l, r] = [mesh.left[e]!, mesh.right[e]!];
		if (l >= 0 && r >= 0 && l !== r) {
			neighbours[l]!.add(r);
			neighbours[r]!.add(l);
		}
	});
	const connected = (members: number[]): boolean => {
		const left = new Set(members);
		const queue = [members[0]!];
		left.delete(members[0]!);
		while (queue.length)
			for (const next of neighbours[queue.pop()!]!) if (left.delete(next)) queue.push(next);
		return left.size === 0;
	};
	for (const face of faces.keys()) {
		const { quarter, depth, area } = faces[face]!;
		if (quarter?.kind !== 'old' || depth < 0.35 || depth > 0.6 || area < 40_000) continue;
		const got = tree.communityOf[face]!;
		const here = tree.areas[got]!;
		if (here.faces.length < 5) continue;
		for (const next of neighbours[face]!) {
			const gave = tree.communityOf[next]!;
			const there = tree.areas[gave]!;
			if (gave === got || there.parent !== here.parent) continue;
			const rest = here.faces.filter((f) => f !== face);
			if (!connected(rest)) continue;
			const group = new Int32Array(faces.length).fill(-1);
			for (const f of rest) group[f] = 0;
			for (const f of [...there.faces, face]) group[f] = 1;
			const [small, large] = dissolve(mesh, group, 2);
			return { gave, got, before: { got: small!, gave: large! } };
		}
	}
	return null;
}
