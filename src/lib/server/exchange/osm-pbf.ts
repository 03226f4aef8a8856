/**
 * A streaming reader of .osm.pbf files (https://wiki.openstreetmap.org/wiki/PBF_Format): one blob in memory at a time.
 * Written here because the readers on npm leave out what an import must know: a file that stops in the middle, a blob
 * in a compression we cannot read, an object outside the Earth.
 */
import { open, stat, type FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import Pbf from 'pbf';
import { WanggeError } from '../../domain/errors.ts';
import { readBlock, type BlockVisitor } from './osm-block.ts';

/** Upper limits of the format. */
const HEADER_LIMIT = 64 * 1024;
const BLOB_LIMIT = 32 * 1024 * 1024;
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays', 'Sort.Type_then_ID']);

export interface OsmHeader {
	/** Day that the data describes, YYYY-MM-DD; null when the file does not say. */
	asOf: string | null;
	/** west, south, east, north in degrees; null when the file does not say. */
	bounds: [number, number, number, number] | null;
}

/** Where a blob lies in the file, and which kinds of object it holds once it has been read. */
export interface BlobPlace {
	offset: number;
	length: number;
	holds: { nodes: boolean; ways: boolean; relations: boolean } | null;
}

export class OsmFile {
	readonly path: string;
	readonly size: number;
	readonly header: OsmHeader;
	private readonly handle: FileHandle;
	private readonly blobs: BlobPlace[];

	private constructor(path: string, handle: FileHandle, size: number, header: OsmHeader, blobs: BlobPlace[]) {
		this.path = path;
		this.handle = handle;
		this.size = size;
		this.header = header;
		this.blobs = blobs;
	}

	/**
	 * Opens the file and walks its whole frame, so that a file that stops in the middle is known before anything is
	 * read from it.
	 * @throws WanggeError file-empty; file-broken with reason not-found, folder, not-osm-pbf, truncated, feature and the byte
	 */
	static async open(path: string): Promise<OsmFile> {
		const found = await stat(path).catch(() => null);
		if (found?.isDirectory()) throw new WanggeError('file-broken', { file: path, reason: 'folder' });
		if (!found?.isFile()) throw new WanggeError('file-broken', { file: path, reason: 'not-found' });
		if (found.size === 0) throw new WanggeError('file-empty', { file: path });
		const handle = await open(path, 'r');
		try {
			const { header, blobs } = await walkFrame(path, handle, found.size);
			return new OsmFile(path, handle, found.size, header, blobs);
		} catch (error) {
			await handle.close();
			throw error;
		}
	}

	/**
	 * Visits every object of the kinds asked for. Blobs that an earlier pass saw to hold none of them are passed over.
	 * @param onProgress bytes of this pass done so far, of `size`
	 */
	async visit(visitor: BlockVisitor, onProgress?: (bytes: number) => void): Promise<void> {
		for (const blob of this.blobs) {
			const { holds } = blob;
			const wanted =
				!holds ||
				(holds.nodes && visitor.node) ||
				(holds.ways && visitor.way) ||
				(holds.relations && visitor.relation);
			if (wanted) {
				const data = unpack(this.path, await readBytes(this.path, this.handle, blob), blob.offset);
				try {
					blob.holds = readBlock(data, visitor);
				} catch (error) {
					if (error instanceof WanggeError) throw error;
					throw new WanggeError(
						'file-broken',
						{ file: this.path, reason: 'damaged', byte: blob.offset },
						undefined,
						{ cause: error }
					);
				}
			}
			onProgress?.(blob.offset + blob.length);
		}
	}

	async close(): Promise<void> {
		await this.handle.close();
	}
}

async function walkFrame(
	path: string,
	handle: FileHandle,
	size: number
): Promise<{ header: OsmHeader; blobs: BlobPlace[] }> {
	let header: OsmHeader | null = null;
	const blobs: BlobPlace[] = [];
	const broken = (reason: string, byte: number) =>
		new WanggeError('file-broken', { file: path, reason, byte, size });
	for (let offset = 0; offset < size;) {
		const wrong = () => broken(header ? 'damaged' : 'not-osm-pbf', offset);
		if (offset + 4 > size) throw header ? broken('truncated', offset) : wrong();
		const length = (await readBytes(path, handle, { offset, length: 4 })).readUInt32BE(0);
		if (length === 0 || length > HEADER_LIMIT) throw wrong();
		if (offset + 4 + length > size) throw header ? broken('truncated', offset) : wrong();
		const head = readBlobHeader(await readBytes(path, handle, { offset: offset + 4, length }));
		if (!head || head.size > BLOB_LIMIT) throw wrong();
		if (!header && head.type !== 'OSMHeader') throw broken('not-osm-pbf', offset);
		const blob: BlobPlace = { offset: offset + 4 + length, length: head.size, holds: null };
		if (blob.offset + blob.length > size) throw broken('truncated', offset);
		if (head.type === 'OSMHeader') {
			header = readHeader(path, unpack(path, await readBytes(path, handle, blob), blob.offset));
		} else if (head.type === 'OSMData') {
			blobs.push(blob);
		}
		// Other types are to be passed over, says the format.
		offset = blob.offset + blob.length;
	}
	if (blobs.length === 0) throw new WanggeError('file-empty', { file: path });
	return { header: header!, blobs };
}

async function readBytes(
	path: string,
	handle: FileHandle,
	{ offset, length }: { offset: number; length: number }
): Promise<Buffer> {
	const buffer = Buffer.allocUnsafe(length);
	const { bytesRead } = await handle.read(buffer, 0, length, offset);
	if (bytesRead < length)
		throw new WanggeError('file-broken', { file: path, reason: 'truncated', byte: offset });
	return buffer;
}

function readBlobHeader(bytes: Buffer): { type: string; size: number } | null {
	try {
		const head = new Pbf(bytes).readFields<{ type: string; size: number }>(
			(tag, result, pbf) => {
				if (tag === 1) result.type = pbf.readString();
				else if (tag === 3) result.size = pbf.readVarint();
			},
			{ type: '', size: -1 }
		);
		return head.size >= 0 && head.type !== '' ? head : null;
	} catch {
		return null;
	}
}

const COMPRESSIONS: Record<number, string> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

function unpack(path: string, bytes: Buffer, byte: number): Uint8Array {
	let raw: Uint8Array | null = null;
	let zlib: Uint8Array | null = null;
	let size = 0;
	let other: string | undefined;
	try {
		new Pbf(bytes).readFields((tag, _, pbf) => {
			if (tag === 1) raw = pbf.readBytes();
			else if (tag === 2) size = pbf.readVarint();
			else if (tag === 3) zlib = pbf.readBytes();
			else other ??= COMPRESSIONS[tag];
		}, null);
		if (raw) return raw;
		if (zlib && size <= BLOB_LIMIT) {
			const data = inflateSync(zlib, { maxOutputLength: BLOB_LIMIT });
			if (data.length === size) return data;
		}
	} catch (error) {
		throw new WanggeError('file-broken', { file: path, reason: 'damaged', byte }, undefined, {
			cause: error
		});
	}
	throw new WanggeError(
		'file-broken',
		other
			? { file: path, reason: 'compression', compression: other, byte }
			: { file: path, reason: 'damaged', byte }
	);
}

function readHeader(path: string, data: Uint8Array): OsmHeader {
	const header: OsmHeader = { asOf: null, bounds: null };
	const features: string[] = [];
	try {
		new Pbf(data).readFields((tag, result, pbf) => {
			if (tag === 4) features.push(pbf.readString());
			else if (tag === 32) result.asOf = dayOf(pbf.readVarint());
			else if (tag === 1) {
				// left, right, top, bottom in nanodegrees
				const box = pbf.readMessage<number[]>((side, sides, inner) => {
					sides[side - 1] = inner.readSVarint() / 1e9;
				}, []);
				if (box.length >= 4) result.bounds = [box[0]!, box[3]!, box[1]!, box[2]!];
			}
		}, header);
	} catch (error) {
		throw new WanggeError('file-broken', { file: path, reason: 'not-osm-pbf', byte: 0 }, undefined, {
			cause: error
		});
	}
	const unknown = features.find((feature) => !KNOWN_FEATURES.has(feature));
	if (unknown) throw new WanggeError('file-broken', { file: path, reason: 'feature', feature: unknown });
	return header;
}

function dayOf(seconds: number): string | null {
	const date = new Date(seconds * 1000);
	return seconds > 0 && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : null;
}
