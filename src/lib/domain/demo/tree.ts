/** The area tree: faces of the mesh grouped into districts, streets and communities along rivers and roads. */
import { dissolve } from './dissolve.ts';
import { FaceIndex } from './face-index.ts';
import type { Network } from './network.ts';
import { distance, type Point, type Shape } from './plane.ts';
import type { Random } from './random.ts';
import type { Settlements } from './settlements.ts';
import type { Terrain } from './terrain.ts';

export interface TreeArea {
	level: 'city' | 'district' | 'street' | 'community';
	code: string;
	/** Index of the area above; -1 for the city. */
	parent: number;
	faces: number[];
	shapes: Shape[];
	/** town: a 镇 or, among communities, one whose ground is mostly country. */
	rural: boolean;
	centre: Point;
	/** Residents expected, for even shares. */
	weight: number;
}

export interface Tree {
	areas: TreeArea[];
	/** For each face the index of its community. */
	communityOf: Int32Array;
	/** The community that holds a point; -1 outside. */
	at(p: Point): number;
}

interface Link {
	to: number;
	cost: number;
}

export function makeTree(dice: Random, terrain: Terrain, settlements: Settlements, network: Network): Tree {
	const { faces, mesh } = network;
	const { k } = terrain;
	const weight = faces.map(({ quarter, depth, area }) =>
		quarter
			? area *
				(quarter.kind === 'old'
					? 0.009 + 0.009 * Math.max(0, depth)
					: quarter.kind === 'industry'
						? 0.004
						: 0.009)
			: area * 0.00004
	);
	const index = new FaceIndex(faces.map(({ ring }) => ring));
	const faceOf = (p: Point): number => index.find(p);
	for (const { at, radius } of settlements.villages) {
		const face = faceOf(at);
		if (face >= 0) weight[face]! += radius * radius * 0.03;
	}
	const level = (river: number, road: number): Link[][] => links(network, river, road);

	// Districts about the quarters and, for the far ones, a town.
	const spot = (x: number, y: number): Point => [x * 1000 * k, y * 1000 * k];
	const outer = (x: number, y: number): Point =>
		settlements.towns
			.map(({ centre }) => centre)
			.sort((a, b) => distance(a, spot(x, y)) - distance(b, spot(x, y)))[0] ?? spot(x, y);
	const districtSeeds = [
		spot(-2.6, 2),
		spot(2.3, 1.4),
		settlements.quarters[1]!.centre,
		spot(-0.5, -4.6),
		outer(-17, -13),
		outer(17, 13)
	];
	const all = faces.map((_, i) => i);
	const district = grow(level(14, 3), all, districtSeeds.map(nearestOf(faces, all)));

	const areas: TreeArea[] = [];
	const area = (of: Omit<TreeArea, 'shapes' | 'centre' | 'weight'>): number => {
		const sum = of.faces.reduce((s, f) => s + weight[f]!, 0);
		areas.push({ ...of, shapes: [], centre: middle(network, of.faces, weight), weight: sum });
		return areas.length - 1;
	};
	const city = area({ level: 'city', code: '9901', parent: -1, faces: all, rural: false });
	const byRoad = level(8, 2.4);
	const byStreet = level(8, 1.7);
	const communityOf = new Int32Array(faces.length).fill(-1);
	const urbanStreets = Math.max(6, Math.round(17 * k));
	const urbanWeight = all.reduce(
		(s, f) => s + (faces[f]!.quarter && faces[f]!.quarter!.kind !== 'town' ? weight[f]! : 0),
		0
	);
	const perCommunity = urbanWeight / Math.max(8, 158 * k * k);
	districtSeeds.forEach((_, d) => {
		const members = all.filter((f) => district[f] === d);
		const districtIndex = area({
			level: 'district',
			code: `9901${pad(d + 2, 2)}`,
			parent: city,
			faces: members,
			rural: d > 3
		});
		const inCity = members.filter((f) => faces[f]!.quarter && faces[f]!.quarter!.kind !== 'town');
		const cityWeight = inCity.reduce((s, f) => s + weight[f]!, 0);
		const streets =
			cityWeight > urbanWeight * 0.02
				? Math.max(1, Math.round((urbanStreets * cityWeight) / urbanWeight))
				: 0;
		const towns = settlements.towns.filter(({ centre }) => members.includes(nearestOf(faces, all)(centre)));
		const seeds: { face: number; rural: boolean }[] = [
			...means(dice.fork(`streets-${d}`), network, inCity, weight, streets).map((face) => ({
				face,
				rural: false
			})),
			...towns.map(({ centre }) => ({ face: nearestOf(faces, members)(centre), rural: true }))
		];
		if (!seeds.length) seeds.push({ face: members[0]!, rural: true });
		const street = grow(
			byRoad,
			members,
			seeds.map(({ face }) => face)
		);
		let [office, town] = [0, 99];
		seeds.forEach(({ rural }, s) => {
			const ground = members.filter((f) => street[f] === s);
			if (!ground.length) return;
			const code = `9901${pad(d + 2, 2)}${pad(rural ? ++town : ++office, 3)}`;
			const streetIndex = area({ level: 'street', code, parent: districtIndex, faces: ground, rural });
			const built = ground.filter((f) => faces[f]!.quarter);
			const country = ground.filter((f) => !faces[f]!.quarter);
			const builtWeight = built.reduce((t, f) => t + weight[f]!, 0);
			const communities = Math.max(1, Math.round(builtWeight / perCommunity));
			const villages = settlements.villages
				.map(({ at }) => faceOf(at))
				.filter((f) => f >= 0 && street[f] === s);
			const rurals = Math.max(0, Math.round(villages.length / 2.75));
			const wanted = [
				...means(dice.fork(`communities-${code}`), network, built, weight, communities),
				...means(
					dice.fork(`villages-${code}`),
					network,
					villages.filter((f) => country.includes(f)),
					weight,
					rurals
				)
			];
			const starts = [...new Set(wanted)];
			const community = grow(byStreet, ground, starts);
			starts.forEach((_, c) => {
				const own = ground.filter((f) => community[f] === c);
				const town_ = own.reduce((t, f) => t + (faces[f]!.quarter ? faces[f]!.area : 0), 0);
				const whole = own.reduce((t, f) => t + faces[f]!.area, 0);
				const index = area({
					level: 'community',
					code: '',
					parent: streetIndex,
					faces: own,
					rural: town_ < whole * 0.3 && c >= communities
				});
				for (const f of own) communityOf[f] = index;
			});
			// Numbered from west to east, then north to south, in rough bands.
			areas
				.filter((a) => a.level === 'community' && a.parent === streetIndex)
				.sort((a, b) => Math.round((b.centre[1] - a.centre[1]) / 2500) || a.centre[0] - b.centre[0])
				.forEach((a, n) => (a.code = `${code}${pad(n + 1, 3)}`));
		});
	});
	const group = new Int32Array(faces.length);
	for (const wanted of ['city', 'district', 'street', 'community'] as const) {
		const chosen = areas.filter((a) => a.level === wanted);
		chosen.forEach((a, g) => a.faces.forEach((f) => (group[f] = g)));
		dissolve(mesh, group, chosen.length).forEach((shapes, g) => (chosen[g]!.shapes = shapes));
	}
	const at = (p: Point): number => communityOf[faceOf(p)] ?? -1;
	return { areas, communityOf, at };
}

const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');

function nearestOf(faces: Network['faces'], among: number[]): (p: Point) => number {
	return (p) =>
		among.reduce(
			(best, f) => (distance(faces[f]!.centre, p) < distance(faces[best]!.centre, p) ? f : best),
			among[0]!
		);
}

/** Neighbouring faces, and what it costs to step from one to the other over what lies between. */
function links({ mesh, ways, faces }: Network, river: number, road: number): Link[][] {
	const out: Link[][] = faces.map(() => []);
	mesh.edges.forEach(({ tag }, e) => {
		const [l, r] = [mesh.left[e]!, mesh.right[e]!];
		if (l < 0 || r < 0 || l === r) return;
		const way = ways[tag]!;
		let factor = 1;
		if (way.kind === 'river') factor = way.river === 0 ? river : river * 0.4;
		else if (way.kind === 'road')
			factor =
				{ motorway: 2 * road, trunk: 1.2 * road, primary: road, secondary: 0.75 * road }[
					way.class as string
				] ?? 1;
		if (!faces[l]!.quarter !== !faces[r]!.quarter) factor *= 2;
		const cost = distance(faces[l]!.centre, faces[r]!.centre) * Math.max(1, factor);
		out[l]!.push({ to: r, cost });
		out[r]!.push({ to: l, cost });
	});
	return out;
}

/** Every face to the seed from which it is cheapest to reach (Dijkstra from all seeds at once): groups are in one piece. */
function grow(graph: Link[][], members: number[], seeds: number[]): Int32Array {
	const group = new Int32Array(graph.length).fill(-1);
	const cost = new Float64Array(graph.length).fill(Infinity);
	const allowed = new Uint8Array(graph.length);
	for (const f of members) allowed[f] = 1;
	const heap: [number, number, number][] = [];
	const push = (item: [number, number, number]): void => {
		heap.push(item);
		for (let i = heap.length - 1; i > 0;) {
			const up = (i - 1) >> 1;
			if (heap[up]![0] <= heap[i]![0]) break;
			[heap[up], heap[i]] = [heap[i]!, heap[up]!];
			i = up;
		}
	};
	const pop = (): [number, number, number] => {
		const top = heap[0]!;
		const last = heap.pop()!;
		if (heap.length) {
			heap[0] = last;
			for (let i = 0; ;) {
				const [l, r] = [2 * i + 1, 2 * i + 2];
				let low = i;
				if (l < heap.length && heap[l]![0] < heap[low]![0]) low = l;
				if (r < heap.length && heap[r]![0] < heap[low]![0]) low = r;
				if (low === i) break;
				[heap[low], heap[i]] = [heap[i]!, heap[low]!];
				i = low;
			}
		}
		return top;
	};
	seeds.forEach((face, g) => {
		cost[face] = 0;
		push([0, face, g]);
	});
	while (heap.length) {
		const [c, face, g] = pop();
		if (group[face] !== -1) continue;
		group[face] = g;
		for (const { to, cost: step } of graph[face]!)
			if (allowed[to] && group[to] === -1 && c + step < cost[to]!) {
				cost[to] = c + step;
				push([c + step, to, g]);
			}
	}
	return group;
}

/** Weighted k-means over the middles of faces; the faces nearest to the means. */
function means(dice: Random, { faces }: Network, among: number[], weight: number[], k: number): number[] {
	if (!among.length || k < 1) return [];
	const wanted = Math.min(k, among.length);
	// Begin far apart: each next one where the nearest chosen is furthest.
	const chosen: Point[] = [faces[dice.pick(among)]!.centre];
	while (chosen.length < wanted) {
		let [far, best] = [-1, among[0]!];
		for (const f of among) {
			const d = Math.min(...chosen.map((c) => distance(c, faces[f]!.centre)));
			if (d > far) [far, best] = [d, f];
		}
		chosen.push(faces[best]!.centre);
	}
	for (let round = 0; round < 12; round++) {
		const sums = chosen.map((): [number, number, number] => [0, 0, 0]);
		for (const f of among) {
			const p = faces[f]!.centre;
			let best = 0;
			for (let i = 1; i < chosen.length; i++)
				if (distance(chosen[i]!, p) < distance(chosen[best]!, p)) best = i;
			const s = sums[best]!;
			s[0] += p[0] * weight[f]!;
			s[1] += p[1] * weight[f]!;
			s[2] += weight[f]!;
		}
		sums.forEach(([x, y, w], i) => w && (chosen[i] = [x / w, y / w]));
	}
	return [...new Set(chosen.map(nearestOf(faces, among)))];
}

function middle({ faces }: Network, members: number[], weight: number[]): Point {
	let [x, y, w] = [0, 0, 0];
	for (const f of members) {
		x += faces[f]!.centre[0] * weight[f]!;
		y += faces[f]!.centre[1] * weight[f]!;
		w += weight[f]!;
	}
	return [x / w, y / w];
}
