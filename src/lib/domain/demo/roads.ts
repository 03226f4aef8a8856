/** Roads as they are kept: named, with bridges apart, and the small streets between lots. */
import type { DemoRoad } from './city-data.ts';
import type { NameMaker } from './names.ts';
import type { Network, Road } from './network.ts';
import { lineLength, type Line } from './plane.ts';
import type { Random } from './random.ts';
import { ROAD_CLASSES } from './road-classes.ts';
import type { Terrain } from './terrain.ts';

// In the country the same classes are narrower.
const COUNTRY_WIDTH: Record<string, number> = { trunk: 22, primary: 26, secondary: 12, tertiary: 7 };

export function makeRoads(
	dice: Random,
	network: Network,
	terrain: Terrain,
	names: NameMaker,
	streets: Line[]
): DemoRoad[] {
	const nameOf = new Map<number, string>();
	const roads: DemoRoad[] = [];
	const longest = new Map<number, number>();
	for (const { way, line } of network.roads) longest.set(way, (longest.get(way) ?? 0) + lineLength(line));
	for (const road of network.roads) {
		let name = nameOf.get(road.way) ?? null;
		// The village lanes have no names; everything longer has.
		if (!name && (road.urban || road.class !== 'tertiary')) {
			name = nameFor(dice, road, names, longest.get(road.way) ?? 0);
			nameOf.set(road.way, name);
		}
		const width = road.urban
			? ROAD_CLASSES[road.class].width
			: (COUNTRY_WIDTH[road.class] ?? ROAD_CLASSES[road.class].width);
		for (const { line, bridge } of withBridges(road.line, terrain))
			roads.push({ name, class: road.class, width, bridge, line });
	}
	for (const line of streets) {
		const long = lineLength(line) > 160;
		roads.push({
			name: long && dice.chance(0.6) ? `${names.road()}${dice.chance(0.5) ? '巷' : '支路'}` : null,
			class: 'residential',
			width: ROAD_CLASSES.residential.width,
			bridge: false,
			line
		});
	}
	return roads;
}

function nameFor(dice: Random, road: Road, names: NameMaker, metres: number): string {
	if (road.class === 'motorway') return '绕城快速路';
	if (!road.urban)
		return `${names.road()}${road.class === 'trunk' ? '公路' : road.class === 'primary' ? '大道' : '线'}`;
	if (road.class === 'primary') return `${names.road()}${metres > 4500 ? '大道' : '路'}`;
	return `${names.road()}${road.class === 'secondary' ? '路' : dice.pick(['街', '街', '路'])}`;
}

function withBridges(line: Line, terrain: Terrain): { line: Line; bridge: boolean }[] {
	const over = line.map((p) => {
		const wet = terrain.bank(p);
		return wet !== null && wet.metres < 4;
	});
	if (!over.includes(true)) return [{ line, bridge: false }];
	// From the last point on land to the first one on land again.
	const wet = line.map((_, i) => i > 0 && (over[i]! || over[i - 1]!));
	const out: { line: Line; bridge: boolean }[] = [];
	let from = 0;
	for (let i = 1; i < line.length; i++)
		if (i === line.length - 1 || wet[i + 1] !== wet[i]) {
			out.push({ line: line.slice(from, i + 1), bridge: wet[i]! });
			from = i;
		}
	return out;
}
