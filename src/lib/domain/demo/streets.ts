/**
 * Streets drawn along the field at even distances (Jobard and Lefer 1997), the widest first: each finer class fills the
 * room that the one before left.
 */
import { Points } from './near.ts';
import { distance, type Line, type Point } from './plane.ts';
import type { StreetField } from './street-field.ts';

const STEP = 22;

export interface StreetClass {
	/** Metres between neighbours at a place; 0 where this class has no streets. */
	spacing(p: Point): number;
	/** May a street of this class lie here? */
	allowed(p: Point): boolean;
	/** Shorter ones are left out, metres. */
	shortest: number;
}

export class StreetPlan {
	readonly #field: StreetField;
	// One hash for streets along the field, one for those across it.
	readonly #families = [new Points<number>(260), new Points<number>(260)] as const;
	#lines = 0;

	constructor(field: StreetField) {
		this.#field = field;
	}

	/** A street that was there before: others keep their distance from it. */
	occupy(line: Line): void {
		const id = this.#lines++;
		for (let i = 0; i < line.length; i++) {
			const a = line[Math.max(0, i - 1)]!;
			const b = line[Math.min(line.length - 1, i + 1)]!;
			const turn = Math.atan2(b[1] - a[1], b[0] - a[0]) - this.#field(line[i]!);
			this.#families[Math.abs(Math.cos(turn)) > 0.7071 ? 0 : 1].add(line[i]!, id);
		}
	}

	/** Fills the ground with streets of one class, beginning at `seeds`. */
	draw(of: StreetClass, seeds: Point[]): Line[] {
		const lines: Line[] = [];
		const queue: { at: Point; family: 0 | 1 }[] = [];
		const grow = ({ at, family }: { at: Point; family: 0 | 1 }): void => {
			const spacing = of.spacing(at);
			if (!spacing || !of.allowed(at) || this.#families[family].any(at, spacing * 0.92)) return;
			const id = this.#lines++;
			const back = this.#walk(of, at, family, -1);
			const line = [...back.reverse(), at, ...this.#walk(of, at, family, 1)];
			if (line.length * STEP < of.shortest) return;
			for (const p of line) this.#families[family].add(p, id);
			lines.push(line);
			for (let i = 0; i < line.length; i += 9) {
				const p = line[i]!;
				const across = this.#field(p) + (family === 0 ? Math.PI / 2 : 0);
				const d = of.spacing(p) || spacing;
				for (const side of [-1, 1])
					queue.push({
						at: [p[0] + Math.cos(across) * d * side, p[1] + Math.sin(across) * d * side],
						family
					});
				queue.push({ at: p, family: family === 0 ? 1 : 0 });
			}
		};
		for (const at of seeds)
			for (const family of [0, 1] as const) {
				grow({ at, family });
				for (let i = 0; i < queue.length; i++) grow(queue[i]!);
				queue.length = 0;
			}
		return lines;
	}

	#walk(of: StreetClass, start: Point, family: 0 | 1, sign: 1 | -1): Line {
		const line: Line = [];
		let p = start;
		let heading = this.#field(p) + (family ? Math.PI / 2 : 0) + (sign < 0 ? Math.PI : 0);
		for (let n = 0; n < 1400; n++) {
			const half: Point = [p[0] + (Math.cos(heading) * STEP) / 2, p[1] + (Math.sin(heading) * STEP) / 2];
			heading = this.#turn(half, family, heading);
			const q: Point = [p[0] + Math.cos(heading) * STEP, p[1] + Math.sin(heading) * STEP];
			const spacing = of.spacing(q);
			if (!spacing || !of.allowed(q)) break;
			if (this.#families[family].any(q, spacing * 0.55)) break;
			// Not round in circles: it stops where it meets its own beginning.
			const old = n - Math.ceil((spacing * 1.6) / STEP);
			if (n % 3 === 0 && line.some((r, i) => i % 4 === 0 && i < old && distance(q, r) < spacing * 0.5)) break;
			line.push(q);
			p = q;
		}
		return line;
	}

	/** The family's direction at a place, in the sense that goes on from `heading`. */
	#turn(p: Point, family: 0 | 1, heading: number): number {
		const axis = this.#field(p) + (family ? Math.PI / 2 : 0);
		return Math.cos(axis - heading) < 0 ? axis + Math.PI : axis;
	}
}
