/** A piece of land whose every side knows how much of the street or wall beyond it is not the parcel's own. */
import { crossing, distance, isSimple, mix, signedArea, type Line, type Point, type Ring } from './plane.ts';

export interface Parcel {
	ring: Ring;
	/** For the side from ring[i] to ring[i + 1]: metres to keep away from it. */
	margins: number[];
}

/** The turn (radians) and sizes of the smallest box around the ring that lies along one of its longer sides. */
export function boxOf(ring: Ring): { turn: number; centre: Point; along: number; across: number } {
	let best = { turn: 0, centre: ring[0]!, along: Infinity, across: Infinity };
	let area = Infinity;
	const longest = Math.max(...ring.map((p, i) => distance(p, ring[(i + 1) % ring.length]!)));
	for (let i = 0; i < ring.length; i++) {
		const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
		if (distance(a, b) < longest * 0.3) continue;
		const turn = Math.atan2(b[1] - a[1], b[0] - a[0]);
		const [c, s] = [Math.cos(turn), Math.sin(turn)];
		let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
		for (const [x, y] of ring) {
			const u = x * c + y * s;
			const v = y * c - x * s;
			if (u < u0) u0 = u;
			if (u > u1) u1 = u;
			if (v < v0) v0 = v;
			if (v > v1) v1 = v;
		}
		const size = (u1 - u0) * (v1 - v0);
		if (size < area) {
			area = size;
			const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
			best = { turn, centre: [u * c - v * s, u * s + v * c], along: u1 - u0, across: v1 - v0 };
		}
	}
	// The longer way is "along".
	return best.along >= best.across
		? best
		: { turn: best.turn + Math.PI / 2, centre: best.centre, along: best.across, across: best.along };
}

/**
 * Two parcels, cut by the line through `at` in direction `turn`; null when the line does not cross exactly twice.
 * @param margin kept on both sides of the cut
 */
export function split(
	{ ring, margins }: Parcel,
	at: Point,
	turn: number,
	margin: number
): { parts: [Parcel, Parcel]; cut: Line } | null {
	const far = 5000;
	const a: Point = [at[0] - Math.cos(turn) * far, at[1] - Math.sin(turn) * far];
	const b: Point = [at[0] + Math.cos(turn) * far, at[1] + Math.sin(turn) * far];
	const hits: { side: number; p: Point }[] = [];
	for (let i = 0; i < ring.length; i++) {
		const [p, q] = [ring[i]!, ring[(i + 1) % ring.length]!];
		const hit = crossing(p, q, a, b);
		if (!hit) continue;
		// Through a corner, or as good as: not a clean cut.
		if (hit[0] * distance(p, q) < 3 || (1 - hit[0]) * distance(p, q) < 3) return null;
		hits.push({ side: i, p: mix(p, q, hit[0]) });
	}
	if (hits.length !== 2) return null;
	const [first, second] = hits as [(typeof hits)[0], (typeof hits)[0]];
	const one: Parcel = {
		ring: [first.p, ...ring.slice(first.side + 1, second.side + 1), second.p],
		margins: [margins[first.side]!, ...margins.slice(first.side + 1, second.side + 1), margin]
	};
	const two: Parcel = {
		ring: [second.p, ...ring.slice(second.side + 1), ...ring.slice(0, first.side + 1), first.p],
		margins: [
			margins[second.side]!,
			...margins.slice(second.side + 1),
			...margins.slice(0, first.side + 1),
			margin
		]
	};
	return { parts: [one, two], cut: [first.p, second.p] };
}

/** The ground that is the parcel's own: each side moved in by its margin. Null when nothing simple is left. */
export function own(parcel: Parcel): Ring | null {
	for (const shortest of [4, 9]) {
		const { ring, margins } = withoutShort(parcel, shortest);
		const n = ring.length;
		if (n < 3) return null;
		const moved: Ring = [];
		for (let i = 0; i < n; i++) {
			const before = (i + n - 1) % n;
			const p = corner(ring[before]!, ring[i]!, ring[(i + 1) % n]!, margins[before]!, margins[i]!);
			moved.push(p);
		}
		if (signedArea(moved) > 60 && isSimple(moved) && sameSense(ring, moved)) return moved;
	}
	return pared(parcel);
}

/** The same by paring the ring down side by side, for odd shapes: what would cost a third of it is left. */
function pared({ ring, margins }: Parcel): Ring | null {
	let left: Ring = ring;
	ring.forEach((a, i) => {
		const b = ring[(i + 1) % ring.length]!;
		const d = distance(a, b);
		if (d < 1) return;
		const [nx, ny] = [-(b[1] - a[1]) / d, (b[0] - a[0]) / d];
		const depth = (p: Point): number => (p[0] - a[0]) * nx + (p[1] - a[1]) * ny - margins[i]!;
		const cut: Ring = [];
		left.forEach((p, j) => {
			const q = left[(j + 1) % left.length]!;
			const [dp, dq] = [depth(p), depth(q)];
			if (dp >= 0) cut.push(p);
			if (dp < 0 !== dq < 0) cut.push(mix(p, q, dp / (dp - dq)));
		});
		if (cut.length > 2 && signedArea(cut) > signedArea(left) * 0.66) left = cut;
	});
	const clean = left.filter((p, i) => distance(p, left[(i + 1) % left.length]!) > 0.5);
	return signedArea(clean) > 60 && isSimple(clean) ? clean : null;
}

/** Neighbouring short sides taken together, so that moving them in cannot turn them round. */
function withoutShort({ ring, margins }: Parcel, shortest: number): Parcel {
	const keep: Ring = [];
	const own: number[] = [];
	for (let i = 0; i < ring.length; i++) {
		const last = keep[keep.length - 1];
		if (last && distance(last, ring[i]!) < shortest) {
			own[own.length - 1] = Math.max(own[own.length - 1]!, margins[i]!);
			continue;
		}
		keep.push(ring[i]!);
		own.push(margins[i]!);
	}
	if (keep.length > 3 && distance(keep[0]!, keep[keep.length - 1]!) < shortest) {
		keep.pop();
		own.pop();
	}
	return { ring: keep, margins: own };
}

/** Where the two sides about `b`, moved to the left by their margins, meet. */
function corner(a: Point, b: Point, c: Point, before: number, after: number): Point {
	const d1 = distance(a, b) || 1;
	const d2 = distance(b, c) || 1;
	const [ux, uy] = [(b[0] - a[0]) / d1, (b[1] - a[1]) / d1];
	const [vx, vy] = [(c[0] - b[0]) / d2, (c[1] - b[1]) / d2];
	const p: Point = [b[0] - uy * before, b[1] + ux * before];
	const cross = ux * vy - uy * vx;
	if (Math.abs(cross) < 0.17) {
		const m = Math.max(before, after);
		const [nx, ny] = [-(uy + vy) / 2, (ux + vx) / 2];
		return [b[0] + nx * m, b[1] + ny * m];
	}
	const q: Point = [b[0] - vy * after, b[1] + vx * after];
	const t = ((q[0] - p[0]) * vy - (q[1] - p[1]) * vx) / cross;
	return [p[0] + ux * t, p[1] + uy * t];
}

/** Every side still runs the way it ran. */
function sameSense(before: Ring, after: Ring): boolean {
	return before.every((p, i) => {
		const j = (i + 1) % before.length;
		const [q, a, b] = [before[j]!, after[i]!, after[j]!];
		return (q[0] - p[0]) * (b[0] - a[0]) + (q[1] - p[1]) * (b[1] - a[1]) > 0;
	});
}
