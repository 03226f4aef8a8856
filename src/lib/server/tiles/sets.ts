/** The sets of vector tiles: their layers from the bottom up, their fields and the zooms at which they exist. */

type FieldType = 'Number' | 'String' | 'Boolean';

export interface TileLayer {
	readonly id: string;
	readonly description: string;
	readonly minzoom: number;
	readonly fields: Readonly<Record<string, FieldType>>;
}

/** What a set's rows depend on besides the ground: nothing, the calendar day, or the day and hour. */
type Clock = 'none' | 'day' | 'moment';

export interface TileSet {
	readonly description: string;
	readonly minzoom: number;
	/** Beyond it the map enlarges the last tile: a unit is then 15 cm at most. */
	readonly maxzoom: number;
	readonly clock: Clock;
	readonly takesDuty: boolean;
	readonly layers: readonly TileLayer[];
	/** Tables whose changes make its tiles old. */
	readonly tables: readonly string[];
}

const text = 'String';
const number = 'Number';
const flag = 'Boolean';

export const TILE_SETS = {
	ground: {
		description: 'Basemap: blocks, green, water, roads, buildings.',
		minzoom: 8,
		maxzoom: 16,
		clock: 'none',
		takesDuty: false,
		tables: ['block', 'green_space', 'water', 'waterway', 'road', 'building'],
		layers: [
			{ id: 'block', description: 'Built-up ground', minzoom: 8, fields: { kind: text, name: text } },
			{ id: 'green', description: 'Green spaces', minzoom: 8, fields: { kind: text, name: text } },
			{ id: 'water', description: 'Water surfaces', minzoom: 8, fields: { kind: text, name: text } },
			{ id: 'waterway', description: 'Waterways', minzoom: 8, fields: { kind: text, name: text } },
			{
				id: 'road',
				description: 'Roads; w is the width in metres',
				minzoom: 8,
				fields: { class: text, name: text, w: number, bridge: flag, tunnel: flag }
			},
			{
				id: 'building',
				description: 'Buildings; h is the height in metres',
				minzoom: 14,
				fields: { use: text, h: number, name: text }
			}
		]
	},
	areas: {
		description: 'Districts, streets, communities, duty grids, and a place for the name of each.',
		minzoom: 8,
		maxzoom: 16,
		clock: 'day',
		takesDuty: false,
		tables: ['area', 'area_boundary'],
		layers: [
			{
				id: 'area',
				description: 'Areas; the feature id is the area',
				minzoom: 8,
				fields: { code: text, level: text, name: text }
			},
			{ id: 'area_name', description: 'Names of areas', minzoom: 8, fields: { level: text, name: text } }
		]
	},
	grids: {
		description: 'Unit grids.',
		minzoom: 12,
		maxzoom: 16,
		clock: 'day',
		takesDuty: false,
		tables: ['grid'],
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
		description: 'Facilities by type.',
		minzoom: 10,
		maxzoom: 16,
		clock: 'day',
		takesDuty: false,
		tables: ['facility', 'facility_type'],
		layers: [
			{
				id: 'facility',
				description: 'Facilities',
				minzoom: 10,
				fields: { type: text, icon: text, name: text }
			}
		]
	},
	incidents: {
		description: 'Incidents of the last year: counted far out, one by one close.',
		minzoom: 8,
		maxzoom: 16,
		clock: 'moment',
		takesDuty: false,
		tables: ['incident'],
		layers: [
			{
				id: 'incident',
				description: 'Incidents',
				minzoom: 14,
				fields: { number: text, kind: text, state: text, open: flag, overdue: flag }
			},
			{
				id: 'incident_cell',
				description: 'Incidents counted in cells of 1/32 tile, up to zoom 13',
				minzoom: 8,
				fields: { n: number, open: number, overdue: number }
			}
		]
	},
	greening: {
		description: 'Green spaces and trees by the state of their most urgent duty.',
		minzoom: 12,
		maxzoom: 16,
		clock: 'day',
		takesDuty: false,
		tables: ['green_space', 'tree', 'greening_duty'],
		layers: [
			{ id: 'green_space', description: 'Green spaces', minzoom: 12, fields: { name: text, due: text } },
			{ id: 'tree', description: 'Trees', minzoom: 16, fields: { species: text, due: text } }
		]
	},
	states: {
		description: 'Ground that is not clear for one duty (parameter duty), by state.',
		minzoom: 14,
		maxzoom: 16,
		clock: 'day',
		takesDuty: true,
		tables: ['grid', 'grid_duty'],
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
