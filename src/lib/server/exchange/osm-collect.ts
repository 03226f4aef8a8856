/**
 * What an import needs of a file, in three passes: relations (which ways they need), ways (which nodes they need),
 * nodes. Only what is needed is kept, so memory follows the ground that is imported and not the file.
 */
import type { FacilityTable } from '../../domain/exchange/facility-table.ts';
import { buildingUse, waterKind, waterwayKind } from '../../domain/exchange/ground-kinds.ts';
import type { LeftOut } from '../../domain/exchange/left-out.ts';
import { NO_TAGS, refOf, type Place, type Tags } from '../../domain/exchange/osm.ts';
import { NodePlaces } from './node-places.ts';
import type { OsmFile } from './osm-pbf.ts';
import { adminLevelOf, isLine, isSurface } from './osm-wanted.ts';

export interface CollectedWay {
	id: number;
	tags: Tags;
	nodes: readonly number[];
}
export interface CollectedRelation {
	id: number;
	tags: Tags;
	/** Ids of the member ways. */
	ways: readonly number[];
}
export interface CollectedNode {
	id: number;
	tags: Tags;
	place: Place;
}

export interface Collected {
	/** Named administrative boundaries of the levels asked for. */
	boundaries: { relations: CollectedRelation[]; ways: CollectedWay[] };
	surfaces: { relations: CollectedRelation[]; ways: CollectedWay[] };
	lines: CollectedWay[];
	trees: CollectedNode[];
	facilities: CollectedNode[];
	/** House numbers that stand alone, for the buildings around them. */
	addresses: CollectedNode[];
	/** Nodes of a way that relations are made of. */
	memberWays: ReadonlyMap<number, readonly number[]>;
	places: NodePlaces;
	/** How many objects of the file carry the tag, for people to compare with. */
	seen: SeenCounts;
}
export interface SeenCounts {
	nodes: number;
	ways: number;
	relations: number;
	building: number;
	highway: number;
	tree: number;
}

export async function collect(
	file: OsmFile,
	want: { adminLevels: ReadonlySet<number>; table: FacilityTable },
	leftOut: LeftOut,
	onProgress: (done: number, total: number) => void
): Promise<Collected> {
	const boundaries: Collected['boundaries'] = { relations: [], ways: [] };
	const surfaces: Collected['surfaces'] = { relations: [], ways: [] };
	const lines: CollectedWay[] = [];
	const seen: SeenCounts = { nodes: 0, ways: 0, relations: 0, building: 0, highway: 0, tree: 0 };
	const memberWays = new Map<number, readonly number[]>();
	const total = file.size * 3;
	const count = (tags: Tags) => {
		if (tags.building) seen.building++;
		if (tags.highway) seen.highway++;
		if (tags.natural === 'tree') seen.tree++;
	};
	const NONE: readonly number[] = [];

	// Nodes and ways are counted here too, so that the frame of every blob has been read before anything is made.
	await file.visit(
		{
			relation(id, members, tags) {
				seen.relations++;
				count(tags);
				const level = adminLevelOf(tags);
				const relation = (): CollectedRelation => {
					const ways = members.filter(({ kind }) => kind === 'way').map((member) => member.id);
					for (const way of ways) memberWays.set(way, NONE);
					return { id, tags, ways };
				};
				const isArea = tags.type === 'multipolygon' || tags.type === 'boundary';
				if (level !== null && want.adminLevels.has(level)) {
					if (!isArea) leftOut.add('boundary', 'not-an-area', refOf('relation', id), tags.name);
					else if (!tags.name?.trim()) leftOut.add('boundary', 'unnamed', refOf('relation', id));
					else boundaries.relations.push(relation());
				}
				if (tags.type === 'multipolygon' && isSurface(tags, want.table)) surfaces.relations.push(relation());
				else if (buildingUse(tags)) leftOut.add('building', 'not-an-area', refOf('relation', id), tags.name);
				if (waterKind(tags) && tags.type !== 'multipolygon')
					leftOut.add('water', 'not-an-area', refOf('relation', id), tags.name);
				if (waterwayKind(tags))
					leftOut.add(
						'waterway',
						tags.type === 'multipolygon' ? 'area' : 'group',
						refOf('relation', id),
						tags.name
					);
				if (tags.highway) leftOut.add('road', 'area', refOf('relation', id), tags.name);
			}
		},
		(bytes) => onProgress(bytes, total)
	);

	const needed: number[] = [];
	await file.visit(
		{
			way(id, refs, tags) {
				seen.ways++;
				count(tags);
				let keep = false;
				if (memberWays.has(id)) {
					memberWays.set(id, refs);
					keep = true;
				}
				const closed = refs.length > 3 && refs[0] === refs.at(-1);
				const level = adminLevelOf(tags);
				if (level !== null && want.adminLevels.has(level) && closed) {
					if (!tags.name?.trim()) leftOut.add('boundary', 'unnamed', refOf('way', id));
					else {
						boundaries.ways.push({ id, tags, nodes: refs });
						keep = true;
					}
				}
				if (isSurface(tags, want.table)) {
					surfaces.ways.push({ id, tags, nodes: refs });
					keep = true;
				}
				if (isLine(tags)) {
					lines.push({ id, tags, nodes: refs });
					keep = true;
				} else if (tags.highway) leftOut.add('road', 'no-road', refOf('way', id), tags.name ?? tags.highway);
				if (keep) for (const ref of refs) needed.push(ref);
			}
		},
		(bytes) => onProgress(file.size + bytes, total)
	);
	for (const [id, nodes] of memberWays) if (nodes === NONE) memberWays.delete(id);

	const places = new NodePlaces(needed);
	needed.length = 0;
	const trees: CollectedNode[] = [];
	const facilities: CollectedNode[] = [];
	const addresses: CollectedNode[] = [];
	await file.visit(
		{
			node(id, lng, lat, read) {
				seen.nodes++;
				const tags = read();
				if (!(Math.abs(lng) <= 180e7 && Math.abs(lat) <= 90e7)) {
					leftOut.add('node', 'off-the-earth', refOf('node', id), `${lng / 1e7},${lat / 1e7}`);
					return;
				}
				places.put(id, lng, lat);
				if (tags === NO_TAGS) return;
				count(tags);
				const node: CollectedNode = { id, tags, place: [lng, lat] };
				if (tags.natural === 'tree') trees.push(node);
				if (want.table.typeOf(tags) !== null) facilities.push(node);
				if (tags['addr:housenumber']) addresses.push(node);
				if (buildingUse(tags)) leftOut.add('building', 'point', refOf('node', id), tags.name);
				if (waterKind(tags)) leftOut.add('water', 'point', refOf('node', id), tags.name);
				if (waterwayKind(tags)) leftOut.add('waterway', 'point', refOf('node', id), tags.name);
				if (tags.highway) leftOut.add('road', 'point', refOf('node', id), tags.highway);
			}
		},
		(bytes) => onProgress(file.size * 2 + bytes, total)
	);
	return { boundaries, surfaces, lines, trees, facilities, addresses, memberWays, places, seen };
}
