/**
 * What a tile shows when it cannot show everything: the first features of a layer, in an order that the layer states,
 * up to a budget; the others are left out, or those close to each other are merged into one. Nothing is left to chance:
 * the same ground gives the same tile.
 */
import { twiceArea } from './clip.ts';
import type { TileFeature, TileLayerContent } from './features.ts';
import type { Ring, Shape } from './twkb.ts';

export interface ThinningRule {
	/** Which go first: by an attribute's values in this order, and then the largest. */
	readonly first?: { readonly field: string; readonly order: readonly string[] };
	/**
	 * What happens to the others. Merged are those whose middles lie in one cell: surfaces become the smallest convex
	 * shape around them, points the place of the first of them. The feature is the first of them, and says in `n` for how
	 * many it stands.
	 */
	readonly others: 'left-out' | 'merged';
	/** Only those with the same value of it are merged. */
	readonly alike?: string;
}

/** Side of the cells, in tile units: eight pixels of the screen. */
const CELL = 64;
/** What a feature takes besides its corners, in corners: its id and attributes. */
const FEATURE = 3;

/** What a feature takes of a budget: its corners and three. */
const weightOf = ({ shape }: TileFeature) =>
	FEATURE + rings(shape).reduce((sum, ring) => sum + ring.length / 2, 0);

/** @param budget highest weight of the features that are shown as they are; those that are merged take as much again at most */
export function thinned(layer: TileLayerContent, rule: ThinningRule, budget: number): TileLayerContent {
	const total = layer.features.reduce((sum, feature) => sum + weightOf(feature), 0);
	if (total <= budget) return layer;
	const ordered = inOrder(layer, rule);
	// Of points none is larger than another: where they are merged, all are.
	const mergesAll = rule.others === 'merged' && ordered[0]?.shape.kind === 'point';
	const shown = mergesAll ? 0 : reach(ordered, budget);
	const others = ordered.slice(shown);
	if (rule.others === 'left-out') return { ...layer, features: byId(ordered.slice(0, shown)), leftOut: true };
	const alike = rule.alike === undefined ? [] : (layer.fields[rule.alike] ?? []);
	const merged = mergedWithin(others, alike, budget);
	return { ...layer, features: byId([...ordered.slice(0, shown), ...merged]), merged: true };
}

const byId = (features: TileFeature[]) => features.sort((a, b) => a.id - b.id);

/** How many of them the budget reaches for. */
function reach(features: readonly TileFeature[], budget: number): number {
	let weight = 0;
	const beyond = features.findIndex((feature) => (weight += weightOf(feature)) > budget);
	return beyond < 0 ? features.length : beyond;
}

function inOrder(layer: TileLayerContent, { first }: ThinningRule): TileFeature[] {
	const column = (first && layer.fields[first.field]) ?? [];
	const rank = (row: number) => {
		const place = first?.order.indexOf(String(column[row])) ?? 0;
		return place < 0 ? Infinity : place;
	};
	return layer.features
		.map((feature) => ({ feature, rank: rank(feature.row), size: sizeOf(feature.whole) }))
		.sort((a, b) => compare(a.rank, b.rank) || compare(b.size, a.size) || a.feature.id - b.feature.id)
		.map(({ feature }) => feature);
}

// Infinity less itself is no number.
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/** Area of a surface, length of a line, in tile units. */
function sizeOf(shape: Shape): number {
	if (shape.kind === 'point') return 0;
	if (shape.kind === 'line') return shape.lines.reduce((sum, line) => sum + lengthOf(line), 0);
	const areas = shape.polygons.map(([outer, ...holes]) =>
		holes.reduce((left, hole) => left - Math.abs(twiceArea(hole)), Math.abs(twiceArea(outer ?? [])))
	);
	return areas.reduce((sum, area) => sum + area, 0) / 2;
}

function lengthOf(line: Ring): number {
	let length = 0;
	for (let at = 2; at < line.length; at += 2)
		length += Math.hypot(line[at]! - line[at - 2]!, line[at + 1]! - line[at - 1]!);
	return length;
}

/** Merged in cells as small as the budget allows. */
function mergedWithin(features: TileFeature[], alike: readonly unknown[], budget: number): TileFeature[] {
	for (let cell = CELL; ; cell *= 2) {
		const merged = mergedBy(features, alike, cell);
		const weight = merged.reduce((sum, feature) => sum + weightOf(feature), 0);
		if (weight <= budget || cell >= 64 * CELL) return merged;
	}
}

function mergedBy(features: TileFeature[], alike: readonly unknown[], cell: number): TileFeature[] {
	const groups = new Map<string, TileFeature[]>();
	for (const feature of features) {
		const [x, y] = middleOf(feature.shape);
		const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)} ${String(alike[feature.row])}`;
		const group = groups.get(key);
		if (group) group.push(feature);
		else groups.set(key, [feature]);
	}
	return [...groups.values()].map((group) => {
		const [first] = group as [TileFeature];
		if (group.length === 1) return first;
		return { ...first, shape: around(group.map(({ shape }) => shape)), stands: group.length };
	});
}

function middleOf(shape: Shape): [number, number] {
	let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const ring of rings(shape)) {
		for (let at = 0; at < ring.length; at += 2) {
			[west, east] = [Math.min(west, ring[at]!), Math.max(east, ring[at]!)];
			[north, south] = [Math.min(north, ring[at + 1]!), Math.max(south, ring[at + 1]!)];
		}
	}
	return [(west + east) / 2, (north + south) / 2];
}

/** Of points the first, of others the convex shape around them. */
function around(shapes: Shape[]): Shape {
	const [first] = shapes as [Shape];
	return first.kind === 'point'
		? first
		: { kind: 'polygon', polygons: [[hull(shapes.flatMap(rings).flat())]] };
}

/** Monotone chain (Andrew 1979); the ring runs as outer rings of a tile do. */
function hull(positions: Ring): Ring {
	const points = Array.from(
		{ length: positions.length / 2 },
		(_, n) => [positions[2 * n]!, positions[2 * n + 1]!] as const
	);
	points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
	const half = (through: typeof points) => {
		const chain: typeof points = [];
		for (const point of through) {
			while (chain.length >= 2 && !turns(chain.at(-2)!, chain.at(-1)!, point)) chain.pop();
			chain.push(point);
		}
		return chain.slice(0, -1);
	};
	return [...half(points), ...half(points.reverse())].flatMap(([x, y]) => [x, y]);
}

type At = readonly [x: number, y: number];

const turns = (a: At, b: At, c: At) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;

function rings(shape: Shape): Ring[] {
	if (shape.kind === 'point') return [shape.points];
	return shape.kind === 'line' ? shape.lines : shape.polygons.flat();
}
