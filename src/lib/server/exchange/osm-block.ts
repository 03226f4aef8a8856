/** One decoded block of a .osm.pbf file: its nodes (plain or dense), ways and relations, handed to a visitor. */
import Pbf from 'pbf';
import { NO_TAGS, type OsmKind, type OsmMember, type Tags } from '../../domain/exchange/osm.ts';

export interface BlockVisitor {
	/** lng, lat in 1e-7 degrees, not checked for being on the Earth. `tags` reads them when asked: most have none. */
	node?(id: number, lng: number, lat: number, tags: () => Tags): void;
	way?(id: number, refs: number[], tags: Tags): void;
	relation?(id: number, members: OsmMember[], tags: Tags): void;
}

interface Block {
	strings: Uint8Array[];
	/** Nanodegrees per step, and where counting begins. */
	granularity: number;
	latOffset: number;
	lngOffset: number;
	groups: [start: number, end: number][];
}

const MEMBER_KINDS: readonly OsmKind[] = ['node', 'way', 'relation'];
const utf8 = new TextDecoder();

export function readBlock(
	data: Uint8Array,
	visitor: BlockVisitor
): { nodes: boolean; ways: boolean; relations: boolean } {
	const pbf = new Pbf(data);
	const block: Block = { strings: [], granularity: 100, latOffset: 0, lngOffset: 0, groups: [] };
	pbf.readFields((tag, result, reader) => {
		if (tag === 1) {
			reader.readMessage((inner, strings, table) => {
				if (inner === 1) strings.push(table.readBytes());
			}, result.strings);
		} else if (tag === 2) {
			const end = reader.readVarint() + reader.pos;
			result.groups.push([reader.pos, end]);
			reader.pos = end;
		} else if (tag === 17) result.granularity = reader.readVarint();
		else if (tag === 19) result.latOffset = reader.readVarint(true);
		else if (tag === 20) result.lngOffset = reader.readVarint(true);
	}, block);
	const words: (string | undefined)[] = [];
	const word = (index: number): string => {
		const bytes = block.strings[index];
		if (!bytes) throw new RangeError(`no string ${index}`);
		return (words[index] ??= utf8.decode(bytes));
	};
	const holds = { nodes: false, ways: false, relations: false };
	for (const [start, end] of block.groups) {
		pbf.pos = start;
		pbf.readFields(
			(tag) => {
				if (tag === 1 || tag === 2) holds.nodes = true;
				if (tag === 3) holds.ways = true;
				if (tag === 4) holds.relations = true;
				if (tag === 1 && visitor.node) readNode(pbf, block, word, visitor.node.bind(visitor));
				else if (tag === 2 && visitor.node) readDense(pbf, block, word, visitor.node.bind(visitor));
				else if (tag === 3 && visitor.way) readWay(pbf, word, visitor.way.bind(visitor));
				else if (tag === 4 && visitor.relation) readRelation(pbf, word, visitor.relation.bind(visitor));
			},
			null,
			end
		);
	}
	return holds;
}

type Word = (index: number) => string;

function tagsOf(keys: readonly number[], values: readonly number[], word: Word): Tags {
	if (keys.length === 0) return NO_TAGS;
	const tags: Record<string, string> = {};
	keys.forEach((key, i) => (tags[word(key)] = word(values[i]!)));
	return tags;
}

function lngOf(block: Block, step: number): number {
	return Math.round((block.lngOffset + block.granularity * step) / 100);
}
function latOf(block: Block, step: number): number {
	return Math.round((block.latOffset + block.granularity * step) / 100);
}

function readNode(pbf: Pbf, block: Block, word: Word, visit: NonNullable<BlockVisitor['node']>): void {
	const node = { id: 0, lat: 0, lng: 0, keys: [] as number[], values: [] as number[] };
	pbf.readMessage((tag, result, reader) => {
		if (tag === 1) result.id = reader.readSVarint();
		else if (tag === 2) reader.readPackedVarint(result.keys);
		else if (tag === 3) reader.readPackedVarint(result.values);
		else if (tag === 8) result.lat = reader.readSVarint();
		else if (tag === 9) result.lng = reader.readSVarint();
	}, node);
	visit(node.id, lngOf(block, node.lng), latOf(block, node.lat), () => tagsOf(node.keys, node.values, word));
}

function readDense(pbf: Pbf, block: Block, word: Word, visit: NonNullable<BlockVisitor['node']>): void {
	const dense = { ids: [] as number[], lats: [] as number[], lngs: [] as number[], tags: [] as number[] };
	pbf.readMessage((tag, result, reader) => {
		if (tag === 1) reader.readPackedSVarint(result.ids);
		else if (tag === 8) reader.readPackedSVarint(result.lats);
		else if (tag === 9) reader.readPackedSVarint(result.lngs);
		else if (tag === 10) reader.readPackedVarint(result.tags);
	}, dense);
	if (dense.lats.length !== dense.ids.length || dense.lngs.length !== dense.ids.length)
		throw new RangeError('dense nodes of unequal length');
	let [id, lat, lng, at] = [0, 0, 0, 0];
	for (let i = 0; i < dense.ids.length; i++) {
		id += dense.ids[i]!;
		lat += dense.lats[i]!;
		lng += dense.lngs[i]!;
		const start = at;
		while (at < dense.tags.length && dense.tags[at] !== 0) at += 2;
		const end = at++;
		visit(id, lngOf(block, lng), latOf(block, lat), () => {
			if (end <= start) return NO_TAGS;
			const tags: Record<string, string> = {};
			for (let k = start; k < end; k += 2) tags[word(dense.tags[k]!)] = word(dense.tags[k + 1]!);
			return tags;
		});
	}
}

function readWay(pbf: Pbf, word: Word, visit: NonNullable<BlockVisitor['way']>): void {
	const way = { id: 0, keys: [] as number[], values: [] as number[], refs: [] as number[] };
	pbf.readMessage((tag, result, reader) => {
		if (tag === 1) result.id = reader.readVarint();
		else if (tag === 2) reader.readPackedVarint(result.keys);
		else if (tag === 3) reader.readPackedVarint(result.values);
		else if (tag === 8) reader.readPackedSVarint(result.refs);
	}, way);
	for (let i = 1; i < way.refs.length; i++) way.refs[i]! += way.refs[i - 1]!;
	visit(way.id, way.refs, tagsOf(way.keys, way.values, word));
}

function readRelation(pbf: Pbf, word: Word, visit: NonNullable<BlockVisitor['relation']>): void {
	const relation = {
		id: 0,
		keys: [] as number[],
		values: [] as number[],
		roles: [] as number[],
		ids: [] as number[],
		kinds: [] as number[]
	};
	pbf.readMessage((tag, result, reader) => {
		if (tag === 1) result.id = reader.readVarint();
		else if (tag === 2) reader.readPackedVarint(result.keys);
		else if (tag === 3) reader.readPackedVarint(result.values);
		else if (tag === 8) reader.readPackedVarint(result.roles);
		else if (tag === 9) reader.readPackedSVarint(result.ids);
		else if (tag === 10) reader.readPackedVarint(result.kinds);
	}, relation);
	let id = 0;
	const members = relation.ids.map((delta, i): OsmMember => {
		id += delta;
		const kind = MEMBER_KINDS[relation.kinds[i] ?? -1];
		if (!kind) throw new RangeError(`member kind ${relation.kinds[i]}`);
		return { kind, id, role: word(relation.roles[i] ?? 0) };
	});
	visit(relation.id, members, tagsOf(relation.keys, relation.values, word));
}
