/** What a file is, by its content alone: a name and a declared type are whatever the sender likes. */

/** heic is told apart to be refused with a word on what to do: its HEVC is not read (sharp's prebuilt libheif). */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic';

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';
/** Major and compatible brands of HEIC, still and in sequence (ISO/IEC 23008-12, annex B). */
const HEIC_BRAND = /^(heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/;
const BRAND_BYTES = 4;

/** By its first bytes; undefined for anything else. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
	const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
	if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
	if (text(0, 8) === PNG_SIGNATURE) return 'png';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
	if (text(4, 8) === 'ftyp' && brands(bytes).some((brand) => HEIC_BRAND.test(brand))) return 'heic';
	return undefined;
}

/**
 * Whether a PNG has an acTL chunk before its picture (APNG, PNG third edition 11.3.6): readers that do not know of it see
 * a still one.
 */
export function isAnimatedPng(bytes: Uint8Array): boolean {
	const { buffer, byteOffset, length } = bytes;
	const view = new DataView(buffer, byteOffset, length);
	for (let at = PNG_SIGNATURE.length; at + 8 <= length; at += 12 + view.getUint32(at)) {
		const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
		if (name === 'acTL') return true;
		if (name === 'IDAT') return false;
	}
	return false;
}

/** Of an ftyp box: the major one, a version, then the compatible ones. */
function brands(bytes: Uint8Array): string[] {
	const box = Buffer.from(bytes.subarray(0, 256));
	if (box.length < 12) return [];
	const end = Math.min(box.readUInt32BE(0), box.length);
	const found: string[] = [];
	for (let at = 8; at + BRAND_BYTES <= end; at += BRAND_BYTES)
		found.push(box.toString('latin1', at, at + BRAND_BYTES));
	return found;
}
