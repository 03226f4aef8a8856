/** Between the towns: roads from town to town and to every village, and the old lines between one village's land and the next. */
import { Points } from './near.ts';
import { makeNoise } from './noise.ts';
import { bounds, centroid, distance, insideRing, mix, resample, type Line, type Point } from './plane.ts';
import type { Random } from './random.ts';
import type { Settlements } from './settlements.ts';
import type { Terrain } from './terrain.ts';

export interface CountryRoads {
	/** From quarter to quarter, from middle to middle. */
	main: { line: Line; class: 'trunk' | 'primary' | 'secondary' }[];
	/** To the villages. */
	lanes: Line[];
}

export function makeCountryRoads(dice: Random, terrain: Terrain, settlements: Settlements): CountryRoads {
	const sway = makeNoise(dice.int(1, 1e9), 5200, 3);
	const bend = (from: Point, to: Point, strength: number): Line => {
		const length = distance(from, to);
		const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
		const n = Math.max(2, Math.round(length / 70));
		const line = Array.from({ length: n + 1 }, (_, i): Point => {
			const t = i / n;
			const p = mix(from, to, t);
			const off = sway(p[0], p[1]) * strength * length * Math.sin(Math.PI * t);
			return dry([p[0] - uy * off, p[1] + ux * off], terrain);
		});
		return smooth(line, 4);
	};
	const nodes = [...settlements.quarters, ...settlements.towns];
	const main: CountryRoads['main'] = [];
	for (let i = 0; i < nodes.length; i++)
		for (let j = Math.max(i + 1, settlements.quarters.length); j < nodes.length; j++) {
			const [a, b] = [nodes[i]!.centre, nodes[j]!.centre];
			const d = distance(a, b);
			// Relative neighbours (Toussaint 1980), a little relaxed, so that there are loops.
			const between = nodes.some(
				({ centre: c }) => c !== a && c !== b && Math.max(distance(a, c), distance(b, c)) < d * 0.94
			);
			if (!between)
				main.push({ line: bend(a, b, 0.14), class: i < settlements.quarters.length ? 'trunk' : 'secondary' });
		}
	// The quarters hang together, over the river too.
	for (const quarter of settlements.quarters.slice(1))
		main.push({ line: bend(settlements.quarters[0]!.centre, quarter.centre, 0.05), class: 'primary' });
	const [, east, south, industry, campus] = settlements.quarters;
	if (east && south && industry && campus)
		for (const [a, b] of [
			[east, south],
			[south, industry],
			[industry, campus]
		] as const)
			main.push({ line: bend(a.centre, b.centre, 0.09), class: 'primary' });
	// And out of the city, to its neighbours.
	for (const town of settlements.towns) {
		const out: Point = [town.centre[0] * 1.9, town.centre[1] * 1.9];
		if (
			!nodes.some(
				(n) => n !== town && Math.abs(turn(town.centre, n.centre)) < 0.3 && further(n.centre, town.centre)
			)
		)
			main.push({ line: bend(town.centre, out, 0.1), class: 'trunk' });
	}
	const known = new Points<null>(700);
	for (const { line } of main) for (const p of line) known.add(p, null);
	const lanes: Line[] = [];
	const waiting = new Set(settlements.villages);
	for (let reach = 700; waiting.size && reach < 9000; reach *= 1.25)
		for (const village of waiting) {
			const to = known.nearest(village.at, reach);
			if (!to) continue;
			waiting.delete(village);
			if (to.metres < 40) continue;
			const line = bend(to.p, village.at, 0.2);
			lanes.push(line);
			for (const p of line) known.add(p, null);
		}
	// Shortcuts between neighbours, so that a village is not always the end of the road.
	const { villages } = settlements;
	for (let i = 0; i < villages.length; i++) {
		const others = villages
			.filter((v, j) => j > i && distance(v.at, villages[i]!.at) < 2300)
			.sort((a, b) => distance(a.at, villages[i]!.at) - distance(b.at, villages[i]!.at));
		for (const other of others.slice(0, 2)) {
			const [a, b] = [villages[i]!.at, other.at];
			if (lanes.some((line) => joins(line, a, b)) || dice.chance(0.25)) continue;
			const middle = known.nearest(mix(a, b, 0.5), distance(a, b) * 0.22);
			if (!middle) {
				const line = bend(a, b, 0.16);
				lanes.push(line);
				for (const p of line) known.add(p, null);
			}
		}
	}
	return { main, lanes };
}

const turn = (a: Point, b: Point): number => {
	const d = Math.atan2(a[1], a[0]) - Math.atan2(b[1], b[0]);
	return Math.atan2(Math.sin(d), Math.cos(d));
};
const further = (a: Point, b: Point): boolean => Math.hypot(...a) > Math.hypot(...b);
const joins = (line: Line, a: Point, b: Point): boolean =>
	distance(line[0]!, a) + distance(line[line.length - 1]!, b) < 80 ||
	distance(line[0]!, b) + distance(line[line.length - 1]!, a) < 80;

/** Corners worn off, ends kept. */
function smooth(line: Line, rounds: number): Line {
	let out = line;
	for (let n = 0; n < rounds; n++)
		out = out.map((p, i): Point => {
			const [a, b] = [out[i - 1], out[i + 1]];
			return a && b ? [(a[0] + 2 * p[0] + b[0]) / 4, (a[1] + 2 * p[1] + b[1]) / 4] : p;
		});
	return out;
}

/** The point moved out of a lake, away from its middle. */
function dry(p: Point, terrain: Terrain): Point {
	for (const { ring } of terrain.lakes) {
		const middle = centroid(ring);
		if (distance(p, middle) > 3500) continue;
		let q = p;
		for (let n = 0; n < 60 && insideRing(mix(middle, q, 0.93), ring); n++) {
			const d = distance(middle, q) || 1;
			q = [q[0] + ((q[0] - middle[0]) / d) * 50, q[1] + ((q[1] - middle[1]) / d) * 50];
		}
		p = q;
	}
	return p;
}

/** A net of crooked lines over the whole ground: field edges, along which the borders of rural communities run. */
export function makeFieldLines(dice: Random, terrain: Terrain): Line[] {
	const side = 610;
	const noise = [makeNoise(dice.int(1, 1e9), 2600, 3), makeNoise(dice.int(1, 1e9), 2600, 3)] as const;
	const fine = [makeNoise(dice.int(1, 1e9), 420, 3), makeNoise(dice.int(1, 1e9), 420, 3)] as const;
	const warp = ([x, y]: Point): Point => [
		x + 420 * noise[0](x, y) + 70 * fine[0](x, y),
		y + 420 * noise[1](x, y) + 70 * fine[1](x, y)
	];
	const [w, s, e, n] = bounds(terrain.border);
	const lines: Line[] = [];
	const dx = side * 1.5;
	const dy = side * Math.sqrt(3);
	const corner = (i: number, j: number, which: 0 | 1): Point => [
		w + i * dx + (which ? side : 0),
		s + j * dy + (i % 2 ? dy / 2 : 0)
	];
	for (let i = -1; w + i * dx < e + 2 * side; i++)
		for (let j = -1; s + j * dy < n + 2 * dy; j++) {
			// The flat-topped honeycomb: each cell owns its top side and the two beside it.
			const [cx, cy] = corner(i, j, 0);
			const at = (angle: number): Point => [cx + side * Math.cos(angle), cy + side * Math.sin(angle)];
			const third = Math.PI / 3;
			for (const m of [0, 1, 2]) {
				const [a, b] = [at(m * third), at((m + 1) * third)];
				if (!terrain.inside(a) && !terrain.inside(b)) continue;
				lines.push(resample([a, b], 88).map(warp));
			}
		}
	return lines;
}
