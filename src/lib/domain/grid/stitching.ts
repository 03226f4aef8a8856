/**
 * Stitching: where two communities meet, each side's grids get the corners that the other side has on the common
 * border. Without them the ground is covered all the same, but edges would not match corner by corner, and a coverage
 * check (or a simplification of both sides) would see them as two different lines.
 */
import { NodeTable, UNITS_PER_METRE, type Flat, type Rings } from './lattice.ts';
import { RasterIndex } from './raster-index.ts';
import { ringArea, ringBox } from './rings.ts';

/** A corner lies on an edge when it is this near: twice the rounding of the lattice, units. */
const NEAR = 1.5;
const BOX = 60 * UNITS_PER_METRE;

export interface Patch {
	/** Community: only corners of others are put in. */
	community: number;
	/** Lattice units; replaced where corners are put in. */
	rings: Rings;
}

/** Corners this near to each other are one corner: 0.4 mm, units. */
const ONE_CORNER = 4;

/** @returns the patches whose rings changed */
export function stitch<P extends Patch>(patches: readonly P[]): P[] {
	if (patches.length === 0) return [];
	const { index, corners, owner, x0, y0 } = collectCorners(patches);
	const welds = findWelds(index, corners, x0, y0);
	sparePinched(patches, welds, corners, x0, y0);
	const changed = new Set<P>();
	if (welds.size > 0)
		for (const patch of patches) {
			const rings = patch.rings.map((ring) => weldRing(ring, corners, welds, x0, y0));
			if (rings.every((ring, r) => ring === patch.rings[r])) continue;
			patch.rings = apart(rings) ?? patch.rings;
			changed.add(patch);
		}
	const found = welds.size > 0 ? collectCorners(patches) : { index, corners, owner, x0, y0 };
	for (const patch of patches) {
		const rings = patch.rings.map((ring) => stitchRing(ring, patch.community, found));
		if (rings.every((ring, r) => ring.length === patch.rings[r]!.length)) continue;
		patch.rings = rings;
		changed.add(patch);
	}
	return [...changed];
}

/** For corners that are nearly another: the one of them that stands for all, the south-western. */
function findWelds(index: RasterIndex, corners: NodeTable, x0: number, y0: number): Map<number, number> {
	const welds = new Map<number, number>();
	const find = (n: number): number => {
		const up = welds.get(n);
		return up === undefined ? n : find(up);
	};
	const before = (m: number, n: number) =>
		corners.x[m]! < corners.x[n]! || (corners.x[m] === corners.x[n] && corners.y[m]! < corners.y[n]!);
	for (let n = 0; n < corners.size; n++) {
		const x = corners.x[n]!;
		const y = corners.y[n]!;
		const [px, py] = [x + x0, y + y0];
		index.rectangle(px - ONE_CORNER, py - ONE_CORNER, px + ONE_CORNER, py + ONE_CORNER, (box) => {
			for (const m of index.box(box)) {
				if (m >= n || Math.hypot(corners.x[m]! - x, corners.y[m]! - y) > ONE_CORNER) continue;
				const [p, q] = [find(m), find(n)];
				if (p === q) continue;
				if (before(p, q)) welds.set(q, p);
				else welds.set(p, q);
			}
		});
	}
	for (const n of welds.keys()) welds.set(n, find(n));
	return welds;
}

function weldRing(ring: Flat, corners: NodeTable, welds: Map<number, number>, x0: number, y0: number): Flat {
	let touched = false;
	const out: Flat = [];
	for (let i = 0; i < ring.length; i += 2) {
		const node = corners.find(ring[i]! - x0, ring[i + 1]! - y0);
		const stands = welds.get(node);
		touched ||= stands !== undefined;
		const x = stands === undefined ? ring[i]! : corners.x[stands]! + x0;
		const y = stands === undefined ? ring[i + 1]! : corners.y[stands]! + y0;
		if (out.length === 0 || out[out.length - 2] !== x || out[out.length - 1] !== y) out.push(x, y);
	}
	if (!touched) return ring;
	if (out.length > 2 && out[0] === out[out.length - 2] && out[1] === out[out.length - 1]) out.length -= 2;
	return out;
}

/**
 * Two corners of a patch may be the two sides of its own neck: welded they would pinch it in two, so they stay as they
 * are, for every patch that has them.
 */
function sparePinched(
	patches: readonly Patch[],
	welds: Map<number, number>,
	corners: NodeTable,
	x0: number,
	y0: number
): void {
	for (let again = welds.size > 0; again;) {
		again = false;
		for (const { rings } of patches) {
			const welded = rings.map((ring) => weldRing(ring, corners, welds, x0, y0));
			if (welded.every((ring, r) => ring === rings[r]) || apart(welded)) continue;
			const byPlace = new Map<number, Set<number>>();
			for (const ring of rings)
				for (let i = 0; i < ring.length; i += 2) {
					const node = corners.find(ring[i]! - x0, ring[i + 1]! - y0);
					const stands = welds.get(node) ?? node;
					byPlace.set(stands, (byPlace.get(stands) ?? new Set()).add(node));
				}
			for (const nodes of byPlace.values())
				if (nodes.size > 1) for (const node of nodes) again = welds.delete(node) || again;
		}
	}
}

/**
 * Two corners of one patch that became one make its ring touch itself there: it is cut into a shell and a hole, which
 * may touch. Undefined where it would fall into two.
 */
function apart(rings: readonly Flat[]): Rings | undefined {
	const simple = rings.flatMap(splitAtTouches).filter((ring) => ring.length >= 6);
	const shells = simple.filter((ring) => ringArea(ring) > 0);
	return shells.length === 1 ? [shells[0]!, ...simple.filter((ring) => ring !== shells[0])] : undefined;
}

/** Parts of a ring that pass no corner twice. */
function splitAtTouches(ring: Flat): Flat[] {
	const out: Flat[] = [];
	const path: Flat = [];
	for (let i = 0; i < ring.length; i += 2) {
		for (let j = 0; j < path.length; j += 2)
			if (path[j] === ring[i] && path[j + 1] === ring[i + 1]) {
				out.push(path.splice(j));
				break;
			}
		path.push(ring[i]!, ring[i + 1]!);
	}
	out.push(path);
	return out;
}

function collectCorners(patches: readonly Patch[]): Corners {
	let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const { rings } of patches) {
		const box = ringBox(rings[0]!);
		x0 = Math.min(x0, box[0]);
		y0 = Math.min(y0, box[1]);
		x1 = Math.max(x1, box[2]);
		y1 = Math.max(y1, box[3]);
	}
	const size = Math.max(BOX, (x1 - x0) / 1500, (y1 - y0) / 1500);
	const index = new RasterIndex(x0, y0, x1, y1, size);
	const corners = new NodeTable();
	// A corner that several communities have is everybody's: -1.
	const owner: number[] = [];
	for (const { community, rings } of patches)
		for (const ring of rings)
			for (let i = 0; i < ring.length; i += 2) {
				const before = corners.size;
				const node = corners.add(ring[i]! - x0, ring[i + 1]! - y0);
				if (node === before) {
					owner.push(community);
					index.rectangle(ring[i]! - 2, ring[i + 1]! - 2, ring[i]! + 2, ring[i + 1]! + 2, (box) =>
						index.put(box, node)
					);
				} else if (owner[node] !== community) owner[node] = -1;
			}
	return { index, corners, owner, x0, y0 };
}

interface Corners {
	index: RasterIndex;
	corners: NodeTable;
	owner: number[];
	x0: number;
	y0: number;
}

function stitchRing(ring: Flat, community: number, { index, corners, owner, x0, y0 }: Corners): Flat {
	const out: Flat = [];
	for (let i = 0; i < ring.length; i += 2) {
		const j = (i + 2) % ring.length;
		const ax = ring[i]!;
		const ay = ring[i + 1]!;
		const dx = ring[j]! - ax;
		const dy = ring[j + 1]! - ay;
		const squared = dx * dx + dy * dy;
		const reach = NEAR * Math.sqrt(squared);
		const found: [along: number, x: number, y: number][] = [];
		const seen = new Set<number>();
		index.segment(ax, ay, ring[j]!, ring[j + 1]!, 2, (box) => {
			for (const node of index.box(box)) {
				if (owner[node] === community || seen.has(node)) continue;
				const px = corners.x[node]! + x0 - ax;
				const py = corners.y[node]! + y0 - ay;
				if (Math.abs(dx * py - dy * px) > reach) continue;
				const along = px * dx + py * dy;
				if (along <= 0 || along >= squared) continue;
				seen.add(node);
				found.push([along, px + ax, py + ay]);
			}
		});
		out.push(ax, ay);
		found.sort((p, q) => p[0] - q[0]);
		for (const [, x, y] of found) if (!ringHas(ring, x, y)) out.push(x, y);
	}
	return out;
}

function ringHas(ring: Flat, x: number, y: number): boolean {
	for (let i = 0; i < ring.length; i += 2) if (ring[i] === x && ring[i + 1] === y) return true;
	return false;
}
