/**
 * Sums over all places within a distance of each place. Places are sorted into square cells, about as many as there
 * are places. In each row of cells, those that lie wholly within the distance are one run, whose sum is the difference
 * of two running sums: only the places near the rim are looked at one by one, however far the distance reaches.
 */

/** Places on the plane, in metres. */
export interface Places {
	x: ArrayLike<number>;
	y: ArrayLike<number>;
}

/** Sums for each place, itself included. */
export interface NeighbourSums {
	/** How many places. */
	count: Int32Array;
	/** Of their values. */
	sum: Float64Array;
}

interface Cells {
	minX: number;
	minY: number;
	/** Side, metres. */
	side: number;
	columns: number;
	rows: number;
	/** Cell i, row by row, holds order[start[i]] up to, not including, order[start[i + 1]]. */
	start: Int32Array;
	order: Int32Array;
}

/** @throws RangeError for coordinates that are not finite, or not as many of x as of y */
export function checkPlaces({ x, y }: Places): void {
	if (x.length !== y.length) throw new RangeError(`${x.length} x coordinates for ${y.length} y coordinates`);
	for (let i = 0; i < x.length; i++)
		if (!Number.isFinite(x[i]) || !Number.isFinite(y[i]))
			throw new RangeError(`place ${i} has no finite coordinates`);
}

function bounds(values: ArrayLike<number>): [number, number] {
	let [low, high] = [Infinity, -Infinity];
	for (let i = 0; i < values.length; i++) {
		if (values[i]! < low) low = values[i]!;
		if (values[i]! > high) high = values[i]!;
	}
	return [low, high];
}

function cellsOf({ x, y }: Places): Cells {
	const many = x.length;
	const [minX, maxX] = bounds(x);
	const [minY, maxY] = bounds(y);
	const [width, height] = [maxX - minX, maxY - minY];
	// The second: places in a line have no area. All in one point have neither, and any side does.
	const side = Math.max(Math.sqrt((width * height) / many), Math.max(width, height) / many) || 1;
	const columns = Math.floor(width / side) + 1;
	const rows = Math.floor(height / side) + 1;
	const cellOf = (i: number) =>
		Math.floor((y[i]! - minY) / side) * columns + Math.floor((x[i]! - minX) / side);
	const start = new Int32Array(columns * rows + 1);
	for (let i = 0; i < many; i++) start[cellOf(i) + 1]!++;
	for (let cell = 0; cell < columns * rows; cell++) start[cell + 1]! += start[cell]!;
	const order = new Int32Array(many);
	const next = start.slice();
	for (let i = 0; i < many; i++) order[next[cellOf(i)]!++] = i;
	return { minX, minY, side, columns, rows, start, order };
}

/** Of the distance: cells this near to the rim count as on it, so that rounding decides nothing. */
const RIM = 1e-9;

/**
 * @param values one for each place
 * @param distance metres, 0 or more; a place just so far away is within it
 */
export function neighbourSums(places: Places, values: ArrayLike<number>, distance: number): NeighbourSums {
	const many = places.x.length;
	const found: NeighbourSums = { count: new Int32Array(many), sum: new Float64Array(many) };
	if (many === 0) return found;
	const { minX, minY, side, columns, rows, start, order } = cellsOf(places);
	// In the order of the cells: what lies together on the ground then lies together in memory.
	const x = Float64Array.from(order, (i) => places.x[i]!);
	const y = Float64Array.from(order, (i) => places.y[i]!);
	const value = Float64Array.from(order, (i) => values[i]!);
	const running = new Float64Array(many + 1);
	for (let at = 0; at < many; at++) running[at + 1] = running[at]! + value[at]!;
	const square = distance * distance;
	const [inner, outer] = [distance * (1 - RIM), distance * (1 + RIM)];

	for (let one = 0; one < many; one++) {
		const [px, py] = [x[one]! - minX, y[one]! - minY];
		const [bottom, top] = [indexOf(py - outer, rows), indexOf(py + outer, rows)];
		let [count, sum] = [0, 0];
		const add = (from: number, to: number): void => {
			for (let other = from; other < to; other++) {
				const [dx, dy] = [x[other]! - x[one]!, y[other]! - y[one]!];
				if (dx * dx + dy * dy > square) continue;
				count++;
				sum += value[other]!;
			}
		};
		for (let row = bottom; row <= top; row++) {
			const [below, above] = [py - row * side, (row + 1) * side - py];
			const nearest = Math.max(0, -below, -above);
			const widest = Math.sqrt(Math.max(0, outer * outer - nearest * nearest));
			const first = indexOf(px - widest, columns);
			const last = indexOf(px + widest, columns);
			const farthest = Math.max(below, above);
			const narrowest = inner > farthest ? Math.sqrt(inner * inner - farthest * farthest) : -1;
			const wholeFirst = Math.max(0, Math.ceil((px - narrowest) / side));
			const wholeEnd = Math.min(columns, Math.floor((px + narrowest) / side));
			const from = start[row * columns + first]!;
			const to = start[row * columns + last + 1]!;
			if (narrowest < 0 || wholeFirst >= wholeEnd) {
				add(from, to);
				continue;
			}
			const [wholeFrom, wholeTo] = [start[row * columns + wholeFirst]!, start[row * columns + wholeEnd]!];
			add(from, wholeFrom);
			add(wholeTo, to);
			count += wholeTo - wholeFrom;
			sum += running[wholeTo]! - running[wholeFrom]!;
		}
		found.count[order[one]!] = count;
		found.sum[order[one]!] = sum;
	}
	return found;

	function indexOf(along: number, cells: number): number {
		return Math.min(cells - 1, Math.max(0, Math.floor(along / side)));
	}
}
