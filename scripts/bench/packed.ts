import { gzipSync } from 'node:zlib';
import { comeIn } from '../setup/demonstration-visit.ts';
import { PACKED_COLUMN } from '../../src/lib/domain/measure/packed-column.ts';

/** Bytes over the wire of a measure as the map asks for it, for a leader, who sees all of it. */
export async function packedBytes(address: string): Promise<number> {
	const { name, value } = await comeIn(new URL(address).origin, 'leader');
	const response = await fetch(address, {
		headers: { accept: PACKED_COLUMN, cookie: `${name}=${value}` }
	});
	if (!response.ok) throw new Error(`${address}: ${response.status}`);
	return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}
