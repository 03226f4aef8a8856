/** Water and green of the open country: rivers as surfaces, lakes, ponds, streams, woods, the strips along the banks. */
import type { DemoGreen, DemoWater, DemoWaterway } from './city-data.ts';
import { contour } from './contour.ts';
import { Points } from './near.ts';
import { makeNoise } from './noise.ts';
import { isSimple, offsetLine, signedArea, type Line, type Point, type Ring } from './plane.ts';
import { spotOf } from './face-index.ts';
import type { NameMaker } from './names.ts';
import type { Random } from './random.ts';
import type { Settlements } from './settlements.ts';
import type { Terrain } from './terrain.ts';

export function makeWaters(
	dice: Random,
	terrain: Terrain,
	settlements: Settlements,
	names: NameMaker,
	roadNear: (p: Point, metres: number) => boolean
): { waters: DemoWater[]; waterways: DemoWaterway[] } {
	const waters: DemoWater[] = [];
	const waterways: DemoWaterway[] = [];
	terrain.rivers.forEach(({ line, widths, kind }) => {
		const name = `${names.place().slice(0, 1)}${kind === 'main' ? '河' : '溪'}`;
		for (const ring of band(
			line,
			(i) => widths[i]! / 2,
			(i) => -widths[i]! / 2,
			48
		))
			waters.push({ name, kind: 'river', shape: [ring] });
		waterways.push({
			name,
			kind: 'river',
			line: line.filter((_, i) => i % 3 === 0 || i === line.length - 1)
		});
	});
	for (const { kind, ring } of terrain.lakes)
		waters.push({
			name: `${names.place()}${kind === 'lake' ? '湖' : '水库'}`,
			kind: kind === 'pond' ? 'pond' : kind,
			shape: [ring]
		});
	// What ran through a town was put underground.
	for (const line of terrain.streams.filter((bed) => bed.every((p) => settlements.urban(p).depth < -0.06)))
		waterways.push({ name: null, kind: 'stream', line });
	// Fish ponds, two or three together, near villages on low ground.
	const taken = new Points<null>(200);
	for (const village of settlements.villages) {
		if (!dice.chance(0.3) || terrain.hill(...village.at) > 0.05) continue;
		const t = dice.between(0, 6.28);
		const d = village.radius * 1.9 + 150;
		for (let i = 0; i < dice.int(1, 3); i++) {
			const at: Point = [village.at[0] + Math.cos(t) * d + i * 105, village.at[1] + Math.sin(t) * d];
			const wet = terrain.bank(at);
			if (!terrain.inside(at) || (wet && wet.metres < 90) || roadNear(at, 75) || taken.any(at, 95)) continue;
			if (
				settlements.urban(at).depth > -0.12 ||
				settlements.villages.some((v) => Math.hypot(v.at[0] - at[0], v.at[1] - at[1]) < v.radius * 1.6 + 90)
			)
				continue;
			taken.add(at, null);
			waters.push({ name: null, kind: 'pond', shape: [pond(dice, at)] });
		}
	}
	return { waters, waterways };
}

function pond(dice: Random, [x, y]: Point): Ring {
	const [a, b, turn] = [dice.between(28, 46), dice.between(20, 34), dice.normal() * 0.2];
	return Array.from({ length: 14 }, (_, i): Point => {
		const t = (i / 14) * 2 * Math.PI;
		const k =
			(1 / Math.pow(Math.abs(Math.cos(t)) ** 4 + Math.abs(Math.sin(t)) ** 4, 0.25)) *
			dice.between(0.94, 1.05);
		const [u, v] = [a * k * Math.cos(t), b * k * Math.sin(t)];
		return [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)];
	});
}

/** The ground between two offsets of a line, in pieces of some points each that share their ends. */
export function band(
	line: Line,
	left: (i: number) => number,
	right: (i: number) => number,
	points: number
): Ring[] {
	const [a, b] = [offsetLine(line, left), offsetLine(line, right)];
	const rings: Ring[] = [];
	for (let i = 0; i < line.length - 1; i += points) {
		const end = Math.min(line.length, i + points + 1);
		const ring = [...b.slice(i, end), ...a.slice(i, end).reverse()];
		const sound = signedArea(ring) > 0 ? ring : [...ring].reverse();
		if (isSimple(sound)) rings.push(sound);
		else if (points > 2)
			rings.push(
				...band(
					line.slice(i, end),
					(j) => left(i + j),
					(j) => right(i + j),
					Math.ceil(points / 3)
				)
			);
	}
	return rings;
}

/** Woods on the hills, clear of towns, villages, roads and water. */
export function makeWoods(
	dice: Random,
	terrain: Terrain,
	settlements: Settlements,
	names: NameMaker,
	community: (p: Point) => string | null
): DemoGreen[] {
	const patch = makeNoise(dice.int(1, 1e9), 2300, 4);
	const villages = new Points<number>(800);
	for (const { at, radius } of settlements.villages) villages.add(at, radius);
	const height = (x: number, y: number): number => {
		const p: Point = [x, y];
		if (!terrain.inside(p)) return -1;
		const base = terrain.hill(x, y) * 1.4 + patch(x, y) * 0.34 - 0.36;
		if (base <= 0) return base;
		if (settlements.urban(p).depth > -0.35 || terrain.inLake(p)) return -0.2;
		const wet = terrain.bank(p);
		if (wet && wet.metres < 130) return -0.1;
		const village = villages.nearest(p, 700);
		return village && village.metres < village.of * 1.8 + 160 ? -0.1 : base;
	};
	const reach = 36_000 * terrain.k;
	return contour(height, [-reach, -reach, reach, reach], Math.max(110, 170 * terrain.k), 60_000).map(
		(shape): DemoGreen => {
			const at = spotOf(shape[0]!);
			return {
				name: signedArea(shape[0]!) > 4_000_000 ? `${names.place().slice(0, 1)}山林场` : null,
				kind: 'forest',
				grade: null,
				shape,
				at,
				community: community(at)
			};
		}
	);
}

/** Parks between the embankment's road and the water, in stretches. */
export function makeBankParks(
	terrain: Terrain,
	settlements: Settlements,
	community: (p: Point) => string | null
): DemoGreen[] {
	const { line, widths } = terrain.rivers[0]!;
	const greens: DemoGreen[] = [];
	for (const side of [1, -1])
		for (let i = 0; i + 9 < line.length; i += 9) {
			const piece = line.slice(i, i + 10);
			const { depth, quarter } = settlements.urban(piece[5]!);
			if (depth < -0.02 || quarter.kind === 'town') continue;
			const near = (j: number): number => side * (widths[i + j]! / 2 + 6);
			const far = (j: number): number => side * (widths[i + j]! / 2 + 54);
			for (const ring of band(piece, side > 0 ? far : near, side > 0 ? near : far, 12)) {
				const at = spotOf(ring);
				greens.push({
					name: '滨河绿道',
					kind: 'park',
					grade: '一级',
					shape: [ring],
					at,
					community: community(at)
				});
			}
		}
	return greens;
}

/** A park around each lake that lies in a town. */
export function makeLakeParks(
	terrain: Terrain,
	settlements: Settlements,
	waters: readonly DemoWater[],
	community: (p: Point) => string | null
): DemoGreen[] {
	return waters.flatMap(({ kind, name, shape: [shore] }): DemoGreen[] => {
		if (kind !== 'lake' || settlements.urban(spotOf(shore!)).depth < 0.1) return [];
		// The shore runs counter-clockwise: outside is on its right.
		const closed = [shore![shore!.length - 1]!, ...shore!, shore![0]!];
		const path = offsetLine(closed, -36).slice(1, -1);
		if (!isSimple(path)) return [];
		const at = path[0]!;
		return [
			{
				name: `${name}公园`,
				kind: 'park',
				grade: '一级',
				shape: [path, [...shore!].reverse()],
				at,
				community: community(at)
			}
		];
	});
}
