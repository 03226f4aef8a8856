/** When a picture was taken, as its camera wrote it (EXIF 2.32, in TIFF 6.0). Where it was taken is not looked for. */
import { isDay } from '../../domain/calendar/days.ts';

const EXIF_DIRECTORY = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const ASCII = 2;
const ENTRY_BYTES = 12;
const HEAD = 'Exif\0\0';

const MOMENT = /^(\d{4}):(\d{2}):(\d{2}) (([01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/;
/** Of a place's clock to UTC, at most 14 hours. */
const OFFSET = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/**
 * @param exif with or without the head that JPEG puts before it
 * @returns the camera's own clock, as 2026-07-01T08:30:00, with +08:00 after it where the camera says so; null where
 * there is none, or nothing that is a moment
 */
export function takenAt(exif: Uint8Array): string | null {
	const from = Buffer.from(exif.subarray(0, HEAD.length)).toString('latin1') === HEAD ? HEAD.length : 0;
	try {
		const tags = new Tags(exif.subarray(from));
		const [, year, month, day, time] = MOMENT.exec(tags.text(DATE_TIME_ORIGINAL)) ?? [];
		if (!isDay(`${year}-${month}-${day}`)) return null;
		const offset = OFFSET.exec(tags.text(OFFSET_TIME_ORIGINAL))?.[0] ?? '';
		return `${year}-${month}-${day}T${time}${offset}`;
	} catch (error) {
		// It points out of itself.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** Texts in the EXIF directory. @throws RangeError where an offset points out of the bytes */
class Tags {
	readonly #view: DataView;
	readonly #little: boolean;
	readonly #directory: number | undefined;

	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		this.#little = this.#view.getUint16(0) === 0x4949;
		const pointer = this.#entry(this.#long(4), EXIF_DIRECTORY);
		this.#directory = pointer === undefined ? undefined : this.#long(pointer + 8);
	}

	/** Empty where there is none. */
	text(tag: number): string {
		const entry = this.#directory === undefined ? undefined : this.#entry(this.#directory, tag);
		if (entry === undefined || this.#short(entry + 2) !== ASCII) return '';
		const count = this.#long(entry + 4);
		const start = count <= 4 ? entry + 8 : this.#long(entry + 8);
		const { buffer, byteOffset } = this.#view;
		// One outside throws, where a view of the bytes would be shorter without a word.
		this.#view.getUint8(start + count - 1);
		return Buffer.from(buffer, byteOffset + start, count)
			.toString('latin1')
			.replace(/\0.*$/s, '')
			.trim();
	}

	/** Where the entry of a tag begins in the directory that begins there. */
	#entry(directory: number, tag: number): number | undefined {
		const count = this.#short(directory);
		for (let n = 0; n < count; n++) {
			const entry = directory + 2 + n * ENTRY_BYTES;
			if (this.#short(entry) === tag) return entry;
		}
		return undefined;
	}

	#short(at: number): number {
		return this.#view.getUint16(at, this.#little);
	}

	#long(at: number): number {
		return this.#view.getUint32(at, this.#little);
	}
}
