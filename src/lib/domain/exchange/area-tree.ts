/** The area tree from the boundaries of a file: the city, what lies in it, and who lies in whom. */
import { WanggeError } from '../errors.ts';
import type { AreaLevel, LevelMap } from './area-levels.ts';
import type { LeftOut } from './left-out.ts';
import { toDegrees, type Place, type Polygon, type Tags } from './osm.ts';
import type { RingFault } from './rings.ts';
import { insidePlace, pointInPolygons, pointInRing, ringArea } from './plane.ts';

/** A named boundary of one of the levels asked for, as it could be put together. */
export interface Boundary {
	ref: string;
	id: number;
	adminLevel: number;
	name: string;
	tags: Tags;
	/** Empty when it could not be put together. */
	polygons: Polygon[];
	/** Why not: some of its ways are not in the file, its ring stays open, or it has no ground. */
	fault: 'incomplete' | RingFault | null;
	/** Where the fault is, if that is known. */
	at: Place | null;
	/** Some places of its ways, to see where a broken one lies. */
	sample: readonly Place[];
}

export interface AreaNode {
	ref: string;
	id: number;
	level: AreaLevel;
	name: string;
	parentRef: string | null;
	tags: Tags;
	/** Empty for a city that is the union of what is below it. */
	polygons: Polygon[];
}

/** Key of a city that no boundary describes: the extent of what is below it. */
export const EXTENT_REF = 'extent';

/**
 * @param name the city's name: picks one of several, or names the extent when `levels` has no city.
 * @returns parents before children
 * @throws WanggeError tree-broken: no-city, several-cities, no-community, no-parent, open-boundary; each with the
 * boundary's key, name and place
 */
export function buildTree(
	boundaries: readonly Boundary[],
	levels: LevelMap,
	name: string | null,
	leftOut: LeftOut
): AreaNode[] {
	const city = findCity(boundaries, levels, name);
	const isInside = (place: Place) => city.polygons.length === 0 || pointInPolygons(place, city.polygons);
	const nodes: AreaNode[] = [city];
	const above: AreaLevel[] = [];
	for (const { level, adminLevels } of levels) {
		if (level === 'city') continue;
		for (const boundary of boundaries) {
			if (!adminLevels.includes(boundary.adminLevel) || boundary.ref === city.ref) continue;
			if (boundary.fault) {
				if (liesInside(boundary.sample, city.polygons)) throw openBoundary(boundary, level);
				leftOut.add('boundary', `boundary-${boundary.fault}`, boundary.ref, boundary.name);
				continue;
			}
			const place = insidePlace(boundary.polygons);
			if (!isInside(place)) {
				leftOut.add('boundary', 'outside', boundary.ref, boundary.name);
				continue;
			}
			nodes.push({
				ref: boundary.ref,
				id: boundary.id,
				level,
				name: boundary.name,
				tags: boundary.tags,
				polygons: boundary.polygons,
				parentRef: findParent(boundary, level, place, nodes, above, city)
			});
		}
		if (nodes.some((node) => node.level === level)) above.push(level);
	}
	if (!nodes.some(({ level }) => level === 'community'))
		throw new WanggeError('tree-broken', {
			reason: 'no-community',
			name: city.name,
			adminLevels: levels.at(-1)!.adminLevels
		});
	return nodes;
}

function findCity(boundaries: readonly Boundary[], levels: LevelMap, name: string | null): AreaNode {
	const asked = levels.find(({ level }) => level === 'city');
	if (!asked) {
		if (!name) throw new WanggeError('tree-broken', { reason: 'no-city-name' });
		return { ref: EXTENT_REF, id: 0, level: 'city', name, parentRef: null, tags: {}, polygons: [] };
	}
	for (const adminLevel of asked.adminLevels) {
		const whole = boundaries.filter((b) => b.adminLevel === adminLevel && !b.fault);
		const named = whole.filter((b) => isCalled(b.tags, name));
		const found = named.length > 0 ? named : whole;
		if (found.length === 0) continue;
		if (found.length > 1)
			throw new WanggeError('tree-broken', {
				reason: 'several-cities',
				names: found.map((b) => `${b.name} (${b.ref})`)
			});
		const [{ ref, id, tags, polygons, name: itsName }] = found as [Boundary];
		return { ref, id, level: 'city', name: itsName, parentRef: null, tags, polygons };
	}
	const broken = boundaries.filter((b) => asked.adminLevels.includes(b.adminLevel));
	throw new WanggeError('tree-broken', {
		reason: 'no-city',
		adminLevels: asked.adminLevels,
		names: broken.map((b) => `${b.name} (${b.ref})`)
	});
}

function isCalled(tags: Tags, name: string | null): boolean {
	return Object.entries(tags).some(
		([key, value]) => /^(official_|int_)?name(:|$)/.test(key) && value === name
	);
}

function findParent(
	boundary: Boundary,
	level: AreaLevel,
	place: Place,
	nodes: readonly AreaNode[],
	above: readonly AreaLevel[],
	city: AreaNode
): string {
	const nearest = above.at(-1);
	if (!nearest) return city.ref;
	const holders = nodes.filter((node) => node.level === nearest && pointInPolygons(place, node.polygons));
	const parent = holders.sort((a, b) => sizeOf(a.polygons) - sizeOf(b.polygons))[0];
	if (parent) return parent.ref;
	const [lng, lat] = toDegrees(place);
	throw new WanggeError('tree-broken', {
		reason: 'no-parent',
		ref: boundary.ref,
		name: boundary.name,
		level,
		parentLevel: nearest,
		lng,
		lat
	});
}

function openBoundary(boundary: Boundary, level: AreaLevel): WanggeError {
	const place = boundary.at ?? boundary.sample[0];
	const [lng, lat] = place ? toDegrees(place) : [null, null];
	return new WanggeError('tree-broken', {
		reason: 'open-boundary',
		fault: boundary.fault,
		ref: boundary.ref,
		name: boundary.name,
		level,
		lng,
		lat
	});
}

/** More of the known places strictly inside than not: a neighbour's, cut off at our border, has none inside. */
function liesInside(sample: readonly Place[], city: readonly Polygon[]): boolean {
	if (city.length === 0) return false;
	const inside = sample.filter((place) =>
		city.some(
			([outer, ...holes]) =>
				pointInRing(place, outer!) === 'in' && holes.every((hole) => pointInRing(place, hole) === 'out')
		)
	);
	return inside.length * 2 > sample.length;
}

function sizeOf(polygons: readonly Polygon[]): number {
	return polygons.reduce((sum, rings) => sum + rings.reduce((part, ring) => part + ringArea(ring), 0), 0);
}
