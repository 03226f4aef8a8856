/**
 * What goes into the map and what comes out of it. Positions are [longitude, latitude] in degrees (WGS 84 /
 * CGCS2000), lengths are metres, areas square metres.
 */
import type { ChangedSets } from '../domain/tile/changes.ts';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { MeasureId, MeasureLevel } from '../domain/measure/measure.ts';
import type { GroundState } from '../domain/responsibility/state.ts';

/** Of deck.gl: made by modules of this room that are fetched where they are needed. */
export type { Layer as GroundLayer } from '@deck.gl/core';

export interface MapView {
	lng: number;
	lat: number;
	zoom: number;
}

/** A choice on the map; `code` is null where there is no grid. */
export interface Pick {
	code: string | null;
	lng: number;
	lat: number;
}

/** What the pointer is over; null code when over none. `x`, `y` are pixels from the map's top left corner. */
export interface Hover {
	code: string | null;
	id: number | null;
	lng: number;
	lat: number;
	x: number;
	y: number;
}

export interface MeasureChoice {
	id: MeasureId;
	duty: string | null;
	facility: string | null;
}

/** Class of each grid or area: feature ids ascending, classes (ClassIndex) in their order. */
export interface ClassColumn {
	readonly ids: Uint32Array;
	readonly classes: Int8Array;
}

/** How many classes there are above zero and which each place has, for the levels loaded so far. */
export type MeasureValues = Partial<
	Record<MeasureLevel, { readonly classes: number; readonly column: ClassColumn }>
>;

/** A place that was asked for, to be told from everything else until the next choice. */
export interface Mark {
	position: [lng: number, lat: number];
	name: string;
	/** Pictogram of a facility; null: a pin. */
	icon: string | null;
}

/** Shapes of the selected grid's states for the chosen duty. */
export type StateShapes = FeatureCollection<Polygon | MultiPolygon, { state: GroundState }>;

export interface Padding {
	top: number;
	right: number;
	bottom: number;
	left: number;
}

export type Bounds = [west: number, south: number, east: number, north: number];

/** How far the device is from the jurisdiction's bounds, metres; null when it is within them and yet on no grid. */
export interface Outside {
	metres: number | null;
}

export type Tool = 'none' | 'distance' | 'area';

/** Result of measuring; `done` when the person has ended it. m2 is null when measuring a distance. */
export interface Measured {
	tool: 'distance' | 'area';
	points: [number, number][];
	metres: number;
	m2: number | null;
	done: boolean;
}

/** webgl: the browser cannot draw; context: the graphics device was lost; tiles: the ground did not arrive; busy: nor
 * when the server was asked again; tool: what measures did not arrive. */
export type MapFailure =
	'webgl' | 'context' | 'tiles' | 'busy' | 'tool' | 'position-denied' | 'position-unavailable';

/** A basemap from outside, configured by whoever runs the installation; drawn under everything of ours. */
export interface OuterBasemap {
	/** Addresses of raster tiles with {z}, {x}, {y}. */
	raster: string[] | null;
	/** Address of a MapLibre style. */
	style: string | null;
	attribution: string | null;
}

/** What a layer of deck.gl has drawn under a point. */
export interface Picked {
	/** Id of that layer. */
	layer: string;
	/** Of its data; null where the data is no list of objects. */
	object: unknown;
	/** Place in its data, from 0. */
	index: number;
}

/** What a page can ask of any map. */
export interface GroundCommands {
	/** Moves only as far as is needed to show the place within the padding. */
	show(place: MapView): void;
	/** The whole box into the middle, as large as it goes. */
	fit(bbox: Bounds): void;
	zoomBy(steps: number): void;
}

/** What a page can ask of the map of grids. */
export interface MapCommands extends GroundCommands {
	/**
	 * Moves only as far as is needed to have all of the ground within the padding, at this zoom or farther.
	 * @param with a place that shall be in sight as well
	 */
	reveal(ground: Polygon, zoom: number, place?: readonly [lng: number, lat: number]): void;
	/**
	 * Goes to where the device is, unless that is outside.
	 * @param bounds that hold the whole jurisdiction; null: not known
	 */
	locate(bounds: Bounds | null): Promise<Outside | null>;
	/** Last point of the measuring tool away. */
	undo(): void;
	/** Asks the server again for the tiles that have changed. @param changes null: any may have */
	refresh(changes: ChangedSets | null): void;
	/** Ready to be put on paper: the picture as a PNG data address. */
	picture(): Promise<string>;
}
