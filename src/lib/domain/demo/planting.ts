/** What is wrong on purpose, each thing of a kind and at a place that tests can ask for by name and square metre. */
import type { BuiltLot } from './blocks.ts';
import type { DemoArea, Planted } from './city-data.ts';
import { insideShape, type Point, type Ring, type Shape } from './plane.ts';
import type { ResponsibilityBook } from './responsibility-book.ts';
import { area } from './responsibility-book.ts';

export const PLANTED_GAP_M2 = 1240;
export const PLANTED_OVERLAP_M2 = 310;

export interface PlantingGround {
	areas: readonly DemoArea[];
	lots: readonly BuiltLot[];
	managerOf: Map<string, string>;
	newQuarter: ReadonlySet<string>;
	/** Communities to leave alone. */
	except: ReadonlySet<string>;
	since: string;
}

interface Choice {
	/** Never handed over: greening led by the committee but for one court. */
	court: BuiltLot;
	/** Two lighting contracts on one strip. */
	strip: BuiltLot;
	/** Squad and committee both lead the looks of the streets. */
	both: BuiltLot;
	/** Nobody runs the public halls. */
	nobody: BuiltLot;
	/** Only territory answers for them. */
	territory: BuiltLot;
	/** Handed down to the committee with no post and no money. */
	unpaid: BuiltLot;
}

/** Chooses the places; the duties named for their communities are then planted here and nowhere else. */
export function choosePlaces(ground: PlantingGround): { choice: Choice; reserved: Map<string, Set<string>> } {
	const used = new Set(ground.except);
	const reserved = new Map<string, Set<string>>();
	const take = (duty: string, fits: (lot: BuiltLot) => boolean, wanted: number): BuiltLot => {
		const best = ground.lots
			.filter((lot) => lot.residents > 0 && !used.has(lot.community))
			.map((lot) => ({ lot, off: Math.abs(lot.lot.area - wanted) / wanted + (fits(lot) ? 0 : 10) }))
			.sort((a, b) => a.off - b.off)[0]!.lot;
		used.add(best.community);
		reserved.set(best.community, new Set([duty]));
		return best;
	};
	const old = (lot: BuiltLot): boolean => lot.lot.quarter === 'old' && lot.lot.depth > 0.3;
	const street = (lot: BuiltLot): string => lot.community.slice(0, 9);
	const court = take('greening', (lot) => old(lot) && lot.lot.use === 'walkup', 9_600);
	const strip = take('lighting', (lot) => old(lot) && lot.managed && street(lot) !== street(court), 9_800);
	const both = take('appearance', (lot) => lot.lot.quarter === 'south', 10_000);
	const unpaid = take('appearance', (lot) => lot.lot.quarter === 'south', 10_000);
	const nobody = take('public_facilities', (lot) => ground.newQuarter.has(lot.community), 12_000);
	const territory = take('public_facilities', (lot) => ground.newQuarter.has(lot.community), 12_000);
	return { choice: { court, strip, both, nobody, territory, unpaid }, reserved };
}

export function plant(
	book: ResponsibilityBook,
	ground: PlantingGround,
	{ court, strip, both, nobody, territory, unpaid }: Choice
): Planted[] {
	const name = (code: string): string => ground.areas.find((a) => a.code === code)!.name;
	const paper = (lot: BuiltLot, title: string, daysAgo: number): string => {
		const street = name(lot.community.slice(0, 9));
		return book.document(`${street.replace(/街道$|镇$/, '')}街办`, `${street}办事处`, title, daysAgo);
	};
	const planted: Planted[] = [];
	const note = (
		what: string,
		duty: string,
		state: Planted['state'],
		lot: BuiltLot,
		squareMetres: number | null,
		organisations: string[]
	): void => {
		planted.push({
			what,
			duty,
			state,
			at: whole(lot.at),
			community: lot.community,
			squareMetres,
			organisations
		});
	};

	// A court of 40 by 31 metres that the handing-over forgot.
	const handing = paper(court, '关于老旧小区绿地移交社区管养的通知', 420);
	const hole = rectangle(whole(court.at), 40, 31);
	book.add(
		`${court.community}-committee`,
		'greening',
		'lead',
		handing,
		[{ kind: 'polygon', shapes: without(ground, court.community, hole) }],
		{ from: book.issuedOn(handing) },
		{ staff: 1, yuan: 20_000 }
	);
	note('court', 'greening', 'gap', court, PLANTED_GAP_M2, [`${court.community}-committee`]);

	// A strip of 31 by 10 metres lit twice: by the city and by the property manager.
	const lamps = paper(strip, '关于小区周边照明设施由物业代管的通知', 260);
	const manager = ground.managerOf.get(strip.community) ?? 'city-lighting-b';
	book.add(
		manager,
		'lighting',
		'lead',
		lamps,
		[{ kind: 'polygon', shapes: [[rectangle(whole(strip.at), 31, 10)]] }],
		{ from: book.issuedOn(lamps) },
		{ staff: 0, yuan: 0 }
	);
	note('strip', 'lighting', 'overlap', strip, PLANTED_OVERLAP_M2, ['city-lighting-a', manager]);

	// The squad's list and the list handed down to the committee, both in force.
	const squad = `${both.community.slice(0, 9)}-squad`;
	const first = paper(both, '关于街面秩序管理职责的通知', 900);
	const second = paper(both, '关于市容管理事项下沉社区的通知', 200);
	book.add(
		squad,
		'appearance',
		'lead',
		first,
		[area(both.community)],
		{ from: book.issuedOn(first) },
		{ staff: 2, yuan: 80_000, authority: '行政处罚' }
	);
	book.add(
		`${both.community}-committee`,
		'appearance',
		'lead',
		second,
		[area(both.community)],
		{ from: book.issuedOn(second) },
		{ staff: 0, yuan: 0, authority: '巡查、劝导' }
	);
	note('both', 'appearance', 'overlap', both, null, [squad, `${both.community}-committee`]);

	const down = paper(unpaid, '关于市容管理事项下沉社区的通知', 200);
	book.add(
		`${unpaid.community}-committee`,
		'appearance',
		'lead',
		down,
		[area(unpaid.community)],
		{ from: book.issuedOn(down) },
		{ staff: 0, yuan: 0, authority: '巡查、劝导' }
	);

	note('nobody', 'public_facilities', 'gap', nobody, null, []);

	const office = `${territory.community.slice(0, 9)}-office`;
	book.add(office, 'public_facilities', 'fallback', null, [area(territory.community)], {
		from: ground.since
	});
	note('territory', 'public_facilities', 'fallback', territory, null, [office]);
	return planted;
}

const whole = ([x, y]: Point): Point => [Math.round(x), Math.round(y)];

/** Whole metres, so that its area is exact. */
function rectangle([x, y]: Point, width: number, height: number): Ring {
	const [w, s] = [x - Math.floor(width / 2), y - Math.floor(height / 2)];
	return [
		[w, s],
		[w + width, s],
		[w + width, s + height],
		[w, s + height]
	];
}

function without(ground: PlantingGround, community: string, hole: Ring): Shape[] {
	const { shapes } = ground.areas.find((a) => a.code === community)!;
	return shapes.map((shape) => (insideShape(hole[0]!, shape) ? [...shape, [...hole].reverse()] : shape));
}
