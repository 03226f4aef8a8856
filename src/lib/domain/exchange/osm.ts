/** Objects of OpenStreetMap as its data model has them (https://wiki.openstreetmap.org/wiki/Elements). */
export type Tags = Readonly<Record<string, string>>;
export const NO_TAGS: Tags = Object.freeze({});

export type OsmKind = 'node' | 'way' | 'relation';

export interface OsmMember {
	kind: OsmKind;
	id: number;
	role: string;
}

/** A position in 1e-7 degrees, the resolution of OpenStreetMap: whole numbers, so equal places compare equal. */
export type Place = readonly [lng: number, lat: number];
export const PLACES_PER_DEGREE = 1e7;

/** A closed ring: the first place is repeated at the end; at least four places. */
export type Ring = readonly Place[];
/** An outer ring and its holes. */
export type Polygon = readonly Ring[];

/** Key of an object in our tables, for example way/1234. */
export function refOf(kind: OsmKind, id: number): string {
	return `${kind}/${id}`;
}

/** @returns [longitude, latitude] in degrees */
export function toDegrees([lng, lat]: Place): [number, number] {
	return [lng / PLACES_PER_DEGREE, lat / PLACES_PER_DEGREE];
}
