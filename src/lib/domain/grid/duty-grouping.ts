/**
 * Grouping unit grids into duty grids (责任网格): neighbouring grids of one community with 300 to 500 households
 * together (GB/T 34300, from memory: an editable default), which one worker answers for.
 *
 * The lightest group joins the neighbour with which it makes the most compact group that is not too heavy, until none
 * can; groups that stayed too light then take single grids from heavier neighbours. A grid with hardly anybody counts
 * as a small part of a worker's day all the same, so that fields and parks are grouped too.
 */
import { facesOf } from './grid-faces.ts';
import type { Rings } from './lattice.ts';
import { twin, type Faces } from './planar.ts';
import { traceRegions } from './regions.ts';

export interface GroupingRules {
	/** Households of a duty grid. */
	least: number;
	most: number;
	/** Most grids without anybody in one duty grid. */
	mostEmpty: number;
	/** No more groups than this. */
	mostGroups: number;
}

export const GROUPING: GroupingRules = { least: 300, most: 500, mostEmpty: 30, mostGroups: 90 };

export interface GroupedGrid {
	/** Lattice units; neighbours share their corners. */
	rings: Rings;
	households: number;
}

export interface Group {
	/** Numbers of the grids in it. */
	members: number[];
	households: number;
	/** Ground of all of them, lattice units. */
	rings: Rings;
}

export function groupGrids(grids: readonly GroupedGrid[], rules: GroupingRules = GROUPING): Group[] {
	if (grids.length === 0) return [];
	const { faces, faceOfGrid, origin } = facesOf(grids.map(({ rings }) => rings));
	const borders = sharedBorders(faces, faceOfGrid, grids.length);
	const loads = loadsOf(grids, rules);
	const groups = new Groups(borders, loads, rules.least / rules.most);
	groups.join();
	groups.even();
	const numbers = new Map<number, number>();
	const groupOf = loads.map((_, g) => {
		const root = groups.of[g]!;
		if (!numbers.has(root)) numbers.set(root, numbers.size);
		return numbers.get(root)!;
	});
	const regionOf = new Int32Array(faces.count).fill(-1);
	faceOfGrid.forEach((face, g) => (regionOf[face] = groupOf[g]!));
	const rings = traceRegions(faces, regionOf, numbers.size, () => true);
	return rings.map((around, number) => {
		const members = [...groupOf.keys()].filter((g) => groupOf[g] === number);
		return {
			members,
			households: members.reduce((sum, g) => sum + grids[g]!.households, 0),
			rings: around.map((ring) => ring.map((value, i) => value + origin[i % 2]!))
		};
	});
}

/** Share of a full duty grid that each grid is: 1 = the most that one may hold. */
function loadsOf(grids: readonly GroupedGrid[], rules: GroupingRules): number[] {
	// Where few people live the grids count a little too, or a duty grid would grow without end.
	const loads = grids.map(({ households }) =>
		households === 0 ? 1 / rules.mostEmpty : Math.max(households / rules.most, 0.3 / rules.mostEmpty)
	);
	const sum = loads.reduce((total, load) => total + load, 0);
	// A community with more people than codes for duty grids gets fuller ones.
	const scale = Math.min(1, (0.6 * rules.mostGroups) / sum);
	return loads.map((load) => load * scale);
}

type Borders = Map<number, number>[];

/** Length of the border with each neighbouring grid. */
function sharedBorders(
	{ edges, faceOf, count }: Faces,
	faceOfGrid: readonly number[],
	grids: number
): Borders {
	const gridOf = new Int32Array(count).fill(-1);
	faceOfGrid.forEach((face, g) => (gridOf[face] = g));
	const borders: Borders = Array.from({ length: grids }, () => new Map());
	const { nodes } = edges;
	for (let e = 0; e < edges.a.length; e++) {
		const f = faceOf[2 * e]!;
		const h = faceOf[twin(2 * e)]!;
		if (f < 0 || h < 0 || f === h) continue;
		const g = gridOf[f]!;
		const other = gridOf[h]!;
		if (g < 0 || other < 0) continue;
		const length = Math.hypot(
			nodes.x[edges.a[e]!]! - nodes.x[edges.b[e]!]!,
			nodes.y[edges.a[e]!]! - nodes.y[edges.b[e]!]!
		);
		borders[g]!.set(other, (borders[g]!.get(other) ?? 0) + length);
		borders[other]!.set(g, (borders[other]!.get(g) ?? 0) + length);
	}
	return borders;
}

class Groups {
	/** Group of each grid. */
	readonly of: number[];
	readonly #members: Set<number>[];
	readonly #load: number[];

	/** @param light a group with less than this is too light */
	constructor(
		readonly borders: Borders,
		readonly loads: readonly number[],
		readonly light: number
	) {
		this.of = loads.map((_, g) => g);
		this.#members = loads.map((_, g) => new Set([g]));
		this.#load = [...loads];
	}

	join(): void {
		const settled = new Set<number>();
		for (;;) {
			let lightest = -1;
			for (let g = 0; g < this.#load.length; g++)
				if (
					this.#members[g]!.size > 0 &&
					!settled.has(g) &&
					(lightest < 0 || this.#load[g]! < this.#load[lightest]!)
				)
					lightest = g;
			if (lightest < 0) return;
			const mate = this.#bestMate(lightest);
			if (mate < 0) {
				settled.add(lightest);
				continue;
			}
			for (const grid of this.#members[mate]!) this.#put(grid, lightest);
			settled.delete(lightest);
		}
	}

	/** Groups that are too light take grids at their border from neighbours that can spare them. */
	even(): void {
		for (let pass = 0; pass < 4; pass++) {
			let moved = false;
			for (let g = 0; g < this.#load.length; g++) {
				if (this.#members[g]!.size === 0) continue;
				while (this.#load[g]! < this.light && this.#takeOne(g)) moved = true;
				if (this.#load[g]! < this.light && this.#dissolve(g)) moved = true;
			}
			if (!moved) return;
		}
	}

	/** Gives all grids of a group to its neighbours, if they can take them; else changes nothing. */
	#dissolve(group: number): boolean {
		const given: [grid: number, to: number][] = [];
		for (let left = this.#members[group]!.size; left > 0; left--) {
			const next = this.#giveOne(group);
			if (next === undefined) {
				for (const [grid] of given.reverse()) this.#put(grid, group);
				return false;
			}
			given.push(next);
		}
		return true;
	}

	/** Gives the grid with the longest border to a neighbouring group that can take it. */
	#giveOne(group: number): [grid: number, to: number] | undefined {
		let best: [grid: number, to: number] | undefined;
		let bestLength = 0;
		const last = this.#members[group]!.size === 1;
		for (const grid of this.#members[group]!) {
			const lengths = new Map<number, number>();
			for (const [other, length] of this.borders[grid]!) {
				const to = this.of[other]!;
				if (to !== group) lengths.set(to, (lengths.get(to) ?? 0) + length);
			}
			for (const [to, length] of lengths) {
				if (length <= bestLength || this.#load[to]! + this.loads[grid]! > 1) continue;
				if (!last && !this.#holdsWithout(group, grid)) continue;
				[best, bestLength] = [[grid, to], length];
			}
		}
		if (best) this.#put(...best);
		return best;
	}

	#put(grid: number, group: number): void {
		const from = this.of[grid]!;
		this.#members[from]!.delete(grid);
		this.#load[from]! -= this.loads[grid]!;
		this.#members[group]!.add(grid);
		this.#load[group]! += this.loads[grid]!;
		this.of[grid] = group;
	}

	#around(group: number): Map<number, number> {
		const around = new Map<number, number>();
		for (const grid of this.#members[group]!)
			for (const [other, length] of this.borders[grid]!) {
				const to = this.of[other]!;
				if (to !== group) around.set(to, (around.get(to) ?? 0) + length);
			}
		return around;
	}

	#bestMate(group: number): number {
		const around = this.#around(group);
		let best = -1;
		let bestScore = 0;
		for (const [other, length] of around) {
			const load = this.#load[group]! + this.#load[other]!;
			if (load > 1) continue;
			// A long common border makes a compact group; a light mate leaves none alone.
			const whole = [...this.#around(other).values()].reduce((sum, l) => sum + l, 0);
			const mine = [...around.values()].reduce((sum, l) => sum + l, 0);
			const score = (length / Math.min(whole, mine)) * (1.3 - load);
			if (score > bestScore || (score === bestScore && other < best)) [best, bestScore] = [other, score];
		}
		return best;
	}

	#takeOne(group: number): boolean {
		let best = -1;
		let bestLength = 0;
		for (const grid of this.#members[group]!)
			for (const [other, length] of this.borders[grid]!) {
				const from = this.of[other]!;
				if (from === group || length <= bestLength) continue;
				if (this.#load[from]! - this.loads[other]! < this.light) continue;
				if (this.#load[group]! + this.loads[other]! > 1 || !this.#holdsWithout(from, other)) continue;
				[best, bestLength] = [other, length];
			}
		if (best < 0) return false;
		this.#put(best, group);
		return true;
	}

	/** True when a group stays in one piece without one of its grids. */
	#holdsWithout(group: number, grid: number): boolean {
		const rest = new Set(this.#members[group]!);
		rest.delete(grid);
		const [start] = rest;
		if (start === undefined) return false;
		const queue = [start];
		rest.delete(start);
		for (let at = queue.pop(); at !== undefined; at = queue.pop())
			for (const next of this.borders[at]!.keys()) if (rest.delete(next)) queue.push(next);
		return rest.size === 0;
	}
}
