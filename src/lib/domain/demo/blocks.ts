/** Blocks and the buildings on them, with who lives there: towns first, then villages. */
import type { DemoBlock, DemoBuilding, DemoGreen, DemoRoad } from './city-data.ts';
import { layOut, type Footprint } from './building-rows.ts';
import { spotOf } from './face-index.ts';
import type { Lot, LotUse } from './lots.ts';
import type { NameMaker } from './names.ts';
import type { NearestLine } from './near.ts';
import { people, profileOf, type AgeProfile } from './people.ts';
import type { Point } from './plane.ts';
import type { Random } from './random.ts';
import type { Settlements } from './settlements.ts';
import type { Terrain } from './terrain.ts';
import { buildVillage } from './villages.ts';

/** A lot once it is built on. */
export interface BuiltLot {
	lot: Lot;
	/** Place in the list of blocks; -1 for parks and waste land. */
	block: number;
	community: string;
	name: string | null;
	managed: boolean;
	at: Point;
	/** Places of its buildings in the list. */
	buildings: number[];
	residents: number;
}

export interface BuiltVillage {
	name: string;
	at: Point;
	radius: number;
	community: string;
	block: number;
	buildings: number[];
	residents: number;
}

export interface Built {
	blocks: DemoBlock[];
	buildings: DemoBuilding[];
	greens: DemoGreen[];
	lanes: DemoRoad[];
	lots: BuiltLot[];
	villages: BuiltVillage[];
}

const KIND: Partial<Record<LotUse, DemoBlock['kind']>> = {
	lanes: 'residential',
	walkup: 'residential',
	midrise: 'residential',
	towers: 'residential',
	shops: 'commercial',
	mall: 'commercial',
	market: 'commercial',
	offices: 'commercial',
	works: 'industrial',
	school: 'public',
	hospital: 'public',
	civic: 'public',
	station: 'public'
};
/** How likely a block has a property manager. */
const MANAGED: Partial<Record<LotUse, number>> = {
	walkup: 0.5,
	midrise: 0.92,
	towers: 0.96,
	mall: 0.9,
	offices: 0.9
};
const STOREY: Record<DemoBuilding['use'], number> = {
	residential: 3,
	commercial: 4.2,
	industrial: 7.5,
	public: 3.8,
	agricultural: 3.4
};

export interface Around {
	dice: Random;
	terrain: Terrain;
	settlements: Settlements;
	names: NameMaker;
	/** Code of the community that holds a point. */
	community(p: Point): string | null;
	/** Name of the community, without its suffix. */
	stem(code: string): string;
	/** Named streets, by place. */
	streets: NearestLine<string>;
	/** All country roads, by place. */
	roads: NearestLine<null>;
}

export function build(around: Around, lots: readonly Lot[]): Built {
	const built: Built = { blocks: [], buildings: [], greens: [], lanes: [], lots: [], villages: [] };
	for (const lot of lots) buildLot(around, built, lot);
	buildVillages(around, built);
	return built;
}

function buildLot(around: Around, built: Built, lot: Lot): void {
	const { dice, names } = around;
	const at = spotOf(lot.ring);
	const community = around.community(at);
	if (!community) return;
	const own = dice.fork(`lot-${lot.id}`);
	if (lot.use === 'park' || lot.use === 'waste') {
		const park = lot.use === 'park';
		const name = park && lot.area > 6000 ? `${names.place()}公园` : null;
		built.greens.push({
			name,
			kind: park ? (lot.area > 6000 ? 'park' : 'garden') : 'grass',
			grade: park ? (lot.depth > 0.5 ? '一级' : '二级') : '三级',
			shape: [lot.ring],
			at,
			community
		});
		built.lots.push({ lot, block: -1, community, name, managed: false, at, buildings: [], residents: 0 });
		return;
	}
	const kind = KIND[lot.use]!;
	const managed = own.chance((MANAGED[lot.use] ?? 0) * (lot.quarter === 'town' ? 0.6 : 1));
	const road =
		(around.streets.nearest(at, 140) ?? around.streets.nearest(at, 600))?.of ?? `${around.stem(community)}街`;
	const name =
		kind === 'residential'
			? lot.use === 'lanes'
				? null
				: names.compound(lot.use === 'walkup' && lot.quarter !== 'new')
			: null;
	const block = built.blocks.length;
	built.blocks.push({ name, kind, manager: null, ring: lot.ring, community });
	const { buildings, court } = layOut(own, lot);
	const here: BuiltLot = { lot, block, community, name, managed, at, buildings: [], residents: 0 };
	const profile = profileOf(lot.quarter, lot.use, lot.depth);
	const number = own.int(1, 180) * 2;
	buildings.forEach((footprint, n) => {
		const address = name ? `${name}${n + 1}号楼` : `${road}${number + n * 2}号`;
		const building = finish(own, footprint, profile, block, community, address, name ? `${n + 1}号楼` : null);
		here.buildings.push(built.buildings.length);
		here.residents += building.residents ?? 0;
		built.buildings.push(building);
	});
	if (court)
		built.greens.push({
			name: lot.use === 'school' ? '运动场' : name ? `${name}中心绿地` : null,
			kind: lot.use === 'school' ? 'grass' : 'compound_green',
			grade: managed && lot.use === 'towers' ? '二级' : '三级',
			shape: [court],
			at: spotOf(court),
			community
		});
	built.lots.push(here);
}

function finish(
	dice: Random,
	footprint: Footprint,
	profile: AgeProfile,
	block: number | null,
	community: string,
	address: string,
	name: string | null
): DemoBuilding {
	const { ring, at, use, floors } = footprint;
	const height = Math.round((floors * STOREY[use] + dice.between(0.4, 1.6)) * 10) / 10;
	const who = footprint.households
		? people(dice, footprint.households, profile)
		: { households: 0, residents: 0, ages: [0, 0, 0, 0, 0, 0, 0, 0] };
	return { ring, name, address, use, floors, height, ...who, block, at, community };
}

function buildVillages(around: Around, built: Built): void {
	const { dice, terrain, settlements } = around;
	const near = (p: Point, metres: number): boolean => around.roads.nearest(p, metres) !== null;
	const given = new Map<string, number>();
	const SIDES = ['', '上', '下', '东', '西', '前', '后', '南', '北', '新', '老'];
	settlements.villages.forEach((village, v) => {
		const community = around.community(village.at);
		if (!community) return;
		const own = dice.fork(`village-${v}`);
		const nth = given.get(community) ?? 0;
		given.set(community, nth + 1);
		const name = `${SIDES[nth % SIDES.length]}${around.stem(community)}`;
		const ground = buildVillage(own, village, terrain, near);
		if (!ground.buildings.length) return;
		const block = built.blocks.length;
		built.blocks.push({ name, kind: 'village', manager: null, ring: ground.edge, community });
		const here: BuiltVillage = {
			name,
			at: village.at,
			radius: village.radius,
			community,
			block,
			buildings: [],
			residents: 0
		};
		ground.buildings.forEach((footprint, n) => {
			const farm = footprint.use === 'agricultural';
			const building = finish(
				own,
				footprint,
				'village',
				farm ? null : block,
				community,
				`${name}${n + 1}号`,
				null
			);
			here.buildings.push(built.buildings.length);
			here.residents += building.residents ?? 0;
			built.buildings.push(building);
		});
		for (const line of ground.lanes)
			built.lanes.push({ name: null, class: 'residential', width: 4.5, bridge: false, line });
		built.villages.push(here);
	});
}
