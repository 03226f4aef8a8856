/**
 * The ground before people came: the border of the city, hills, the river with its tributaries, streams and lakes.
 * Metres about the city's middle, x east, y north.
 */
import { makeNoise, type Noise } from './noise.ts';
import { NearestLine } from './near.ts';
import {
	along,
	distance,
	insideTest,
	lineLength,
	signedArea,
	type Line,
	type Point,
	type Ring
} from './plane.ts';
import type { Random } from './random.ts';

export interface River {
	kind: 'main' | 'tributary';
	line: Line;
	/** Width of the water at each point of the line, metres. */
	widths: number[];
}

export interface Lake {
	kind: 'lake' | 'reservoir' | 'pond';
	ring: Ring;
}

export interface Terrain {
	/** 1 at full size; lengths of the large shapes go with it, widths of roads and houses do not. */
	k: number;
	border: Ring;
	rivers: River[];
	streams: Line[];
	lakes: Lake[];
	/** Height in a unit of its own: above 0.35 hills. */
	hill: Noise;
	inside(p: Point): boolean;
	/** In a lake? */
	inLake(p: Point): boolean;
	/** Metres to the nearest bank of a river (negative in the water), up to 1,500; and the way the water runs. */
	bank(p: Point): { metres: number; heading: number; main: boolean } | null;
}

const FULL_AREA = 2_000_000_000;

export function makeTerrain(dice: Random, scale: number): Terrain {
	const k = Math.sqrt(scale);
	const border = makeBorder(dice.fork('border'), scale);
	const rough = makeNoise(dice.fork('hill').int(1, 1e9), 9000 * k, 5);
	const hill: Noise = (x, y) => {
		const north = (y - 0.55 * x) / (24_000 * k);
		const south = (-y - 0.25 * x) / (24_000 * k);
		return rough(x, y) * 0.5 + Math.max(0, north - 0.32) * 1.1 + Math.max(0, south - 0.5) * 0.9 - 0.08;
	};
	const inside = insideTest(border);
	const rivers = makeRivers(dice.fork('rivers'), k, inside);
	const near = new NearestLine<{ width: number; main: boolean }>(500);
	for (const { line, widths, kind } of rivers)
		for (let i = 1; i < line.length; i++)
			near.addSegment(line[i - 1]!, line[i]!, { width: widths[i]!, main: kind === 'main' });
	const bank: Terrain['bank'] = (p) => {
		const found = near.nearest(p, 1500);
		return (
			found && { metres: found.metres - found.of.width / 2, heading: found.heading, main: found.of.main }
		);
	};
	const lakes = makeLakes(dice.fork('lakes'), k);
	const tests = lakes.map(({ ring }) => insideTest(ring));
	const inLake = (p: Point): boolean => tests.some((test) => test(p));
	const streams = makeStreams(dice.fork('streams'), k, { hill, bank, inside, inLake, rivers });
	return { k, border, rivers, streams, lakes, hill, inside, inLake, bank };
}

function makeBorder(dice: Random, scale: number): Ring {
	const noise = makeNoise(dice.int(1, 1e9), 1.1, 5);
	const ring: Ring = [];
	for (let i = 0; i < 900; i++) {
		const t = (i / 900) * 2 * Math.PI;
		const r =
			1 +
			0.24 * noise(Math.cos(t) * 1.7 + 7, Math.sin(t) * 1.7) +
			0.05 * noise(Math.cos(t) * 9 + 40, Math.sin(t) * 9) +
			0.02 * noise(Math.cos(t) * 31 + 90, Math.sin(t) * 31);
		ring.push([Math.cos(t) * 1.16 * r, Math.sin(t) * 0.9 * r]);
	}
	const factor = Math.sqrt((FULL_AREA * scale) / Math.abs(signedArea(ring)));
	return ring.map(([x, y]) => [x * factor, y * factor]);
}

function makeRivers(dice: Random, k: number, inside: (p: Point) => boolean): River[] {
	const at = (points: [number, number][]): Line => points.map(([x, y]) => [x * 1000 * k, y * 1000 * k]);
	const source = meander(
		dice,
		at([
			[-44, 9],
			[-20, 4],
			[-11, -0.5],
			[-5, -2.6],
			[0, -1.6],
			[5, -2.4],
			[11, -4.2],
			[20, -3],
			[44, -9]
		]),
		{
			wave: 8200 * k,
			swing: (p) => 0.52 + 0.43 * Math.min(1, Math.max(0, Math.hypot(p[0], p[1]) / (5000 * k) - 1.4))
		}
	);
	const main = longestInside(source, inside);
	const tributaries = [
		at([
			[5, 26],
			[3.6, 14],
			[5.6, 7],
			[5.4, 2],
			[5.2, -2.3]
		]),
		at([
			[-22, -20],
			[-16, -12],
			[-11.5, -6],
			[-8.5, -1.8]
		]),
		at([
			[25, 15],
			[18, 8],
			[15.5, 2],
			[14.5, -3.9]
		]),
		at([
			[-24, 17],
			[-17, 11],
			[-14.5, 6],
			[-13, 1]
		]),
		at([
			[13, -22],
			[14, -14],
			[10, -8],
			[10.5, -4]
		])
	].map((way) => {
		const line = meander(dice, way, { wave: 3600 * k, swing: () => 0.7 });
		const meets = line.findIndex((p) => main.some((q) => distance(p, q) < 110));
		const kept = longestInside(meets < 0 ? line : line.slice(0, meets + 1), inside);
		const last = kept[kept.length - 1]!;
		// The mouth lies on the main river's line, so that the two waters join.
		const mouth = main.reduce((best, q) => (distance(q, last) < distance(best, last) ? q : best), main[0]!);
		return distance(mouth, last) < 3000 * k ? [...kept, mouth] : kept;
	});
	const wave = dice.between(0, 6);
	const rivers: River[] = [
		{
			kind: 'main',
			line: main,
			widths: main.map((_, i) => 130 + 150 * (i / main.length) + 34 * Math.sin(i / 23 + wave))
		}
	];
	for (const line of tributaries)
		if (line.length > 10)
			rivers.push({
				kind: 'tributary',
				line,
				widths: line.map((_, i) => 16 + 34 * (i / line.length) + 4 * Math.sin(i / 9 + wave))
			});
	return rivers;
}

/** The longest stretch of a line that does not leave the city. */
function longestInside(line: Line, inside: (p: Point) => boolean): Line {
	let best: Line = [];
	let run: Line = [];
	for (const p of line) {
		if (inside(p)) run.push(p);
		else run = [];
		if (run.length > best.length) best = run;
	}
	return best;
}

/** A line that swings about a way like a river does (sine-generated curve, Langbein and Leopold 1966). */
function meander(
	dice: Random,
	way: Line,
	{ wave, swing }: { wave: number; swing: (p: Point) => number }
): Line {
	const STEP = 45;
	const total = lineLength(way);
	const noise = makeNoise(dice.int(1, 1e9), wave * 1.7, 2);
	let [x, y] = way[0]!;
	let phase = dice.between(0, 6.28);
	const line: Line = [[x, y]];
	for (let done = 0; done < total && distance([x, y], way[way.length - 1]!) > wave * 0.12;) {
		const ahead = along(way, Math.min(total, done + wave * 0.35)).at;
		const straight = Math.atan2(ahead[1] - y, ahead[0] - x);
		const heading = straight + swing([x, y]) * Math.sin(phase) * (1 + 0.5 * noise(x, y));
		x += Math.cos(heading) * STEP;
		y += Math.sin(heading) * STEP;
		phase += ((2 * Math.PI * STEP) / wave) * (1 + 0.45 * noise(y, x));
		line.push([x, y]);
		// Progress along the way: as far as the point got in the way's own direction.
		done += STEP * Math.max(0.25, Math.cos(heading - along(way, done).heading));
	}
	return line;
}

function blob(dice: Random, at: Point, rx: number, ry: number, turn: number, points: number): Ring {
	const noise = makeNoise(dice.int(1, 1e9), 1.1, 3);
	return Array.from({ length: points }, (_, i): Point => {
		const t = (i / points) * 2 * Math.PI;
		const r = 1 + 0.3 * noise(Math.cos(t) + 3, Math.sin(t));
		const [u, v] = [Math.cos(t) * rx * r, Math.sin(t) * ry * r];
		return [at[0] + u * Math.cos(turn) - v * Math.sin(turn), at[1] + u * Math.sin(turn) + v * Math.cos(turn)];
	});
}

function makeLakes(dice: Random, k: number): Lake[] {
	const lake = (x: number, y: number, rx: number, ry: number, turn: number, kind: Lake['kind']): Lake => ({
		kind,
		ring: blob(dice, [x * 1000 * k, y * 1000 * k], rx * k, ry * k, turn, 64)
	});
	return [
		lake(9.4, 2.4, 1050, 620, 0.5, 'lake'),
		lake(-1.5, 2.7, 330, 210, 1.1, 'lake'),
		lake(-13.5, 15.2, 1500, 520, 0.7, 'reservoir'),
		lake(7.5, 17.6, 900, 420, 2.3, 'reservoir'),
		lake(-4.5, -18.2, 1100, 450, 0.2, 'reservoir'),
		lake(16.2, -8.6, 1300, 780, 2.8, 'lake')
	];
}

function makeStreams(
	dice: Random,
	k: number,
	ground: Pick<Terrain, 'hill' | 'bank' | 'inside' | 'inLake' | 'rivers'>
): Line[] {
	const streams: Line[] = [];
	const beds = new NearestLine<null>(300);
	const waters = ground.rivers.flatMap(({ line }) => line.filter((_, i) => i % 6 === 0));
	for (let tries = 0; tries < 900 && streams.length < 46 * k * k + 4; tries++) {
		const from: Point = [dice.between(-30, 30) * 1000 * k, dice.between(-26, 26) * 1000 * k];
		if (!ground.inside(from) || ground.hill(...from) < 0.2 || ground.bank(from)) continue;
		if (streams.some((line) => distance(line[0]!, from) < 1800 * k)) continue;
		const to = waters.reduce((best, q) => (distance(q, from) < distance(best, from) ? q : best), waters[0]!);
		if (distance(from, to) < 1800 * k || distance(from, to) > 14_000 * k) continue;
		const line: Line = [];
		for (const p of meander(dice, [from, to], { wave: 1900 * k, swing: () => 0.75 })) {
			if (!ground.inside(p)) break;
			const wet = ground.bank(p);
			line.push(p);
			// Two that meet run on as one.
			if (beds.nearest(p, 46)) break;
			if ((wet && wet.metres < 0) || ground.inLake(p)) break;
		}
		// None through the old town: what ran there was put underground long ago.
		if (line.some((p) => Math.hypot(p[0], p[1]) < 6800 * k)) continue;
		if (line.length <= 20) continue;
		streams.push(line.filter((_, i) => i % 2 === 0 || i === line.length - 1));
		beds.add(line, null);
	}
	return streams;
}
