/** Ground plans of buildings, in metres about their middle: x along the front, y deep. Counter-clockwise. */
import type { Point, Ring } from './plane.ts';

export function box(length: number, depth: number): Ring {
	const [a, b] = [length / 2, depth / 2];
	return [
		[-a, -b],
		[a, -b],
		[a, b],
		[-a, b]
	];
}

/** A slab with its staircases standing out at the back. */
export function slab(length: number, depth: number, stairs: number): Ring {
	const [a, b] = [length / 2, depth / 2];
	const ring: Ring = [
		[-a, -b],
		[a, -b],
		[a, b]
	];
	const unit = length / stairs;
	for (let i = stairs - 1; i >= 0; i--) {
		const middle = -a + unit * (i + 0.5);
		ring.push([middle + 1.6, b], [middle + 1.6, b + 1.3], [middle - 1.6, b + 1.3], [middle - 1.6, b]);
	}
	ring.push([-a, b]);
	return ring;
}

/** A tower with a recess on each long side. */
export function tower(length: number, depth: number): Ring {
	const [a, b, r] = [length / 2, depth / 2, length * 0.12];
	return [
		[-a, -b],
		[-r, -b],
		[-r, -b + 3],
		[r, -b + 3],
		[r, -b],
		[a, -b],
		[a, b],
		[r, b],
		[r, b - 2.5],
		[-r, b - 2.5],
		[-r, b],
		[-a, b]
	];
}

export function ell(length: number, depth: number, wing: number): Ring {
	const [a, b] = [length / 2, depth / 2];
	return [
		[-a, -b],
		[a, -b],
		[a, -b + wing],
		[-a + wing, -b + wing],
		[-a + wing, b],
		[-a, b]
	];
}

export function horseshoe(length: number, depth: number, wing: number): Ring {
	const [a, b] = [length / 2, depth / 2];
	return [
		[-a, -b],
		[-a + wing, -b],
		[-a + wing, b - wing],
		[a - wing, b - wing],
		[a - wing, -b],
		[a, -b],
		[a, b],
		[-a, b]
	];
}

export function place(ring: Ring, [x, y]: Point, turn: number): Ring {
	const [c, s] = [Math.cos(turn), Math.sin(turn)];
	return ring.map(([u, v]): Point => [x + u * c - v * s, y + u * s + v * c]);
}
