/** The blocks of the street plan divided into lots, each with its use, and the small streets between them. */
import type { Network } from './network.ts';
import { boxOf, own, split, type Parcel } from './parcel.ts';
import {
	distance,
	insideRing,
	mix,
	signedArea,
	simplifyRing,
	type Line,
	type Point,
	type Ring
} from './plane.ts';
import type { Random } from './random.ts';
import { ROAD_CLASSES } from './road-classes.ts';
import type { QuarterKind } from './settlements.ts';
import type { Terrain } from './terrain.ts';

/** What stands on a lot. */
export type LotUse =
	| 'lanes' // old houses, one or two floors
	| 'walkup' // slabs of six floors, from the eighties to 2005
	| 'midrise'
	| 'towers'
	| 'shops'
	| 'mall'
	| 'market'
	| 'offices'
	| 'school'
	| 'hospital'
	| 'civic'
	| 'station'
	| 'works'
	| 'park'
	| 'waste';

export interface Lot {
	id: number;
	face: number;
	ring: Ring;
	area: number;
	use: LotUse;
	quarter: QuarterKind;
	depth: number;
}

const MIX: Record<QuarterKind, (depth: number) => [LotUse, number][]> = {
	old: (d) =>
		d > 0.72
			? [
					['lanes', 34],
					['walkup', 22],
					['shops', 12],
					['mall', 10],
					['offices', 8],
					['civic', 6],
					['school', 5],
					['hospital', 2],
					['park', 4],
					['market', 2]
				]
			: d > 0.4
				? [
						['walkup', 50],
						['midrise', 12],
						['towers', 8],
						['lanes', 7],
						['shops', 8],
						['school', 5],
						['offices', 4],
						['park', 4],
						['market', 2],
						['civic', 2],
						['hospital', 1]
					]
				: [
						['walkup', 30],
						['midrise', 22],
						['towers', 14],
						['works', 11],
						['shops', 7],
						['school', 5],
						['park', 4],
						['waste', 5],
						['market', 2]
					],
	new: () => [
		['towers', 47],
		['midrise', 20],
		['mall', 6],
		['offices', 7],
		['school', 4],
		['park', 6],
		['waste', 8],
		['civic', 2],
		['hospital', 1]
	],
	south: () => [
		['midrise', 32],
		['towers', 22],
		['walkup', 18],
		['shops', 8],
		['school', 5],
		['park', 5],
		['waste', 5],
		['market', 2],
		['works', 3]
	],
	industry: (d) => [
		['works', d > 0.2 ? 74 : 84],
		['walkup', 9],
		['offices', 4],
		['shops', 3],
		['waste', 7],
		['park', 2],
		['school', 1]
	],
	campus: () => [
		['civic', 30],
		['school', 9],
		['walkup', 16],
		['midrise', 16],
		['offices', 10],
		['works', 6],
		['park', 6],
		['shops', 5],
		['waste', 2]
	],
	town: (d) =>
		d > 0.5
			? [
					['lanes', 26],
					['walkup', 26],
					['shops', 18],
					['civic', 6],
					['school', 7],
					['market', 5],
					['midrise', 6],
					['park', 4],
					['hospital', 2]
				]
			: [
					['lanes', 44],
					['walkup', 20],
					['works', 17],
					['shops', 6],
					['school', 3],
					['waste', 5],
					['midrise', 4],
					['park', 1]
				]
};

const SIZE: Record<QuarterKind, [number, number]> = {
	old: [9_000, 26_000],
	new: [26_000, 62_000],
	south: [20_000, 44_000],
	industry: [26_000, 80_000],
	campus: [22_000, 60_000],
	town: [8_000, 22_000]
};

export function makeLots(dice: Random, network: Network, terrain: Terrain): { lots: Lot[]; streets: Line[] } {
	const lots: Lot[] = [];
	const streets: Line[] = [];
	const { mesh, faces, ways } = network;
	mesh.faces.forEach((face, f) => {
		const { quarter, depth, area, ring, centre } = faces[f]!;
		if (!quarter || area < 1500 || area > 900_000) return;
		// Between the embankment and the river nothing is built.
		if (
			face.edges.some((e) => ways[mesh.edges[e]!.tag]!.kind === 'river' && !ways[mesh.edges[e]!.tag]!.urban)
		) {
			const wet = terrain.bank(centre);
			if (wet && wet.main && wet.metres < 110) return;
		}
		if (
			terrain.lakes.some(
				(lake) => insideRing(centre, lake.ring) || lake.ring.some((p) => insideRing(p, ring))
			)
		)
			return;
		const parcel = simplifyParcel({
			ring,
			margins: face.edges.map((e) => {
				const way = ways[mesh.edges[e]!.tag]!;
				if (way.kind === 'river') return terrain.rivers[way.river!]!.widths[0]! / 2 + 22;
				return way.kind === 'road'
					? ROAD_CLASSES[way.class!].width / 2 + (way.class === 'motorway' ? 18 : 3)
					: 3;
			})
		});
		const own_ = dice.fork(`face-${f}`);
		const [low, high] = SIZE[quarter.kind];
		const target = own_.between(low, high);
		divide(own_, parcel, target, 0, quarter.kind, streets, (part) => {
			const ground = own(part);
			if (!ground) return;
			const size = signedArea(ground);
			if (size < 500) return;
			const use = size < 1800 ? 'park' : own_.weighted(MIX[quarter.kind](depth));
			lots.push({ id: lots.length, face: f, ring: ground, area: size, use, quarter: quarter.kind, depth });
		});
	});
	return { lots, streets };
}

/** Corners that hardly turn are left out where both sides have the same street before them. */
function simplifyParcel({ ring, margins }: Parcel): Parcel {
	const corners = simplifyRing(ring, 2.5);
	const kept = new Set(corners);
	const out: Parcel = { ring: [], margins: [] };
	ring.forEach((p, i) => {
		const before = margins[(i + ring.length - 1) % ring.length]!;
		if (kept.has(p) || before !== margins[i]) {
			out.ring.push(p);
			out.margins.push(margins[i]!);
		} else if (out.margins.length) {
			const last = out.margins.length - 1;
			out.margins[last] = Math.max(out.margins[last]!, margins[i]!);
		}
	});
	return out;
}

function divide(
	dice: Random,
	parcel: Parcel,
	target: number,
	level: number,
	kind: QuarterKind,
	streets: Line[],
	done: (part: Parcel) => void
): void {
	const area = signedArea(parcel.ring);
	if (area < target * 1.55 || level > 7) return done(parcel);
	const box = boxOf(parcel.ring);
	const street =
		area > (kind === 'old' || kind === 'town' ? 34_000 : 90_000) || (level === 0 && area > 30_000);
	const margin = street ? ROAD_CLASSES.residential.width / 2 + 2 : 1.2;
	for (let attempt = 0; attempt < 5; attempt++) {
		const share = dice.between(-0.13, 0.13);
		const turn = attempt < 3 ? box.turn : box.turn + Math.PI / 2;
		const length = attempt < 3 ? box.along : box.across;
		const at: Point = [
			box.centre[0] + Math.cos(turn) * length * share,
			box.centre[1] + Math.sin(turn) * length * share
		];
		const skew = dice.normal() * 0.02;
		const cut = split(parcel, at, turn + Math.PI / 2 + skew, margin);
		if (!cut) continue;
		if (street) streets.push(cut.cut);
		for (const part of cut.parts) divide(dice, part, target, level + 1, kind, streets, done);
		return;
	}
	done(parcel);
}

/** The middle of the ring's longest side: where a gate would be. */
export function gateOf(ring: Ring): Point {
	let best = 0;
	for (let i = 0; i < ring.length; i++)
		if (
			distance(ring[i]!, ring[(i + 1) % ring.length]!) >
			distance(ring[best]!, ring[(best + 1) % ring.length]!)
		)
			best = i;
	return mix(ring[best]!, ring[(best + 1) % ring.length]!, 0.5);
}
