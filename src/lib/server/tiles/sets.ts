/** The sets of vector tiles: their layers from the bottom up, their fields and the zooms at which they exist. */

import { isPublic } from '../../domain/access/policy.ts';
import type { RecordKind } from '../../domain/access/records.ts';
import type { ThinningRule } from './thinning.ts';

type FieldType = 'Number' | 'String' | 'Boolean';

export interface TileLayer {
	readonly id: string;
	readonly description: string;
	readonly minzoom: number;
	/** What gives way where a tile would be too large; without it nothing does. */
	readonly thinning?: ThinningRule;
	/** Each of its features stands for several things: its tiles say so. */
	readonly merges?: boolean;
	readonly fields: Readonly<Record<string, FieldType>>;
}

/**
 * What a set's rows depend on besides the ground: nothing, what is in force on the day, the day itself, or the day and
 * hour.
 */
type Clock = 'none' | 'in-force' | 'day' | 'moment';

export interface TileSet {
	/** Statement of db/queries/tiles.sql for the tile's layers. */
	readonly statement: string;
	readonly description: string;
	/** What its tiles tell of: who may have them, and of which ground. */
	readonly record: RecordKind;
	readonly minzoom: number;
	/** Beyond it the map enlarges the last tile: a unit is then 15 cm at most. */
	readonly maxzoom: number;
	readonly clock: Clock;
	readonly takesDuty: boolean;
	/** What its statement is told besides, of whoever may not see all of it. */
	readonly scoped?: 'areas' | 'areas-and-organisations';
	readonly layers: readonly TileLayer[];
	/** Tables whose changes make its tiles old, each from the zoom at which tiles show something of it. */
	readonly tables: Readonly<Record<string, number>>;
}

const text = 'String';
const number = 'Number';
const flag = 'Boolean';

const LARGEST: ThinningRule = { others: 'left-out' };
const MOST_URGENT = { field: 'due', order: ['overdue', 'today', 'soon', 'later', 'none'] };
const MAIN_ROADS = {
	field: 'class',
	order: [
		'motorway',
		'trunk',
		'primary',
		'secondary',
		'tertiary',
		'residential',
		'pedestrian',
		'service',
		'cycleway',
		'footway',
		'track'
	]
};

export const TILE_SETS = {
	ground: {
		statement: 'ground_tile',
		description: 'Basemap: blocks, green, water, roads, buildings.',
		record: 'ground',
		minzoom: 8,
		maxzoom: 16,
		clock: 'none',
		takesDuty: false,
		tables: { jurisdiction: 8, block: 8, green_space: 8, water: 8, waterway: 8, road: 8, building: 14 },
		layers: [
			{
				id: 'block',
				description: 'Built-up ground',
				minzoom: 8,
				thinning: LARGEST,
				fields: { kind: text, name: text }
			},
			{
				id: 'green',
				description: 'Green spaces',
				minzoom: 8,
				thinning: LARGEST,
				fields: { kind: text, name: text }
			},
			{
				id: 'water',
				description: 'Water surfaces',
				minzoom: 8,
				thinning: LARGEST,
				fields: { kind: text, name: text }
			},
			{
				id: 'waterway',
				description: 'Waterways',
				minzoom: 8,
				thinning: {
					first: { field: 'kind', order: ['river', 'canal', 'stream', 'ditch'] },
					others: 'left-out'
				},
				fields: { kind: text, name: text }
			},
			{
				id: 'road',
				description: 'Roads; w is the width in metres',
				minzoom: 8,
				thinning: { first: MAIN_ROADS, others: 'left-out' },
				fields: { class: text, name: text, w: number, bridge: flag, tunnel: flag }
			},
			{
				id: 'building',
				description: 'Buildings; h is the height in metres, n how many it stands for where they were merged',
				minzoom: 14,
				thinning: { others: 'merged' },
				fields: { use: text, h: number, name: text, n: number }
			}
		]
	},
	areas: {
		statement: 'areas_tile',
		description: 'Districts, streets, communities, duty grids, and a place for the name of each.',
		record: 'ground',
		minzoom: 8,
		maxzoom: 16,
		clock: 'in-force',
		takesDuty: false,
		tables: { jurisdiction: 8, area: 8, area_boundary: 8 },
		layers: [
			{
				id: 'area',
				description: 'Areas; the feature id is the area',
				minzoom: 8,
				fields: { code: text, level: text, name: text }
			},
			{
				id: 'area_name',
				description: 'Names of areas',
				minzoom: 8,
				fields: { level: text, name: text }
			}
		]
	},
	grids: {
		statement: 'grids_tile',
		description: 'Unit grids.',
		record: 'ground',
		minzoom: 12,
		maxzoom: 16,
		clock: 'in-force',
		takesDuty: false,
		tables: { jurisdiction: 12, grid: 12 },
		layers: [
			{
				id: 'grid',
				description: 'Unit grids; the feature id is the grid',
				minzoom: 12,
				fields: { code: text }
			}
		]
	},
	facilities: {
		statement: 'facilities_tile',
		description: 'Facilities by type.',
		record: 'ground',
		minzoom: 10,
		maxzoom: 16,
		clock: 'in-force',
		takesDuty: false,
		tables: { jurisdiction: 10, facility: 10, facility_type: 10 },
		layers: [
			{
				id: 'facility',
				description: 'Facilities; n is how many it stands for where they were merged',
				minzoom: 10,
				thinning: { others: 'merged', alike: 'type' },
				fields: { type: text, icon: text, name: text, n: number }
			}
		]
	},
	incidents: {
		statement: 'incidents_tile',
		description: 'Incidents of thirteen months: counted far out and where they crowd, else one by one.',
		record: 'incident',
		scoped: 'areas',
		minzoom: 8,
		maxzoom: 16,
		clock: 'moment',
		takesDuty: false,
		tables: { jurisdiction: 8, incident: 8, incident_class: 8 },
		layers: [
			{
				id: 'incident',
				description: 'Incidents; day is the one on which it was reported, where the jurisdiction is',
				minzoom: 14,
				fields: { number: text, kind: text, day: text, open: flag, overdue: flag }
			},
			{
				id: 'incident_cell',
				description:
					'Incidents counted in cells of 1/32 tile, from zoom 14 of 1/64 where there are too many to be shown one by ' +
					'one. first is a month (12 x year + month - 1); months has an entry for it and each one after, parted by ' +
					'commas: incidents.open.overdue, the latter two left out where none',
				merges: true,
				minzoom: 8,
				fields: { first: number, months: text }
			}
		]
	},
	greening: {
		statement: 'greening_tile',
		description: 'Green spaces and trees by the state of their most urgent duty.',
		record: 'greening',
		scoped: 'areas-and-organisations',
		minzoom: 12,
		maxzoom: 16,
		clock: 'day',
		takesDuty: false,
		tables: { jurisdiction: 12, green_space: 12, tree: 16, greening_duty: 12 },
		layers: [
			{
				id: 'green_space',
				description: 'Green spaces',
				minzoom: 12,
				thinning: { first: MOST_URGENT, others: 'left-out' },
				fields: { name: text, due: text }
			},
			{
				id: 'tree',
				description: 'Trees; n is how many it stands for where they were merged',
				minzoom: 16,
				thinning: { first: MOST_URGENT, others: 'merged' },
				fields: { species: text, due: text, n: number }
			}
		]
	},
	states: {
		statement: 'states_tile',
		description: 'Ground that is not clear for one duty (parameter duty), by state.',
		record: 'responsibility',
		minzoom: 14,
		maxzoom: 16,
		clock: 'in-force',
		takesDuty: true,
		tables: { jurisdiction: 14, grid: 14, grid_duty: 14 },
		layers: [
			{
				id: 'state',
				description: 'fallback, gap or overlap; the feature id is the grid',
				minzoom: 14,
				fields: { state: text }
			}
		]
	}
} as const satisfies Record<string, TileSet>;

export type TileSetId = keyof typeof TILE_SETS;

/** @returns undefined for a set that there is not. */
export function tileSet(id: string): (TileSet & { id: TileSetId }) | undefined {
	return Object.hasOwn(TILE_SETS, id) ? { ...TILE_SETS[id as TileSetId], id: id as TileSetId } : undefined;
}

/** Whether a set's tiles are others for other askers. */
export const isScoped = (id: TileSetId): boolean => (TILE_SETS[id] as TileSet).scoped !== undefined;

/** Whether a path is one of a tile that anybody may have. */
export function isPublicTile(path: string): boolean {
	const set = tileSet(/^\/tiles\/([a-z]+)\//.exec(path)?.[1] ?? '');
	return set !== undefined && isPublic('read', set.record);
}
