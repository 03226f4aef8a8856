import { gzipSync } from 'node:zlib';
import { PACKED_COLUMN } from '../../src/lib/domain/measure/packed-column.ts';

/** Bytes over the wire of a measure as the map asks for it. */
export async function packedBytes(address: string): Promise<number> {
	const response = await fetch(address, { headers: { accept: PACKED_COLUMN } });
	return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}
