/** Points, lines and rings in the plane, in metres (x east, y north). Rings are not closed: the last point is not the first. */
export type Point = [number, number];
export type Line = Point[];
export type Ring = Point[];
/** Outer ring counter-clockwise, then holes clockwise. */
export type Shape = Ring[];

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const mix = (a: Point, b: Point, t: number): Point => [
	a[0] + (b[0] - a[0]) * t,
	a[1] + (b[1] - a[1]) * t
];
export const round2 = (value: number): number => Math.round(value * 100) / 100;

/** Twice-signed: positive when counter-clockwise, square metres. */
export function signedArea(ring: Ring): number {
	let sum = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
		sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
	return sum / 2;
}

export function shapeArea(shape: Shape): number {
	return shape.reduce((sum, ring, i) => sum + (i ? -1 : 1) * Math.abs(signedArea(ring)), 0);
}

export function centroid(ring: Ring): Point {
	// About the first point, so that large coordinates cost no digits.
	const [ox, oy] = ring[0]!;
	let a = 0;
	let x = 0;
	let y = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [px, py] = [ring[j]![0] - ox, ring[j]![1] - oy];
		const [qx, qy] = [ring[i]![0] - ox, ring[i]![1] - oy];
		const cross = px * qy - qx * py;
		a += cross;
		x += (px + qx) * cross;
		y += (py + qy) * cross;
	}
	return Math.abs(a) < 1e-9 ? [...ring[0]!] : [ox + x / (3 * a), oy + y / (3 * a)];
}

export function insideRing([x, y]: Point, ring: Ring): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [xi, yi] = ring[i]!;
		const [xj, yj] = ring[j]!;
		if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
	}
	return inside;
}

export function insideShape(p: Point, shape: Shape): boolean {
	return insideRing(p, shape[0]!) && !shape.slice(1).some((hole) => insideRing(p, hole));
}

export function lineLength(line: Line): number {
	let sum = 0;
	for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!);
	return sum;
}

/** The point so many metres along, and the direction of travel there, radians. */
export function along(line: Line, metres: number): { at: Point; heading: number } {
	let left = metres;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1]!, line[i]!];
		const d = distance(a, b);
		if (left <= d || i === line.length - 1)
			return { at: mix(a, b, d ? Math.min(1, left / d) : 0), heading: Math.atan2(b[1] - a[1], b[0] - a[0]) };
		left -= d;
	}
	return { at: line[0]!, heading: 0 };
}

/** The same line with a point about every `step` metres, ends kept. */
export function resample(line: Line, step: number): Line {
	const total = lineLength(line);
	const n = Math.max(1, Math.round(total / step));
	const out: Line = [line[0]!];
	let i = 1;
	let done = 0;
	for (let k = 1; k < n; k++) {
		const want = (total * k) / n;
		while (i < line.length - 1 && done + distance(line[i - 1]!, line[i]!) < want) {
			done += distance(line[i - 1]!, line[i]!);
			i++;
		}
		const d = distance(line[i - 1]!, line[i]!);
		out.push(mix(line[i - 1]!, line[i]!, d ? (want - done) / d : 0));
	}
	out.push(line[line.length - 1]!);
	return out;
}

/** Douglas-Peucker: fewer points, nowhere further than `tolerance` metres from the old line. */
export function simplify(line: Line, tolerance: number): Line {
	if (line.length < 3) return line;
	const keep = new Uint8Array(line.length);
	keep[0] = keep[line.length - 1] = 1;
	const stack: [number, number][] = [[0, line.length - 1]];
	while (stack.length) {
		const [from, to] = stack.pop()!;
		let worst = 0;
		let at = -1;
		for (let i = from + 1; i < to; i++) {
			const d = segmentDistance(line[i]!, line[from]!, line[to]!);
			if (d > worst) [worst, at] = [d, i];
		}
		if (worst > tolerance && at > 0) {
			keep[at] = 1;
			stack.push([from, at], [at, to]);
		}
	}
	return line.filter((_, i) => keep[i]);
}

export function simplifyRing(ring: Ring, tolerance: number): Ring {
	// Cut where the ring is furthest from its first point, so that neither half is a single point.
	let far = 0;
	for (let i = 1; i < ring.length; i++)
		if (distance(ring[0]!, ring[i]!) > distance(ring[0]!, ring[far]!)) far = i;
	if (far === 0) return ring;
	const first = simplify(ring.slice(0, far + 1), tolerance);
	const second = simplify([...ring.slice(far), ring[0]!], tolerance);
	return [...first.slice(0, -1), ...second.slice(0, -1)];
}

export function segmentDistance(p: Point, a: Point, b: Point): number {
	const dx = b[0] - a[0];
	const dy = b[1] - a[1];
	const square = dx * dx + dy * dy;
	const t = square ? Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square)) : 0;
	return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** Where two segments cross, as the share of each; null when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): [number, number] | null {
	const rx = b[0] - a[0];
	const ry = b[1] - a[1];
	const sx = d[0] - c[0];
	const sy = d[1] - c[1];
	const den = rx * sy - ry * sx;
	if (Math.abs(den) < 1e-9) return null;
	const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / den;
	const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / den;
	return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t, u] : null;
}

/** The line moved to its left by `metres` (to its right when negative); a function gives the way at each point. */
export function offsetLine(line: Line, metres: number | ((i: number) => number)): Line {
	return line.map((p, i) => {
		const a = line[Math.max(0, i - 1)]!;
		const b = line[Math.min(line.length - 1, i + 1)]!;
		const d = distance(a, b) || 1;
		const w = typeof metres === 'number' ? metres : metres(i);
		return [p[0] - ((b[1] - a[1]) / d) * w, p[1] + ((b[0] - a[0]) / d) * w];
	});
}

export function bounds(points: Iterable<Point>): [number, number, number, number] {
	let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of points) {
		if (x < w) w = x;
		if (x > e) e = x;
		if (y < s) s = y;
		if (y > n) n = y;
	}
	return [w, s, e, n];
}

/** True when no two sides of the ring meet except neighbours at their shared corner, and it encloses something. */
export function isSimple(ring: Ring): boolean {
	const n = ring.length;
	if (n < 3 || Math.abs(signedArea(ring)) < 1e-6) return false;
	for (let i = 0; i < n; i++) {
		const [a, b] = [ring[i]!, ring[(i + 1) % n]!];
		if (distance(a, b) < 1e-6) return false;
		for (let j = i + 1; j < n; j++) {
			const [c, d] = [ring[j]!, ring[(j + 1) % n]!];
			if (j === i + 1 || (i === 0 && j === n - 1)) {
				// Neighbours: folded back on each other?
				const [far, u, v] = j === i + 1 ? [d, a, b] : [c, a, b];
				if (segmentDistance(far, u, v) < 1e-6 || segmentDistance(j === i + 1 ? a : b, c, d) < 1e-6)
					return false;
			} else if (crossing(a, b, c, d)) return false;
		}
	}
	return true;
}

/** Is a point inside the ring? For many questions to one long ring: its sides are sorted into bands first. */
export function insideTest(ring: Ring): (p: Point) => boolean {
	const [w, s, e, n] = bounds(ring);
	const bands = Math.max(1, Math.min(512, ring.length));
	const height = (n - s) / bands || 1;
	const sides: [Point, Point][][] = Array.from({ length: bands }, () => []);
	ring.forEach((a, i) => {
		const b = ring[(i + 1) % ring.length]!;
		const last = Math.min(bands - 1, Math.floor((Math.max(a[1], b[1]) - s) / height));
		for (let k = Math.floor((Math.min(a[1], b[1]) - s) / height); k <= last; k++) sides[k]?.push([a, b]);
	});
	return ([x, y]) => {
		if (x < w || x > e || y < s || y > n) return false;
		let inside = false;
		for (const [a, b] of sides[Math.min(bands - 1, Math.floor((y - s) / height))]!)
			if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
		return inside;
	};
}
