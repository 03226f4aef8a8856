/** Facilities of every type in the catalogue, as often as a city has them. */
import { ALWAYS, DAY } from '../demo/siting.ts';
import type { Point } from '../demo/plane.ts';
import type { Random } from '../demo/random.ts';

export interface FullFacility {
	type: string;
	name: string;
	capacity: number | null;
	hours: string | null;
	at: Point;
	/** Of its community's committee. */
	byCommittee: boolean;
	from: string;
	to: string | null;
}

export interface FacilityKind {
	type: string;
	/** Ending of its name. */
	name: string;
	/** How often, of 1,000. */
	often: number;
	capacity?: readonly [number, number];
	hours?: string;
	byCommittee?: boolean;
}

const k = (
	type: string,
	name: string,
	often: number,
	more: Omit<FacilityKind, 'type' | 'name' | 'often'> = {}
): FacilityKind => ({ type, name, often, ...more });
const OFFICE = { hours: '09:00-17:00' };

export const KINDS: readonly FacilityKind[] = [
	k('waste_collection_point', '垃圾收集点', 220),
	k('convenience_store', '便利店', 140, { hours: ALWAYS }),
	k('bus_stop', '公交站', 90),
	k('outdoor_fitness_equipment', '健身器械', 80, { byCommittee: true }),
	k('community_shop', '商业网点', 70, { hours: DAY }),
	k('children_elderly_play_ground', '儿童老年活动场', 54, { byCommittee: true }),
	k('public_toilet', '公共厕所', 52, { hours: ALWAYS }),
	k('property_management_room', '物业用房', 48, OFFICE),
	k('recycling_point', '再生资源回收点', 30, { hours: DAY }),
	k('outdoor_fitness_ground', '健身场地', 28, { byCommittee: true }),
	k('small_multi_sports_ground', '球类场地', 25),
	k('kindergarten', '幼儿园', 24, { capacity: [120, 420] }),
	k('waste_transfer_collection_station', '垃圾收集站', 20),
	k('elderly_day_care', '日间照料中心', 14, { capacity: [15, 45], hours: DAY, byCommittee: true }),
	k('community_service_station', '社区服务站', 14, { ...OFFICE, byCommittee: true }),
	k('community_health_station', '卫生服务站', 14, { hours: DAY }),
	k('nursery', '托育园', 12, { capacity: [30, 80] }),
	k('cultural_activity_station', '文化活动站', 11, { capacity: [40, 120], byCommittee: true }),
	k('community_canteen', '社区食堂', 9, { capacity: [30, 100], hours: DAY }),
	k('food_market', '菜市场', 9, { hours: '06:00-19:00' }),
	k('public_green_5min', '口袋公园', 9),
	k('primary_school', '小学', 6, { capacity: [720, 2160] }),
	k('medium_multi_sports_ground', '运动场', 4),
	k('public_green_10min', '社区公园', 3),
	k('junior_high_school', '初级中学', 2.5, { capacity: [600, 1800] }),
	k('community_health_centre', '卫生服务中心', 1.6, { hours: ALWAYS }),
	k('public_green_15min', '综合公园', 1.4),
	k('nursing_home', '养老院', 1.4, { capacity: [60, 300] }),
	k('cultural_activity_centre', '文化活动中心', 1.2, { capacity: [200, 800] }),
	k('elderly_care_institution', '养护院', 1, { capacity: [60, 200] }),
	k('large_multi_sports_ground', '体育公园', 1),
	k('gymnasium_fitness_centre', '全民健身中心', 1),
	k('community_service_centre', '社区服务中心', 0.9, OFFICE),
	k('police_station', '派出所', 0.8, { hours: ALWAYS }),
	k('judicial_office', '司法所', 0.7, OFFICE),
	k('subdistrict_office', '办事处', 0.7, OFFICE)
];
const WEIGHTED = KINDS.map((kind) => [kind, kind.often] as const);

/** Which kinds so many facilities are: each at least once where there are enough, at even distances. */
export function kindOf(dice: Random, nth: number, whole: number): FacilityKind {
	const each = Math.max(1, Math.floor(whole / KINDS.length));
	const kind = nth % each === 0 ? KINDS[nth / each] : undefined;
	return kind ?? dice.weighted(WEIGHTED);
}

/**
 * @param place name of the community
 * @param day days before today
 */
export function facilityAt(
	dice: Random,
	kind: FacilityKind,
	place: string,
	nth: number,
	at: Point,
	since: string,
	day: (before: number) => string
): FullFacility {
	return {
		type: kind.type,
		name: `${place}${nth}号${kind.name}`,
		capacity: kind.capacity ? Math.round(dice.between(...kind.capacity) / 5) * 5 : null,
		hours: kind.hours ?? null,
		at,
		byCommittee: kind.byCommittee ?? false,
		from: dice.chance(0.12) ? day(dice.int(40, 900)) : since,
		to: dice.chance(0.01) ? day(dice.int(2, 30)) : null
	};
}
