/**
 * The ground of a responsibility as a file says it: `area:CODE`, `grid:CODE`, `roads:CLASS@AREA`, `blocks:KIND@AREA`
 * (KIND also managed or unmanaged), `green:KIND@AREA`, `polygon:WKT or GeoJSON`; * stands for every class. Several are
 * joined by semicolons.
 */
import type { Place } from './osm.ts';
import { readPolygons, type PolygonFault } from './polygon-text.ts';

export const OBJECT_CLASSES = {
	road: [
		'motorway',
		'trunk',
		'primary',
		'secondary',
		'tertiary',
		'residential',
		'service',
		'pedestrian',
		'cycleway',
		'footway',
		'track'
	],
	block: [
		'residential',
		'village',
		'commercial',
		'industrial',
		'public',
		'agricultural',
		'managed',
		'unmanaged'
	],
	green_space: [
		'park',
		'garden',
		'street_green',
		'compound_green',
		'protective',
		'grass',
		'forest',
		'cemetery',
		'other'
	]
} as const;
export type ObjectKind = keyof typeof OBJECT_CLASSES;

export type GroundSaid =
	| { kind: 'area'; area: string }
	| { kind: 'grid'; grid: string }
	| { kind: 'object'; objectKind: ObjectKind; objectClass: string | null; area: string }
	/** Coordinates in the system that the row names: x (east, longitude) before y. */
	| { kind: 'polygon'; polygons: Place[][][]; text: string };

export type GroundFault = { reason: 'empty' | 'form' | 'class'; value: string } | PolygonFault;

const WORDS: Record<string, ObjectKind> = { roads: 'road', blocks: 'block', green: 'green_space' };
const NEXT = /;\s*(?=(?:area|grid|roads|blocks|green|polygon)\s*:)/i;

export function readGround(text: string): GroundSaid[] | GroundFault {
	const parts = text
		.split(NEXT)
		.map((part) => part.trim().replace(/;$/, '').trim())
		.filter(Boolean);
	if (parts.length === 0) return { reason: 'empty', value: '' };
	const grounds: GroundSaid[] = [];
	for (const part of parts) {
		const ground = readOne(part);
		if ('reason' in ground) return ground;
		grounds.push(ground);
	}
	return grounds;
}

function readOne(text: string): GroundSaid | GroundFault {
	const form = { reason: 'form' as const, value: text.slice(0, 60) };
	const colon = text.indexOf(':');
	if (colon < 0) return form;
	const word = text.slice(0, colon).trim().toLowerCase();
	const rest = text.slice(colon + 1).trim();
	if (!rest) return form;
	if (word === 'polygon') {
		const polygons = readPolygons(rest);
		return 'reason' in polygons ? polygons : { kind: 'polygon', polygons: polygons.polygons, text: rest };
	}
	if (word === 'area') return { kind: 'area', area: rest.toUpperCase() };
	if (word === 'grid') return { kind: 'grid', grid: rest.toUpperCase() };
	const objectKind = WORDS[word];
	const [objectClass, area, ...more] = rest.split('@').map((item) => item.trim());
	if (!objectKind || !objectClass || !area || more.length > 0) return form;
	if (objectClass !== '*' && !(OBJECT_CLASSES[objectKind] as readonly string[]).includes(objectClass))
		return { reason: 'class', value: objectClass };
	return {
		kind: 'object',
		objectKind,
		objectClass: objectClass === '*' ? null : objectClass,
		area: area.toUpperCase()
	};
}

/** The same ground said twice has the same text. */
export function groundText(grounds: readonly GroundSaid[]): string {
	return grounds
		.map((ground) =>
			ground.kind === 'area'
				? `area:${ground.area}`
				: ground.kind === 'grid'
					? `grid:${ground.grid}`
					: ground.kind === 'object'
						? `${ground.objectKind}:${ground.objectClass ?? '*'}@${ground.area}`
						: `polygon:${JSON.stringify(ground.polygons)}`
		)
		.sort()
		.join(';');
}
