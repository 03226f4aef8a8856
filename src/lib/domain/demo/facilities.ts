/**
 * Facilities of every type in the catalogue, sited as a town's history left them: the new quarter lacks kindergartens,
 * the old town day care for its old people, the country most of what is counted by walking minutes.
 */
import type { DemoFacility } from './city-data.ts';
import type { Built, BuiltLot } from './blocks.ts';
import type { LotUse } from './lots.ts';
import { SITINGS } from './facility-siting.ts';
import { ALWAYS, HOMES, type Siting } from './siting.ts';
import { Points } from './near.ts';
import { along, lineLength, type Line, type Point } from './plane.ts';
import type { Random } from './random.ts';

export interface Places {
	dice: Random;
	built: Built;
	/** Name of the community without its suffix. */
	stem(code: string): string;
	managerOf: Map<string, string>;
	/** Named roads that buses run on. */
	busRoads: { name: string; line: Line }[];
	/** For each street: its code, name without suffix, and a civic place in it. */
	streets: { code: string; name: string; stem: string; town: boolean; at: Point }[];
	since: string;
	/** Days before today that one opened or closed. */
	day(before: number): string;
}

export function makeFacilities(places: Places): DemoFacility[] {
	const { dice, built } = places;
	const list: DemoFacility[] = [];
	for (const siting of SITINGS) {
		const own = dice.fork(siting.type);
		const taken = new Points<null>(Math.max(300, siting.apart));
		const numbers = new Map<string, number>();
		for (const place of own.shuffle(built.lots)) {
			if (siting.hosts === 'homes' ? !isHome(place.lot.use) : !siting.hosts.includes(place.lot.use)) continue;
			if (place.residents < (siting.residents ?? 0) || (siting.by === 'manager' && !place.managed)) continue;
			if (taken.any(place.at, siting.apart)) continue;
			const { quarter, depth } = place.lot;
			const likely =
				(quarter === 'old' && depth > 0.6 ? siting.chance.heart : undefined) ??
				siting.chance[quarter] ??
				siting.chance.otherwise;
			// A place passed over stays empty: it is a lack, not a slot for the neighbour.
			taken.add(place.at, null);
			if (!own.chance(likely)) continue;
			list.push(facilityAt(places, own, siting, place, numbers));
		}
		for (const village of built.villages)
			if (siting.village && own.chance(siting.village))
				list.push({
					...common(places, own, siting, village.community),
					name: `${village.name}${siting.name.replace('社区', '村').replace('服务站', '服务点')}`,
					address: village.name,
					at: [village.at[0] + own.between(-14, 14), village.at[1] + own.between(-14, 14)]
				});
	}
	return [...list, ...officialPlaces(places), ...busStops(places)];
}

const isHome = (use: LotUse): boolean => (HOMES as readonly LotUse[]).includes(use);

function common(
	places: Places,
	dice: Random,
	siting: Siting,
	community: string
): Omit<DemoFacility, 'name' | 'address' | 'at'> {
	const street = community.slice(0, -3);
	const by = {
		committee: `${community}-committee`,
		office_social_affairs: `${street}-office_social_affairs`,
		centre_community_service: `${street}-centre_community_service`,
		office: `${street}-office`,
		police: `${street}-police`,
		sanitation: `${street.slice(0, 6)}-sanitation`,
		manager: places.managerOf.get(community) ?? null
	};
	const closed = dice.chance(0.012);
	return {
		type: siting.type,
		phone: null,
		capacity: siting.capacity ? Math.round(dice.between(...siting.capacity) / 5) * 5 : null,
		hours: siting.hours ?? null,
		organisation: siting.by ? by[siting.by] : null,
		from: dice.chance(0.12) ? places.day(dice.int(40, 900)) : places.since,
		to: closed ? places.day(dice.int(2, 30)) : null
	};
}

function facilityAt(
	places: Places,
	dice: Random,
	siting: Siting,
	place: BuiltLot,
	numbers: Map<string, number>
): DemoFacility {
	const stem =
		place.lot.use === 'park' && place.name ? place.name.replace(/公园$/, '') : places.stem(place.community);
	const nth = (numbers.get(stem) ?? 0) + 1;
	numbers.set(stem, nth);
	const inside = place.buildings.length ? places.built.buildings[dice.pick(place.buildings)] : undefined;
	const at = inside && place.lot.use !== 'park' ? inside.at : place.at;
	return {
		...common(places, dice, siting, place.community),
		name: `${stem}${nth > 1 ? `第${['', '', '二', '三', '四', '五', '六', '七', '八', '九'][nth] ?? nth}` : ''}${siting.name}`,
		address: inside?.address ?? place.name,
		at
	};
}

/** One of each for every street: its office, its service centre, its police station. */
function officialPlaces({ streets, since }: Places): DemoFacility[] {
	return streets.flatMap(({ code, name, stem, town, at }) =>
		(
			[
				['subdistrict_office', `${name}${town ? '人民政府' : '办事处'}`, `${code}-office`, 0],
				['community_service_centre', `${name}社区服务中心`, `${code}-centre_community_service`, 60],
				['police_station', `${stem}派出所`, `${code}-police`, -70]
			] as const
		).map(([type, label, organisation, off]) => ({
			type,
			name: label,
			address: null,
			phone: null,
			capacity: null,
			hours: type === 'police_station' ? ALWAYS : '09:00-17:00',
			organisation,
			at: [at[0] + off, at[1] + off / 3] as Point,
			from: since,
			to: null
		}))
	);
}

function busStops({ busRoads, dice, since }: Places): DemoFacility[] {
	const taken = new Points<null>(400);
	const stops: DemoFacility[] = [];
	for (const { name, line } of busRoads) {
		const total = lineLength(line);
		const numbers = ['东', '西', '南', '北', '中', ''];
		for (let d = 140; d < total; d += 520) {
			const { at, heading } = along(line, d);
			if (taken.any(at, 330)) continue;
			taken.add(at, null);
			const p: Point = [at[0] - Math.sin(heading) * 12, at[1] + Math.cos(heading) * 12];
			stops.push({
				type: 'bus_stop',
				name: `${name}${dice.pick(numbers)}站`,
				address: name,
				phone: null,
				capacity: null,
				hours: '05:30-22:30',
				organisation: null,
				at: p,
				from: since,
				to: null
			});
		}
	}
	return stops;
}
