/** The borders of groups of faces: groups that tile the mesh share every vertex of every border between them. */
import type { Arrangement } from './arrangement.ts';
import { insideRing, signedArea, type Point, type Ring, type Shape } from './plane.ts';

/**
 * @param group for each face the group it belongs to, or -1
 * @returns for each group its polygons
 */
export function dissolve(mesh: Arrangement, group: ArrayLike<number>, groups: number): Shape[][] {
	// From each vertex, the border's half edges that leave it, by group: face by face, walking round with the ground on
	// the left.
	const at = (face: number): number => (face < 0 ? -1 : group[face]!);
	const outer: Ring[][] = Array.from({ length: groups }, () => []);
	const holes: Ring[][] = Array.from({ length: groups }, () => []);
	const leaving: Map<number, number[]>[] = Array.from({ length: groups }, () => new Map());
	mesh.edges.forEach(({ a, b }, e) => {
		const [l, r] = [at(mesh.left[e]!), at(mesh.right[e]!)];
		if (l === r) return;
		if (l >= 0) put(leaving[l]!, a, b);
		if (r >= 0) put(leaving[r]!, b, a);
	});
	leaving.forEach((map, g) => {
		for (const first of [...map.keys()].sort((m, n) => m - n))
			while (map.get(first)?.length) {
				const path: number[] = [first];
				const place = new Map<number, number>([[first, 0]]);
				for (let v = first; ;) {
					const next = turnLeft(mesh, map, path, v);
					if (next === undefined) break;
					const seen = place.get(next);
					if (seen === undefined) {
						place.set(next, path.length);
						path.push(next);
						v = next;
						continue;
					}
					// Back at a vertex of the path: what lies between is a ring by itself.
					const ring = path.splice(seen + 1);
					for (const w of ring) place.delete(w);
					const points = [next, ...ring].map((w): Point => mesh.vertices[w]!);
					(signedArea(points) > 0 ? outer : holes)[g]!.push(points);
					v = next;
					if (path.length === 1 && !map.get(first)?.length) break;
				}
			}
	});
	return outer.map((rings, g) => {
		const shapes: Shape[] = rings.sort((m, n) => signedArea(n) - signedArea(m)).map((ring): Shape => [ring]);
		for (const hole of holes[g]!) {
			const home = shapes
				.filter((shape) => hole.every((p) => insideOrOn(p, shape[0]!)))
				.sort((m, n) => signedArea(m[0]!) - signedArea(n[0]!))[0];
			home?.push(hole);
		}
		return shapes;
	});
}

function put(map: Map<number, number[]>, from: number, to: number): void {
	const list = map.get(from);
	if (list) list.push(to);
	else map.set(from, [to]);
}

/** Where several ways lead on, the one most to the left keeps to the same ground. */
function turnLeft(
	mesh: Arrangement,
	map: Map<number, number[]>,
	path: number[],
	v: number
): number | undefined {
	const list = map.get(v);
	if (!list?.length) return undefined;
	if (list.length === 1 || path.length < 2) return list.shift();
	const p = mesh.vertices[path[path.length - 2]!]!;
	const q = mesh.vertices[v]!;
	const back = Math.atan2(p[1] - q[1], p[0] - q[0]);
	let best = 0;
	let least = Infinity;
	list.forEach((w, i) => {
		const r = mesh.vertices[w]!;
		// Clockwise from the way back: the first ground met is the one on the left.
		const angle = (back - Math.atan2(r[1] - q[1], r[0] - q[0]) + 4 * Math.PI) % (2 * Math.PI);
		if (angle < least) [least, best] = [angle, i];
	});
	return list.splice(best, 1)[0];
}

function insideOrOn(p: Point, ring: Ring): boolean {
	return ring.some((q) => q[0] === p[0] && q[1] === p[1]) || insideRing(p, ring);
}
