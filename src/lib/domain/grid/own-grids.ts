/**
 * A jurisdiction's own grids, as a file: GeoJSON, one Polygon feature for each unit grid, with its code in the property
 * `code` (or `bgcode`, in either case). Pure reading: what can be said without a map is said here.
 *
 * Positions are longitude, latitude on WGS 84 / CGCS2000 unless the file or the caller names another system (RFC 7946;
 * the older `crs` member of the 2008 draft is understood where it names an EPSG code or CRS84).
 */
import { WanggeError } from '../errors.ts';
import { jsonFault } from '../exchange/json-fault.ts';

export const GRID_PROBLEMS = [
	'not-a-feature',
	'not-a-polygon',
	'multipart',
	'ring-open',
	'ring-short',
	'number',
	'code-missing',
	'code-pattern',
	'code-twice',
	'code-used',
	'self-crossing',
	'outside',
	'wrong-community',
	'overlap',
	'hole',
	'crosses-border'
] as const;

/** One thing that is wrong with a file of grids, and where. */
export interface GridProblem {
	kind: (typeof GRID_PROBLEMS)[number];
	/** Number of the feature in the file, from 1; undefined for a hole, which no feature is to blame for. */
	feature?: number;
	code?: string;
	/** The other grid, or the community meant. */
	other?: string;
	/** [longitude, latitude] in degrees. */
	place?: readonly [number, number];
	/** Square metres in question. */
	m2?: number;
	/** What the value was, or why the engine says no. */
	detail?: string;
}

export interface OwnGrid {
	/** Number in the file, from 1. */
	feature: number;
	code: string;
	/** Rings as in the file, closed, in the file's system. */
	rings: [number, number][][];
	/** Whether the file says so. */
	builtUp: boolean | undefined;
}

export interface OwnGridFile {
	/** EPSG code of the coordinates; 4326 when the file says nothing. */
	epsg: number;
	grids: OwnGrid[];
	problems: GridProblem[];
}

/** Degrees, with x = longitude: OGC's CRS84, EPSG's WGS 84 and CGCS2000. */
const GEOGRAPHIC = new Set([4326, 4490]);

export function isGeographic(epsg: number): boolean {
	return GEOGRAPHIC.has(epsg);
}

/**
 * @param crs EPSG:xxxx, when the caller knows better than the file
 * @throws WanggeError file-empty; file-broken { reason, detail } when it is no GeoJSON; crs-unknown { crs } for a system
 * that cannot be read or is missing where coordinates are plainly not degrees; crs-mismatch { file, given }
 */
export function readOwnGrids(text: string, crs?: string): OwnGridFile {
	if (text.trim() === '') throw new WanggeError('file-empty');
	const root = parse(text);
	if (!isRecord(root) || root.type !== 'FeatureCollection' || !Array.isArray(root.features))
		throw new WanggeError('file-broken', { reason: 'no-feature-collection' });
	if (root.features.length === 0) throw new WanggeError('file-empty');
	const inFile = crsOfFile(root.crs);
	const given = crs === undefined ? undefined : epsgOf(crs);
	if (inFile !== undefined && given !== undefined && inFile !== given)
		throw new WanggeError('crs-mismatch', { file: `EPSG:${inFile}`, given: `EPSG:${given}` });
	const epsg = given ?? inFile ?? 4326;
	const problems: GridProblem[] = [];
	const grids: OwnGrid[] = [];
	const codes = new Map<string, number>();
	root.features.forEach((feature: unknown, i) => {
		const grid = readFeature(feature, i + 1, problems);
		if (!grid) return;
		const before = codes.get(grid.code);
		if (before !== undefined)
			problems.push({ kind: 'code-twice', feature: grid.feature, code: grid.code, detail: String(before) });
		else codes.set(grid.code, grid.feature);
		grids.push(grid);
	});
	if (isGeographic(epsg)) refuseProjected(grids, inFile ?? given);
	return { epsg, grids, problems };
}

function parse(text: string): unknown {
	const json = text.replace(/^\uFEFF/, '');
	try {
		return JSON.parse(json);
	} catch {
		throw new WanggeError('file-broken', { reason: 'not-json', ...jsonFault(json) });
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function crsOfFile(crs: unknown): number | undefined {
	if (crs === undefined) return undefined;
	const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined;
	if (typeof name !== 'string')
		throw new WanggeError('crs-unknown', { crs: JSON.stringify(crs).slice(0, 80) });
	return epsgOf(name);
}

function epsgOf(name: string): number {
	if (/^urn:ogc:def:crs:OGC:[^:]*:CRS84$/i.test(name)) return 4326;
	const match = /^(?:urn:ogc:def:crs:EPSG:[^:]*:|EPSG:)(\d{4,6})$/i.exec(name.trim());
	if (!match) throw new WanggeError('crs-unknown', { crs: name });
	return Number(match[1]);
}

/** Degrees cannot be this large: such a file is in metres and does not say in which. */
function refuseProjected(grids: readonly OwnGrid[], said: number | undefined): void {
	for (const { feature, rings } of grids)
		for (const ring of rings)
			for (const [x, y] of ring)
				if (Math.abs(x) > 180 || Math.abs(y) > 90)
					throw new WanggeError('crs-unknown', {
						crs: said === undefined ? 'missing' : `EPSG:${said}`,
						reason: 'not-degrees',
						feature,
						x,
						y
					});
}

function readFeature(feature: unknown, number: number, problems: GridProblem[]): OwnGrid | undefined {
	if (!isRecord(feature) || feature.type !== 'Feature') {
		problems.push({ kind: 'not-a-feature', feature: number });
		return undefined;
	}
	const properties = isRecord(feature.properties) ? feature.properties : {};
	const code = codeOf(properties);
	if (code === undefined) problems.push({ kind: 'code-missing', feature: number });
	else if (!/^[0-9A-Z]{8,24}$/.test(code)) problems.push({ kind: 'code-pattern', feature: number, code });
	const rings = readRings(feature.geometry, number, code, problems);
	if (!rings || code === undefined) return undefined;
	const builtUp = typeof properties.built_up === 'boolean' ? properties.built_up : undefined;
	return { feature: number, code, rings, builtUp };
}

function codeOf(properties: Record<string, unknown>): string | undefined {
	for (const key of Object.keys(properties)) {
		if (!/^(bg)?code$/i.test(key)) continue;
		const value = properties[key];
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
		if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	}
	return undefined;
}

function readRings(
	geometry: unknown,
	feature: number,
	code: string | undefined,
	problems: GridProblem[]
): OwnGrid['rings'] | undefined {
	const wrong = (kind: GridProblem['kind'], detail?: string, place?: readonly [number, number]) => {
		problems.push({ kind, feature, code, detail, place });
		return undefined;
	};
	if (!isRecord(geometry)) return wrong('not-a-polygon', 'null');
	let { coordinates } = geometry;
	if (geometry.type === 'MultiPolygon' && Array.isArray(coordinates)) {
		if (coordinates.length !== 1) return wrong('multipart', String(coordinates.length));
		coordinates = coordinates[0] as unknown;
	} else if (geometry.type !== 'Polygon') return wrong('not-a-polygon', String(geometry.type));
	if (!Array.isArray(coordinates) || coordinates.length === 0) return wrong('not-a-polygon', 'empty');
	const rings: OwnGrid['rings'] = [];
	for (const ring of coordinates as unknown[]) {
		if (!Array.isArray(ring)) return wrong('not-a-polygon', 'ring');
		const positions: [number, number][] = [];
		for (const position of ring as unknown[]) {
			const [x, y] = Array.isArray(position) ? (position as unknown[]) : [];
			if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
				return wrong('number', `${String(x)}, ${String(y)}`, positions[positions.length - 1]);
			positions.push([x, y]);
		}
		if (positions.length < 4) return wrong('ring-short', String(positions.length), positions[0]);
		const [first, last] = [positions[0]!, positions[positions.length - 1]!];
		if (first[0] !== last[0] || first[1] !== last[1]) return wrong('ring-open', undefined, first);
		rings.push(positions);
	}
	return rings;
}
