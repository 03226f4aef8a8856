/** Polygons found by place: which hold a point, which does a segment cut. Metres. */
import type { Footprint } from './cutting.ts';
import { RasterIndex } from './raster-index.ts';
import { lengthInside, ringsHold } from './rings.ts';

/** A line through less than this of a building does not cut it, metres. */
const TOUCH_M = 1;
const BOX_M = 100;

export class FootprintIndex {
	readonly #index: RasterIndex | undefined;

	constructor(readonly footprints: readonly Footprint[]) {
		if (footprints.length === 0) return;
		let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const { box } of footprints) {
			x0 = Math.min(x0, box[0]);
			y0 = Math.min(y0, box[1]);
			x1 = Math.max(x1, box[2]);
			y1 = Math.max(y1, box[3]);
		}
		const index = new RasterIndex(x0, y0, x1, y1, Math.max(BOX_M, (x1 - x0) / 1000, (y1 - y0) / 1000));
		footprints.forEach(({ box }, i) => index.putRectangle(...box, i));
		this.#index = index;
	}

	/** Those whose box meets a rectangle. */
	near([x0, y0, x1, y1]: readonly [number, number, number, number]): Footprint[] {
		return this.#meeting(x0, y0, x1, y1).map((i) => this.footprints[i]!);
	}

	/** Numbers of those that a segment runs through by more than a metre. */
	cutBy(ax: number, ay: number, bx: number, by: number): number[] {
		const box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
		return this.#meeting(...box).filter(
			(i) => lengthInside(this.footprints[i]!.rings, ax, ay, bx, by) > TOUCH_M
		);
	}

	holds(x: number, y: number): boolean {
		return this.#meeting(x, y, x, y).some((i) => ringsHold(this.footprints[i]!.rings, x, y));
	}

	#meeting(x0: number, y0: number, x1: number, y1: number): number[] {
		const found = new Set<number>();
		const index = this.#index;
		index?.rectangle(x0, y0, x1, y1, (cell) => {
			for (const i of index.box(cell)) {
				const { box } = this.footprints[i]!;
				if (box[0] <= x1 && box[2] >= x0 && box[1] <= y1 && box[3] >= y0) found.add(i);
			}
		});
		return [...found];
	}
}
