/** What an object of OpenStreetMap is in our ground, read from its tags (https://wiki.openstreetmap.org/wiki/Map_features). */
import type { Tags } from './osm.ts';
import { metresOf, yes } from './tag-values.ts';

type Kinds<K extends string> = Readonly<Record<string, K>>;
const spread = <K extends string>(table: Record<K, string>): Kinds<K> =>
	Object.fromEntries(
		Object.entries<string>(table).flatMap(([kind, values]) =>
			values.split(' ').map((value) => [value, kind as K])
		)
	);

export type BuildingUse =
	'residential' | 'commercial' | 'industrial' | 'public' | 'agricultural' | 'other' | 'unknown';

const BUILDING_USES = spread<Exclude<BuildingUse, 'unknown'>>({
	residential:
		'house residential detached apartments semidetached_house semi terrace bungalow dormitory cabin farm houseboat static_caravan tower_block villa',
	commercial: 'commercial retail office hotel kiosk supermarket shop mall bank restaurant motel hostel',
	industrial: 'industrial warehouse manufacture factory storage_tank digester works',
	public:
		'school kindergarten university college church chapel cathedral mosque temple synagogue shrine monastery religious civic public hospital clinic government townhall fire_station police train_station transportation stadium sports_centre sports_hall grandstand museum library retirement_home pavilion toilets community_centre',
	agricultural:
		'stable barn farm_auxiliary greenhouse greenhouse_horticulture silo cowshed sty livestock slurry_tank',
	other:
		'garage garages carport shed roof hut service allotment_house wayside_shrine ruins construction parking transformer_tower water_tower bunker bridge gatehouse container tent'
});
const PUBLIC_AMENITIES =
	/^(school|kindergarten|university|college|hospital|clinic|townhall|police|fire_station|library|place_of_worship|community_centre|social_facility|public_building|courthouse|arts_centre|childcare|toilets)$/;

/** Null when it is no building. `yes` says nothing about its use; other tags may. */
export function buildingUse(tags: Tags): BuildingUse | null {
	const value = tags.building;
	if (!yes(value)) return null;
	const known = BUILDING_USES[value!];
	if (known) return known;
	if (PUBLIC_AMENITIES.test(tags.amenity ?? '')) return 'public';
	if (tags.shop || tags.office || /^(restaurant|cafe|bank|pub|bar|fast_food|fuel)$/.test(tags.amenity ?? ''))
		return 'commercial';
	if (/^(hotel|guest_house|hostel|chalet)$/.test(tags.tourism ?? '')) return 'commercial';
	return 'unknown';
}

export type RoadClass =
	| 'motorway'
	| 'trunk'
	| 'primary'
	| 'secondary'
	| 'tertiary'
	| 'residential'
	| 'service'
	| 'pedestrian'
	| 'cycleway'
	| 'footway'
	| 'track';

const ROAD_CLASSES = spread<RoadClass>({
	motorway: 'motorway motorway_link',
	trunk: 'trunk trunk_link',
	primary: 'primary primary_link',
	secondary: 'secondary secondary_link',
	tertiary: 'tertiary tertiary_link',
	residential: 'residential unclassified living_street road',
	service: 'service busway bus_guideway',
	pedestrian: 'pedestrian',
	cycleway: 'cycleway',
	footway: 'footway path steps bridleway corridor',
	track: 'track'
});
/** Usual widths of the road's ground in metres, from memory: an editable default where nothing is mapped. */
const USUAL_WIDTH: Record<RoadClass, number> = {
	motorway: 12,
	trunk: 11,
	primary: 9,
	secondary: 7.5,
	tertiary: 6.5,
	residential: 5.5,
	service: 3.5,
	pedestrian: 5,
	cycleway: 2.5,
	footway: 2,
	track: 3
};
const LANE_WIDTH = 3.25;

export interface Road {
	class: RoadClass;
	widthM: number;
	oneWay: boolean;
	/** The line must be turned round: traffic runs against it. */
	reverse: boolean;
	bridge: boolean;
	tunnel: boolean;
}

/** Null when it is no road that anybody uses: under construction, planned, a race track, a platform. */
export function roadOf(tags: Tags): Road | null {
	const roadClass = ROAD_CLASSES[tags.highway ?? ''];
	if (!roadClass) return null;
	const lanes = Number(tags.lanes);
	const byLanes = Number.isInteger(lanes) && lanes > 0 && lanes <= 20 ? lanes * LANE_WIDTH : null;
	const mapped = metresOf(tags.width) ?? metresOf(tags.est_width);
	const widthM = mapped && mapped > 0 && mapped <= 200 ? mapped : (byLanes ?? USUAL_WIDTH[roadClass]);
	const reverse = tags.oneway === '-1' || tags.oneway === 'reverse';
	const implied =
		tags.oneway === undefined &&
		(tags.junction === 'roundabout' || tags.junction === 'circular' || tags.highway === 'motorway');
	return {
		class: roadClass,
		widthM,
		oneWay: reverse || implied || ['yes', 'true', '1'].includes(tags.oneway ?? ''),
		reverse,
		bridge: yes(tags.bridge),
		tunnel: yes(tags.tunnel)
	};
}

export type WaterKind = 'river' | 'canal' | 'lake' | 'pond' | 'reservoir' | 'other';
const WATER_KINDS = spread<WaterKind>({
	river: 'river stream oxbow rapids',
	canal: 'canal ditch lock moat',
	lake: 'lake lagoon',
	pond: 'pond fishpond',
	reservoir: 'reservoir basin',
	other: 'other'
});

export function waterKind(tags: Tags): WaterKind | null {
	if (tags.natural === 'water' || tags.water) return WATER_KINDS[tags.water ?? ''] ?? 'other';
	if (tags.waterway === 'riverbank') return 'river';
	if (tags.waterway === 'dock') return 'canal';
	if (tags.landuse === 'reservoir' || tags.landuse === 'basin') return 'reservoir';
	return null;
}

export type WaterwayKind = 'river' | 'stream' | 'canal' | 'ditch';
const WATERWAY_KINDS = spread<WaterwayKind>({
	river: 'river',
	stream: 'stream tidal_channel',
	canal: 'canal',
	ditch: 'ditch drain'
});

export function waterwayKind(tags: Tags): WaterwayKind | null {
	return WATERWAY_KINDS[tags.waterway ?? ''] ?? null;
}

export type GreenKind =
	| 'park'
	| 'garden'
	| 'street_green'
	| 'compound_green'
	| 'protective'
	| 'grass'
	| 'forest'
	| 'cemetery'
	| 'other';

export function greenKind(tags: Tags): GreenKind | null {
	if (tags.leisure === 'park') return 'park';
	if (tags.leisure === 'garden') return 'garden';
	if (tags.landuse === 'cemetery' || tags.amenity === 'grave_yard') return 'cemetery';
	if (tags.landuse === 'forest' || tags.natural === 'wood') return 'forest';
	if (tags.landuse === 'grass' || tags.landuse === 'village_green') return 'grass';
	if (tags.landuse === 'flowerbed' || tags.landuse === 'traffic_island') return 'street_green';
	if (tags.landuse === 'meadow' || tags.landuse === 'recreation_ground') return 'other';
	if (/^(grassland|scrub|heath|shrubbery)$/.test(tags.natural ?? '')) return 'other';
	return null;
}

export type BlockKind = 'residential' | 'village' | 'commercial' | 'industrial' | 'public' | 'agricultural';
const BLOCK_KINDS = spread<BlockKind>({
	residential: 'residential',
	village: 'village',
	commercial: 'commercial retail',
	industrial: 'industrial port depot quarry landfill railway construction brownfield garages',
	public: 'education institutional religious military public civic_admin healthcare',
	agricultural:
		'farmland farmyard orchard vineyard allotments plant_nursery greenhouse_horticulture animal_keeping aquaculture'
});

/** Land with one use. A school's or hospital's ground counts where it is mapped as ground, not as a building. */
export function blockKind(tags: Tags): BlockKind | null {
	const kind = BLOCK_KINDS[tags.landuse ?? ''];
	if (kind) return kind;
	if (yes(tags.building)) return null;
	return /^(school|kindergarten|university|college|hospital)$/.test(tags.amenity ?? '') ? 'public' : null;
}
