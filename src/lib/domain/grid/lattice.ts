/**
 * The lattice on which grids are drawn: every corner of a grid that we make is a whole number of tenths of a
 * millimetre in the metric frame. On a lattice two sides of one edge are the same numbers or they are not: there is no
 * "nearly". A community's area changes by about one part in 10^8 when its boundary is put on it.
 *
 * Inside the algorithms coordinates are lattice units relative to a local origin, so that products of differences stay
 * exact in double precision over some ten kilometres.
 */

/** [easting, northing] in metres, metric frame. */
export type Place = readonly [number, number];
/** A ring or line as x0, y0, x1, y1, ...; a ring does not repeat its first point. */
export type Flat = number[];
/** Shell first, then holes. */
export type Rings = Flat[];

/** Lattice units in a metre. */
export const UNITS_PER_METRE = 10_000;

export function toUnits(metres: number): number {
	return Math.round(metres * UNITS_PER_METRE);
}

export function toMetres(units: number): number {
	return units / UNITS_PER_METRE;
}

export const inMetres = (rings: Rings): Rings => rings.map((ring) => ring.map(toMetres));

/** Points by their lattice coordinates: the same place is the same number. */
export class NodeTable {
	readonly x: number[] = [];
	readonly y: number[] = [];
	#slots = new Int32Array(1024).fill(-1);

	get size(): number {
		return this.x.length;
	}

	/** The node at that place; -1 when there is none. */
	find(x: number, y: number): number {
		return this.#slots[this.#slot(x, y)]!;
	}

	/** The node at that place, made if need be. */
	add(x: number, y: number): number {
		const slot = this.#slot(x, y);
		const there = this.#slots[slot]!;
		if (there >= 0) return there;
		const id = this.x.length;
		this.x.push(x);
		this.y.push(y);
		this.#slots[slot] = id;
		if (this.x.length * 2 > this.#slots.length) this.#grow();
		return id;
	}

	#slot(x: number, y: number): number {
		const mask = this.#slots.length - 1;
		let hash = Math.imul(x | 0, 0x9e3779b1) ^ Math.imul(y | 0, 0x85ebca77);
		hash ^= hash >>> 15;
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const id = this.#slots[slot]!;
			if (id < 0 || (this.x[id] === x && this.y[id] === y)) return slot;
		}
	}

	#grow(): void {
		this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
		for (let id = 0; id < this.x.length; id++) this.#slots[this.#slot(this.x[id]!, this.y[id]!)] = id;
	}
}
