/**
 * The demonstration city as plain data. Positions are metres of the jurisdiction's metric frame (CGCS2000 3-degree
 * Gauss-Krüger, central meridian 117°E; x east with 500,000 m at the meridian, y north), days are YYYY-MM-DD, moments
 * ISO 8601 with their offset. Things refer to one another by code, or by place in their list.
 */
import type { Line, Point, Ring, Shape } from './plane.ts';

export interface DemoArea {
	code: string;
	level: 'city' | 'district' | 'street' | 'community';
	parent: string | null;
	name: string;
	/** In force today. */
	shapes: Shape[];
	/** In force until `until`, where the boundary has changed. */
	before?: { shapes: Shape[]; until: string };
}

export interface DemoOrganisation {
	code: string;
	name: string;
	kind: string;
	parent: string | null;
	area: string | null;
	phone: string | null;
	from: string;
	to: string | null;
}

export interface DemoDocument {
	number: string;
	title: string;
	issuer: string;
	issuedOn: string;
}

export type DemoGround =
	| { kind: 'area'; area: string }
	| { kind: 'object'; area: string; object: 'road' | 'block' | 'green_space'; class: string | null }
	| { kind: 'polygon'; shapes: Shape[] };

export interface DemoResponsibility {
	ref: string;
	organisation: string;
	duty: string;
	part: 'lead' | 'support' | 'fallback';
	document: string | null;
	staff: number | null;
	yuan: number | null;
	authority: string | null;
	from: string;
	to: string | null;
	grounds: DemoGround[];
}

export interface DemoBlock {
	name: string | null;
	kind: 'residential' | 'village' | 'commercial' | 'industrial' | 'public' | 'agricultural';
	manager: string | null;
	ring: Ring;
	community: string;
}

export interface DemoBuilding {
	ring: Ring;
	name: string | null;
	address: string | null;
	use: 'residential' | 'commercial' | 'industrial' | 'public' | 'agricultural';
	floors: number;
	height: number;
	households: number | null;
	residents: number | null;
	/** Residents in the eight bands under 3, 3-5, 6-11, 12-14, 15-17, 18-59, 60-79, 80 and over. */
	ages: number[] | null;
	/** Place in the list of blocks. */
	block: number | null;
	at: Point;
	community: string;
}

export interface DemoRoad {
	name: string | null;
	class: string;
	width: number;
	bridge: boolean;
	line: Line;
}

export interface DemoWater {
	name: string | null;
	kind: 'river' | 'lake' | 'pond' | 'reservoir';
	shape: Shape;
}

export interface DemoWaterway {
	name: string | null;
	kind: 'river' | 'stream';
	line: Line;
}

export interface DemoGreen {
	name: string | null;
	kind:
		'park' | 'garden' | 'street_green' | 'compound_green' | 'protective' | 'grass' | 'forest' | 'cemetery';
	grade: '一级' | '二级' | '三级' | null;
	shape: Shape;
	at: Point;
	community: string | null;
}

export interface DemoTree {
	species: string;
	diameter: number;
	height: number;
	plantedOn: string;
	at: Point;
	community: string | null;
}

export interface DemoFacility {
	type: string;
	name: string;
	address: string | null;
	phone: string | null;
	capacity: number | null;
	hours: string | null;
	organisation: string | null;
	at: Point;
	from: string;
	to: string | null;
}

export interface DemoIncident {
	number: string;
	/** Kind and code in the newest edition of the catalogue. */
	kind: 'public_order' | 'component' | 'matter';
	code: string;
	at: Point;
	address: string | null;
	happenedAt: string;
	state: 'reported' | 'filed' | 'dispatched' | 'disposed' | 'checked' | 'closed' | 'void';
	dueAt: string | null;
	closedAt: string | null;
}

export interface DemoGreeningDuty {
	/** Place in the list of green spaces, or of trees. */
	green: number | null;
	tree: number | null;
	job: string;
	grade: '一级' | '二级' | '三级';
	organisation: string | null;
	intervalDays: number;
	lastDoneOn: string | null;
	nextDueOn: string;
}

/** Something that is wrong on purpose, so that a test can ask for it. */
export interface Planted {
	what: string;
	duty: string;
	state: 'gap' | 'overlap' | 'fallback';
	/** A point in the middle of it, metric frame. */
	at: Point;
	community: string;
	/** Its ground within the grid at that point, where it is smaller than one; otherwise the whole grid is in this state. */
	squareMetres: number | null;
	/** Codes of those who lead there, or are the fallback. */
	organisations: string[];
}

export interface DemonstrationCity {
	name: string;
	/** Middle, longitude and latitude in degrees. */
	position: [number, number];
	/** The day that the city was made for. */
	today: string;
	/** Since when most of it has been as it is. */
	since: string;
	areas: DemoArea[];
	/** The day on which a boundary changed, and the street in which it did. */
	change: { on: string; street: string; communities: [string, string] };
	organisations: DemoOrganisation[];
	documents: DemoDocument[];
	responsibilities: DemoResponsibility[];
	blocks: DemoBlock[];
	buildings: DemoBuilding[];
	roads: DemoRoad[];
	waters: DemoWater[];
	waterways: DemoWaterway[];
	greens: DemoGreen[];
	trees: DemoTree[];
	facilities: DemoFacility[];
	incidents: DemoIncident[];
	greeningDuties: DemoGreeningDuty[];
	planted: Planted[];
}
