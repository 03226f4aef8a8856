/** Writes the wire format of Protocol Buffers into bytes that grow as needed. */
export class Bytes {
	#bytes = new Uint8Array(4096);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	/** What is written, to keep. */
	copy(): Uint8Array<ArrayBuffer> {
		return this.#bytes.slice(0, this.#length);
	}

	clear(): void {
		this.#length = 0;
	}

	/** @param value whole, 0 to 2^53 */
	varint(value: number): void {
		this.#makeRoom(8);
		let left = value;
		while (left > 0x7f) {
			this.#bytes[this.#length++] = (left & 0x7f) | 0x80;
			left = left > 0x7fff_ffff ? Math.floor(left / 128) : left >>> 7;
		}
		this.#bytes[this.#length++] = left;
	}

	/** A field that holds a number. */
	number(field: number, value: number): void {
		this.varint(field << 3);
		this.varint(value);
	}

	/** A field that holds other bytes: a message, a packed list. */
	field(field: number, other: Bytes): void {
		const bytes = other.#bytes;
		const length = other.#length;
		this.#open(field, length);
		// A loop, because copying natively costs more than the few bytes of a feature.
		if (length < 256) for (let at = 0; at < length; at++) this.#bytes[this.#length + at] = bytes[at]!;
		else this.#bytes.set(bytes.subarray(0, length), this.#length);
		this.#length += length;
	}

	text(field: number, text: string): void {
		const encoded = isAscii(text) ? text : Buffer.from(text).toString('latin1');
		this.#open(field, encoded.length);
		for (let at = 0; at < encoded.length; at++) this.#bytes[this.#length++] = encoded.charCodeAt(at);
	}

	/** A field that holds a number with a fraction. */
	double(field: number, value: number): void {
		this.varint((field << 3) | 1);
		this.#makeRoom(8);
		new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
		this.#length += 8;
	}

	#open(field: number, length: number): void {
		this.varint((field << 3) | 2);
		this.varint(length);
		this.#makeRoom(length);
	}

	#makeRoom(count: number): void {
		if (this.#length + count <= this.#bytes.length) return;
		const larger = new Uint8Array(2 * (this.#length + count));
		larger.set(this.#bytes);
		this.#bytes = larger;
	}
}

function isAscii(text: string): boolean {
	for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
	return true;
}
