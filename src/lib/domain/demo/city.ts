/**
 * A fictional Chinese city of about 2,000 km², made from a seed: the same seed, day and scale give the same city to the
 * last centimetre. The day moves its dates, not its ground.
 */
import { build, type Around, type Built } from './blocks.ts';
import { findChange } from './boundary-change.ts';
import type { DemoArea, DemonstrationCity, DemoRoad, Planted } from './city-data.ts';
import { addDays } from '../calendar/days.ts';
import { makeFacilities } from './facilities.ts';
import { makeGreeningDuties, makeTrees } from './greening.ts';
import { hotSpots } from './hot-spots.ts';
import { makeIncidents } from './incidents.ts';
import { makeLots } from './lots.ts';
import { NameMaker } from './names.ts';
import { NearestLine } from './near.ts';
import { makeNetwork } from './network.ts';
import { makeOrganisations } from './organisations.ts';
import { choosePlaces, plant } from './planting.ts';
import { distance, round2, type Point } from './plane.ts';
import { Random } from './random.ts';
import { ResponsibilityBook } from './responsibility-book.ts';
import { writeResponsibilities } from './responsibilities.ts';
import { makeRoads } from './roads.ts';
import { makeSettlements } from './settlements.ts';
import { makeTerrain } from './terrain.ts';
import { makeTree, type Tree } from './tree.ts';
import { makeBankParks, makeLakeParks, makeWaters, makeWoods } from './waters.ts';

export interface CityOrder {
	seed: number;
	/** YYYY-MM-DD: the day that "today" is. */
	today: string;
	/** Share of the full size, by area and by number; 1 unless a test wants a small one. */
	scale?: number;
}

/** The city's middle in the metric frame of 117°E (EPSG:4548), metres east and north; near 117.05°E 36.0°N. */
const MIDDLE: Point = [504_500, 3_985_500];
const POSITION: [number, number] = [117.05, 36];
/** What has just been made. */
export type Stage = 'land' | 'plans' | 'streets' | 'areas' | 'buildings' | 'people';

export function makeCity(order: CityOrder): DemonstrationCity {
	const stages = cityInStages(order);
	for (;;) {
		const step = stages.next();
		if (step.done) return step.value;
	}
}

/** The same in stages, so that whoever makes it can do something else in between. */
export function* cityInStages({ seed, today, scale = 1 }: CityOrder): Generator<Stage, DemonstrationCity> {
	const dice = new Random(seed);
	const since = addDays(today, -1826);
	const names = new NameMaker(dice.fork('names'));
	const terrain = makeTerrain(dice.fork('terrain'), scale);
	const settlements = makeSettlements(dice.fork('settlements'), terrain);
	yield 'land';
	const network = yield* makeNetwork(dice.fork('network'), terrain, settlements);
	yield 'streets';
	const tree = makeTree(dice.fork('tree'), terrain, settlements, network);
	const areas = nameAreas(tree, names);
	const community = (p: Point): string | null => areas[tree.at(p)]?.code ?? null;
	const byCode = new Map(areas.map((a) => [a.code, a]));
	const stem = (code: string): string => byCode.get(code)!.name.replace(/社区$|村$/, '');
	yield 'areas';

	const { lots, streets: lanes } = makeLots(dice.fork('lots'), network, terrain);
	const roads = makeRoads(dice.fork('roads'), network, terrain, names, lanes);
	const named = new NearestLine<string>(200);
	const country = new NearestLine<null>(200);
	for (const { name, line, class: of } of roads) {
		if (name && of !== 'motorway') named.add(line, name);
		country.add(line, null);
	}
	const around: Around = {
		dice: dice.fork('built'),
		terrain,
		settlements,
		names,
		community,
		stem,
		streets: named,
		roads: country
	};
	const built = build(around, lots);
	roads.push(...built.lanes);
	yield 'buildings';

	const roadNear = (p: Point, metres: number): boolean => country.nearest(p, metres) !== null;
	const { waters, waterways } = makeWaters(dice.fork('waters'), terrain, settlements, names, roadNear);
	const woods = makeWoods(dice.fork('woods'), terrain, settlements, names, community);
	const greens = [
		...built.greens,
		...makeBankParks(terrain, settlements, community),
		...makeLakeParks(terrain, settlements, waters, community),
		...woods
	];

	const managed = [...new Set(built.lots.filter((lot) => lot.managed).map((lot) => lot.community))].sort();
	const owners = built.lots
		.filter(({ managed: has, name, residents }) => has && name && residents > 900)
		.filter((_, i) => i % 3 === 0)
		.map(({ block, name, community: of }) => ({ block, name: name!, community: of }));
	const organisations = makeOrganisations(dice.fork('organisations'), names, areas, since, managed, owners);
	for (const lot of built.lots)
		if (lot.managed && lot.block >= 0)
			built.blocks[lot.block]!.manager = organisations.managerOf.get(lot.community)!;

	const changed = findChange(network, tree);
	const changedOn = addDays(today, -200);
	if (changed)
		for (const which of ['gave', 'got'] as const)
			areas[changed[which]]!.before = { shapes: changed.before[which], until: changedOn };
	const pair: [string, string] = changed ? [areas[changed.gave]!.code, areas[changed.got]!.code] : ['', ''];

	const book = new ResponsibilityBook(dice.fork('book'), today);
	const newQuarter = new Set(
		built.lots.filter(({ lot }) => lot.quarter === 'new').map((lot) => lot.community)
	);
	const plantingGround = {
		areas,
		lots: built.lots,
		managerOf: organisations.managerOf,
		newQuarter,
		except: new Set(pair),
		since
	};
	const { choice, reserved } = choosePlaces(plantingGround);
	const residents = countResidents(built);
	writeResponsibilities(
		book,
		dice.fork('responsibilities'),
		{ areas, managerOf: organisations.managerOf, newQuarter, residents, today, since },
		reserved
	);
	const planted = plant(book, plantingGround, choice);

	const busRoads = roads.filter(
		(road): road is DemoRoad & { name: string } =>
			road.name !== null && ['primary', 'secondary'].includes(road.class) && !road.bridge
	);
	const facilities = makeFacilities({
		dice: dice.fork('facilities'),
		built,
		stem,
		managerOf: organisations.managerOf,
		busRoads,
		streets: streetSeats(areas, tree, built),
		since,
		day: (before) => addDays(today, -before)
	});
	const trees = makeTrees(
		dice.fork('trees'),
		roads
			.filter(({ bridge, width, class: of }) => !bridge && width >= 26 && of !== 'motorway')
			.map((road) => ({ road, spacing: road.class === 'primary' ? 42 : 55 })),
		community,
		today
	);
	const duties = makeGreeningDuties(
		dice.fork('greening'),
		greens,
		trees,
		(green) => keeper(green, organisations.managerOf),
		today
	);
	const incidents = makeIncidents(
		dice.fork('incidents'),
		hotSpots(dice.fork('spots'), built, facilities, roads),
		Math.round(22_500 * scale),
		today
	);
	yield 'people';
	return inFrame({
		name: areas[0]!.name,
		position: POSITION,
		today,
		since,
		areas,
		change: { on: changedOn, street: pair[0].slice(0, 9), communities: pair },
		organisations: organisations.list,
		documents: book.documents,
		responsibilities: book.list,
		blocks: built.blocks,
		buildings: built.buildings,
		roads,
		waters,
		waterways,
		greens,
		trees,
		facilities,
		incidents,
		greeningDuties: duties,
		planted
	});
}

function nameAreas(tree: Tree, names: NameMaker): DemoArea[] {
	return tree.areas.map(({ level, code, parent, shapes, rural }): DemoArea => {
		const suffix =
			level === 'city'
				? '市'
				: level === 'district'
					? '区'
					: level === 'street'
						? rural
							? '镇'
							: '街道'
						: rural
							? '村'
							: '社区';
		return {
			code,
			level,
			parent: parent < 0 ? null : tree.areas[parent]!.code,
			name: names.place() + suffix,
			shapes
		};
	});
}

function countResidents({ buildings }: Built): Map<string, number> {
	const sums = new Map<string, number>();
	for (const { community, residents } of buildings)
		for (const code of [community.slice(0, 6), community.slice(0, 9), community])
			sums.set(code, (sums.get(code) ?? 0) + (residents ?? 0));
	return sums;
}

/** Where each street's office stands: its most central civic or commercial lot, or its largest village. */
function streetSeats(areas: DemoArea[], tree: Tree, { lots, villages }: Built) {
	return areas.flatMap((area, i) => {
		if (area.level !== 'street') return [];
		const { centre } = tree.areas[i]!;
		const near = (a: { at: Point }, b: { at: Point }): number =>
			distance(a.at, centre) - distance(b.at, centre);
		const own = lots.filter(
			({ community, lot }) =>
				community.startsWith(area.code) && ['civic', 'offices', 'shops'].includes(lot.use)
		);
		const at =
			own.sort(near)[0]?.at ??
			villages.filter(({ community }) => community.startsWith(area.code)).sort(near)[0]?.at ??
			centre;
		const town = area.name.endsWith('镇');
		return [{ code: area.code, name: area.name, stem: area.name.replace(/街道$|镇$/, ''), town, at }];
	});
}

function keeper(
	{ kind, community }: { kind: string; community: string | null },
	managerOf: Map<string, string>
): string | null {
	if (!community) return null;
	const district = community.slice(0, 6);
	if (kind === 'forest') return `${district}-garden`;
	if (kind === 'park') return `${district}-greening-a`;
	if (kind === 'garden') return `${district}-greening-b`;
	return kind === 'compound_green' ? (managerOf.get(community) ?? null) : null;
}

/** Everything moved from the city's own middle to its place in the metric frame, to the centimetre. */
function inFrame(city: DemonstrationCity): DemonstrationCity {
	const at = (p: Point): Point => [round2(p[0] + MIDDLE[0]), round2(p[1] + MIDDLE[1])];
	const all = (points: Point[]): Point[] => points.map(at);
	const shape = (rings: Point[][]): Point[][] => rings.map(all);
	return {
		...city,
		areas: city.areas.map((a) => ({
			...a,
			shapes: a.shapes.map(shape),
			before: a.before && { ...a.before, shapes: a.before.shapes.map(shape) }
		})),
		responsibilities: city.responsibilities.map((r) => ({
			...r,
			grounds: r.grounds.map((g) => (g.kind === 'polygon' ? { ...g, shapes: g.shapes.map(shape) } : g))
		})),
		blocks: city.blocks.map((b) => ({ ...b, ring: all(b.ring) })),
		buildings: city.buildings.map((b) => ({ ...b, ring: all(b.ring), at: at(b.at) })),
		roads: city.roads.map((r) => ({ ...r, line: all(r.line) })),
		waters: city.waters.map((w) => ({ ...w, shape: shape(w.shape) })),
		waterways: city.waterways.map((w) => ({ ...w, line: all(w.line) })),
		greens: city.greens.map((g) => ({ ...g, shape: shape(g.shape), at: at(g.at) })),
		trees: city.trees.map((t) => ({ ...t, at: at(t.at) })),
		facilities: city.facilities.map((f) => ({ ...f, at: at(f.at) })),
		incidents: city.incidents.map((i) => ({ ...i, at: at(i.at) })),
		planted: city.planted.map((p): Planted => ({ ...p, at: at(p.at) }))
	};
}
