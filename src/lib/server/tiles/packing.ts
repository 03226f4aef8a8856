/** From what lies in a tile to the bytes that are sent. */
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { layerContent, type LayerRow, type TileLayerContent } from './features.ts';
import { encodeTile } from './mvt.ts';
import type { TileSet } from './sets.ts';
import type { Generalised } from './tag.ts';
import { thinned } from './thinning.ts';

const inTheBackground = promisify(gzip);
/** Half the work of the usual 6, for a hundredth of the size. */
const LEVEL = 4;
/** So many bytes are compressed sooner than another thread has taken them over. */
const SMALL = 16_384;

/** No tile is larger, compressed, as long as one of its layers may be thinned. */
export const MOST_BYTES = 300_000;
/** Weights (thinning.ts) of each layer of a tile that is too large: the first, which are halved until it is not. */
const FIRST_BUDGET = 128_000;
const LEAST_BUDGET = 500;

export interface PackedTile {
	bytes: Uint8Array<ArrayBuffer>;
	/** Gzipped; null when nothing lies in the tile. */
	body: Uint8Array<ArrayBuffer> | null;
	/** Layers of which something was left out or merged. */
	generalised: Record<string, Generalised>;
}

/** Encoded and compressed; generalised as far as its size asks for. */
export async function packedTile(
	set: TileSet,
	tile: { z: number; x: number; y: number },
	rows: readonly LayerRow[]
): Promise<PackedTile> {
	const merging = new Set(set.layers.filter(({ merges }) => merges).map(({ id }) => id));
	// Servers may work on layers side by side, and answer with whichever is done first.
	const places = new Map(set.layers.map(({ id }, place) => [id, place]));
	const inOrder = [...rows].sort((one, other) => places.get(one.layer)! - places.get(other.layer)!);
	const layers = inOrder.map((row) => {
		const layer = layerContent(row, tile);
		return merging.has(layer.name) ? { ...layer, merged: true } : layer;
	});
	const rules = new Map(
		set.layers.flatMap(({ id, thinning }) => (thinning ? [[id, thinning] as const] : []))
	);
	let packed = await pack(layers);
	for (let budget = FIRST_BUDGET; isTooLarge(packed) && rules.size > 0 && budget >= LEAST_BUDGET; budget /= 2)
		packed = await pack(
			layers.map((layer) => {
				const rule = rules.get(layer.name);
				return rule ? thinned(layer, rule, budget) : layer;
			})
		);
	return packed;
}

const compressed = (bytes: Uint8Array) =>
	bytes.byteLength <= SMALL ? gzipSync(bytes, { level: LEVEL }) : inTheBackground(bytes, { level: LEVEL });

const isTooLarge = ({ body }: PackedTile) => (body?.byteLength ?? 0) > MOST_BYTES;

async function pack(layers: readonly TileLayerContent[]): Promise<PackedTile> {
	const bytes = encodeTile(layers);
	const body = bytes.byteLength === 0 ? null : new Uint8Array(await compressed(bytes));
	const said = layers.flatMap(({ name, leftOut, merged }) => {
		const how = [merged ? 'merged' : '', leftOut ? 'left-out' : ''].filter(Boolean).join('+');
		return how === '' ? [] : [[name, how as Generalised] as const];
	});
	return { bytes, body, generalised: Object.fromEntries(said) };
}
