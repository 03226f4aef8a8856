/** A plain raster of boxes over the plane that remembers which things touch which box. */
export class RasterIndex {
	readonly columns: number;
	readonly rows: number;
	#boxes: (number[] | undefined)[];

	/** @param size side of a box, in the units of the coordinates */
	constructor(
		readonly minX: number,
		readonly minY: number,
		maxX: number,
		maxY: number,
		readonly size: number
	) {
		this.columns = Math.max(1, Math.floor((maxX - minX) / size) + 1);
		this.rows = Math.max(1, Math.floor((maxY - minY) / size) + 1);
		this.#boxes = new Array<number[] | undefined>(this.columns * this.rows);
	}

	/** Things in a box; a thing is listed once for each box that it touches. */
	box(index: number): readonly number[] {
		return this.#boxes[index] ?? NOTHING;
	}

	get boxes(): number {
		return this.#boxes.length;
	}

	put(box: number, thing: number): void {
		const list = this.#boxes[box];
		if (list) list.push(thing);
		else this.#boxes[box] = [thing];
	}

	/** Puts a thing into every box that a rectangle touches. */
	putRectangle(x0: number, y0: number, x1: number, y1: number, thing: number): void {
		this.rectangle(x0, y0, x1, y1, (box) => this.put(box, thing));
	}

	rectangle(x0: number, y0: number, x1: number, y1: number, visit: (box: number) => void): void {
		const left = this.#column(x0);
		const right = this.#column(x1);
		const bottom = this.#row(y0);
		const top = this.#row(y1);
		for (let row = bottom; row <= top; row++)
			for (let column = left; column <= right; column++) visit(row * this.columns + column);
	}

	/** Visits every box that comes within `margin` of a segment. */
	segment(
		ax: number,
		ay: number,
		bx: number,
		by: number,
		margin: number,
		visit: (box: number) => void
	): void {
		if (ax > bx) {
			this.segment(bx, by, ax, ay, margin, visit);
			return;
		}
		const left = this.#column(ax - margin);
		const right = this.#column(bx + margin);
		const slope = bx === ax ? 0 : (by - ay) / (bx - ax);
		for (let column = left; column <= right; column++) {
			const from = Math.min(Math.max(ax, this.minX + column * this.size - margin), bx);
			const to = Math.max(Math.min(bx, this.minX + (column + 1) * this.size + margin), ax);
			const y0 = bx === ax ? ay : ay + (from - ax) * slope;
			const y1 = bx === ax ? by : ay + (to - ax) * slope;
			const bottom = this.#row(Math.min(y0, y1) - margin);
			const top = this.#row(Math.max(y0, y1) + margin);
			for (let row = bottom; row <= top; row++) visit(row * this.columns + column);
		}
	}

	#column(x: number): number {
		return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.minX) / this.size)));
	}

	#row(y: number): number {
		return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.minY) / this.size)));
	}
}

const NOTHING: readonly number[] = [];
