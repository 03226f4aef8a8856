/**
 * Stitching: where two communities meet, each side's grids get the corners that the other side has on the common
 * border. Without them the ground is covered all the same, but edges would not match corner by corner, and a coverage
 * check (or a simplification of both sides) would see them as two different lines.
 */
import { NodeTable, UNITS_PER_METRE, type Flat, type Rings } from './lattice.ts';
import { RasterIndex } from './raster-index.ts';
import { ringBox } from './rings.ts';

/** A corner lies on an edge when it is this near: twice the rounding of the lattice, units. */
const NEAR = 1.5;
const BOX = 60 * UNITS_PER_METRE;

export interface Patch {
	/** Community: only corners of others are put in. */
	community: number;
	/** Lattice units; replaced where corners are put in. */
	rings: Rings;
}

/** @returns the patches whose rings got corners */
export function stitch<P extends Patch>(patches: readonly P[]): P[] {
	if (patches.length === 0) return [];
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
	const changed: P[] = [];
	for (const patch of patches) {
		let more = false;
		const rings = patch.rings.map((ring) => {
			const out = stitchRing(ring, patch.community, { index, corners, owner, x0, y0 });
			more ||= out.length !== ring.length;
			return out;
		});
		if (!more) continue;
		patch.rings = rings;
		changed.push(patch);
	}
	return changed;
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
