/**
 * A measure of every grid in as few bytes as its colours need: which class each place has, not its value. For 210,000
 * grids that is a fifth of a megabyte before compression where the JSON of ids and values is three.
 *
 * Bytes: length of the head (unsigned 32 bits, little-endian); the head, JSON in UTF-8, with `count`; `count` ids,
 * ascending, each as its difference from the one before (LEB128, the first from 0); `count` bytes, a place's class plus
 * one: 0 no data, 1 zero, 2 the first class above zero.
 */
import { WanggeError } from '../errors.ts';
import { classIndex } from './breaks.ts';

export const PACKED_COLUMN = 'application/vnd.wangge.column';

/** What a column must have to be packed; ids ascending, values in their order, null is no data. */
interface Column {
	breaks: readonly number[];
	ids: readonly number[];
	values: readonly (number | null)[];
}

export interface Unpacked<Head> {
	head: Head;
	ids: Uint32Array;
	/** Class of each place (breaks.ts): -1 no data, 0 zero, from 1 above it. */
	classes: Int8Array;
}

export function packColumn({ ids, values, ...rest }: Column): Uint8Array<ArrayBuffer> {
	return packColumns(rest, ids, [values]);
}

/** @throws WanggeError file-broken when the bytes end early, go on after the last place, or are no packed column. */
export function unpackColumn<Head>(bytes: Uint8Array): Unpacked<Head> {
	const { head, ids, columns } = unpackColumns<Head>(bytes, () => 1);
	return { head, ids, classes: columns[0]! };
}

/** Several columns of the same places on the same breaks: the bytes of their classes follow one another. */
export function packColumns(
	rest: Pick<Column, 'breaks'>,
	ids: Column['ids'],
	columns: readonly Column['values'][]
): Uint8Array<ArrayBuffer> {
	const head = new TextEncoder().encode(JSON.stringify({ ...rest, count: ids.length }));
	const packed = new Uint8Array(4 + head.length + (5 + columns.length) * ids.length);
	new DataView(packed.buffer).setUint32(0, head.length, true);
	packed.set(head, 4);
	let at = 4 + head.length;
	let before = 0;
	for (const id of ids) {
		let step = id - before;
		before = id;
		for (; step >= 0x80; step = Math.floor(step / 0x80)) packed[at++] = (step % 0x80) + 0x80;
		packed[at++] = step;
	}
	for (const values of columns) for (const value of values) packed[at++] = classIndex(value, rest.breaks) + 1;
	return packed.slice(0, at);
}

/**
 * @param columnsOf how many columns there are, by the head
 * @throws WanggeError file-broken, as unpackColumn
 */
export function unpackColumns<Head>(
	bytes: Uint8Array,
	columnsOf: (head: Head) => number
): { head: Head; ids: Uint32Array; columns: Int8Array[] } {
	const head = headOf(bytes);
	const { count } = head;
	let at = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
	const ids = new Uint32Array(count);
	let before = 0;
	for (let place = 0; place < count; place++) {
		for (let scale = 1, more = true; more; scale *= 0x80) {
			const byte = bytes[at++];
			if (byte === undefined) throw broken();
			before += (byte % 0x80) * scale;
			more = byte >= 0x80;
		}
		ids[place] = before;
	}
	const many = columnsOf(head as Head);
	if (bytes.length !== at + many * count) throw broken();
	const columns = Array.from({ length: many }, (_, nth) => {
		const classes = new Int8Array(count);
		for (let place = 0; place < count; place++) classes[place] = bytes[at + nth * count + place]! - 1;
		return classes;
	});
	return { head: head as Head, ids, columns };
}

function headOf(bytes: Uint8Array): { count: number } {
	try {
		const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
		const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as { count: number };
		// Each place takes two bytes at least: a number beyond that would only ask for memory.
		if (Number.isInteger(head.count) && head.count >= 0 && head.count * 2 <= bytes.length) return head;
	} catch {
		// Said below.
	}
	throw broken();
}

const broken = () => new WanggeError('file-broken', { format: PACKED_COLUMN });
