import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import {
	CORNERS,
	cornersOf,
	difference,
	held,
	quarters,
	segmentsOf,
	withChunk,
	withSegment
} from '../../../../tests/fixtures/photo.ts';
import { readPhoto, type Photo } from './reading.ts';

const PLANTED = 'PLANTED-13900000000';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r xmlns="http://ns.adobe.com/xap/1.0/">${PLANTED}</r></x:xmpmeta>`;
const EXIF = {
	IFD0: { Make: PLANTED, Software: PLANTED, ImageDescription: PLANTED, Copyright: PLANTED },
	IFD2: { DateTimeOriginal: '2026:07:01 08:30:00', OffsetTimeOriginal: '+08:00', MakerNote: PLANTED },
	IFD3: {
		GPSLatitudeRef: 'N',
		GPSLatitude: '36/1 40/1 0/1',
		GPSLongitudeRef: 'E',
		GPSLongitude: '117/1 0/1 0/1'
	}
};
const TRACES = [PLANTED, 'Exif', 'GPS', 'http://', 'adobe', 'Photoshop', 'ICC_PROFILE', 'urn:'];

const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text, 0, 'latin1');

/** Nothing but what a JPEG needs to be one, and its end is the end. */
function expectBare({ picture, thumbnail }: Photo): void {
	for (const { bytes } of [picture, thumbnail]) {
		expect(TRACES.filter((trace) => holds(bytes, trace))).toEqual([]);
		const segments = segmentsOf(bytes);
		expect(new Set(segments)).toEqual(new Set(['DQT', 'SOF', 'DHT', 'SOS', 'EOI']));
		expect(segments.at(-1)).toBe('EOI');
	}
}

describe('what else is in the file', () => {
	const rich = (picture: Sharp) => picture.withExif(EXIF).withXmp(XMP).withIccProfile('p3', { attach: true });

	it('goes from a JPEG, but for when it was taken', async () => {
		let sent: Buffer = await rich(quarters(80, 60)).jpeg().toBuffer();
		sent = withSegment(sent, 0xfe, PLANTED);
		sent = withSegment(sent, 0xed, `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x18\x1c\x02\x05\0\x13${PLANTED}`);
		sent = withSegment(sent, 0xe5, PLANTED);
		sent = Buffer.concat([sent, Buffer.from(PLANTED)]);
		for (const trace of ['Exif', 'http://ns.adobe.com', 'Photoshop', 'ICC_PROFILE'])
			expect(holds(sent, trace)).toBe(true);
		expect((await sharp(sent).metadata()).exif?.includes(PLANTED)).toBe(true);
		const photo = await readPhoto(sent);
		expectBare(photo);
		expect(photo.taken).toBe('2026-07-01T08:30:00+08:00');
		expect(photo.original).toBe(createHash('sha256').update(sent).digest('hex'));
	});

	it('goes from a PNG and a WebP', async () => {
		const text = Buffer.from(`Comment\0${PLANTED}`);
		const png = withChunk(await rich(quarters(80, 60)).png().toBuffer(), 'tEXt', text);
		const webp = await rich(quarters(80, 60)).webp().toBuffer();
		for (const sent of [png, webp]) {
			expect(holds(sent, PLANTED)).toBe(true);
			const photo = await readPhoto(sent);
			expectBare(photo);
			expect(photo.taken).toBe('2026-07-01T08:30:00+08:00');
		}
	});

	it.each([
		['a zip', 'PK\x03\x04' + 'PLANTED-13900000000.exe'.repeat(20)],
		['a page', `<!doctype html><script>alert("${PLANTED}")</script>`],
		['a script', `*/;fetch("//example.invalid/${PLANTED}")/*`]
	])('goes also when the file is %s as well', async (_, other) => {
		const jpeg = await quarters(80, 60).jpeg().toBuffer();
		for (const sent of [
			Buffer.concat([jpeg, Buffer.from(other, 'latin1')]),
			withSegment(jpeg, 0xfe, other)
		]) {
			expect(holds(sent, PLANTED)).toBe(true);
			expectBare(await readPhoto(sent));
		}
	});

	it('goes with the second picture of a telephone that makes brighter ones (Ultra HDR)', async () => {
		// Its types do not name it yet.
		const bright = quarters(80, 60).jpeg() as Sharp & { withGainMap(): Sharp };
		const sent = await bright.withGainMap().toBuffer();
		expect(holds(sent, 'urn:iso:std:iso:ts:21496')).toBe(true);
		const photo = await readPhoto(sent);
		expectBare(photo);
		const seen = await cornersOf(await sharp(sent).png().toBuffer());
		expect(difference(await cornersOf(photo.picture.bytes), seen)).toBeLessThan(12);
	});
});

describe('the picture', () => {
	it.each([1, 2, 3, 4, 5, 6, 7, 8])('is upright, however the camera was held (%i)', async (orientation) => {
		for (const sent of [
			await held(orientation, 80, 40).jpeg().toBuffer(),
			await held(orientation, 80, 40).png().toBuffer(),
			await held(orientation, 80, 40).webp({ lossless: true }).toBuffer()
		]) {
			const { picture, thumbnail } = await readPhoto(sent);
			for (const { bytes, width, height } of [picture, thumbnail]) {
				expect([width, height]).toEqual([80, 40]);
				expect(difference(await cornersOf(bytes), CORNERS)).toBeLessThan(12);
			}
		}
	});

	it.each([
		[4000, 1000, [2048, 512], [320, 80]],
		[1000, 3000, [683, 2048], [107, 320]],
		[400, 300, [400, 300], [320, 240]],
		[10, 7, [10, 7], [10, 7]],
		[5000, 1, [2048, 1], [320, 1]],
		[1, 1, [1, 1], [1, 1]]
	])('keeps its shape, and is made smaller only (%i × %i)', async (width, height, large, small) => {
		const { picture, thumbnail } = await readPhoto(await quarters(width, height).jpeg().toBuffer());
		expect([picture.width, picture.height]).toEqual(large);
		expect([thumbnail.width, thumbnail.height]).toEqual(small);
		const about = await sharp(picture.bytes).metadata();
		expect([about.format, about.width, about.height]).toEqual(['jpeg', ...large]);
	});

	it.each([
		['CMYK with its profile', () => quarters(80, 60).toColourspace('cmyk').withIccProfile('cmyk').jpeg(), 30],
		['Display P3', () => quarters(80, 60).withIccProfile('p3').jpeg(), 12],
		['sixteen bits', () => quarters(80, 60).toColourspace('rgb16').png(), 8],
		['a palette', () => quarters(80, 60).png({ palette: true }), 8],
		['interlaced', () => quarters(80, 60).png({ progressive: true }), 8],
		['progressive', () => quarters(80, 60).jpeg({ progressive: true }), 12]
	])('has its colours in sRGB: %s', async (_, made, most) => {
		const photo = await readPhoto(await made().toBuffer());
		expectBare(photo);
		expect(await sharp(photo.picture.bytes).metadata()).toMatchObject({
			space: 'srgb',
			channels: 3,
			depth: 'uchar',
			hasProfile: false
		});
		expect(difference(await cornersOf(photo.picture.bytes), CORNERS)).toBeLessThan(most);
	});

	it('is one in grey where it was in grey', async () => {
		const { picture } = await readPhoto(await quarters(80, 60).greyscale().jpeg().toBuffer());
		for (const [first, ...rest] of await cornersOf(picture.bytes))
			for (const other of rest) expect(Math.abs(other - first!)).toBeLessThan(3);
	});

	it('is on white where it could be seen through', async () => {
		const pixels = Buffer.from([...Array(64).keys()].flatMap((n) => [200, 0, 0, n % 8 < 4 ? 0 : 128]));
		const clear = sharp(pixels, { raw: { width: 8, height: 8, channels: 4 } });
		for (const sent of [
			await clear.clone().png().toBuffer(),
			await clear.clone().webp({ lossless: true }).toBuffer()
		]) {
			const { picture } = await readPhoto(sent);
			const [left, right] = await cornersOf(picture.bytes);
			expect(
				difference(
					[left!, right!],
					[
						[255, 255, 255],
						[227, 127, 127]
					]
				)
			).toBeLessThan(12);
		}
	});

	it('is read by what it is, whatever it is called', async () => {
		const png = await quarters(80, 60).png().toBuffer();
		const file = new File([new Uint8Array(png)], 'photo.svg', { type: 'image/svg+xml' });
		const { picture } = await readPhoto(new Uint8Array(await file.arrayBuffer()));
		expect(difference(await cornersOf(picture.bytes), CORNERS)).toBeLessThan(12);
	});

	it('is read where a telephone makes small faults that viewers forgive', async () => {
		const jpeg = await quarters(80, 60).jpeg().toBuffer();
		const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
		const parameters = Buffer.from(jpeg);
		parameters[scan + jpeg.readUInt16BE(scan + 2)] = 0;
		const between = Buffer.concat([jpeg.subarray(0, scan), Buffer.from('four'), jpeg.subarray(scan)]);
		for (const sent of [parameters, between]) expectBare(await readPhoto(sent));
	});

	it('waits for others, and several at once all come', async () => {
		const sent = await Promise.all(
			[1, 2, 3, 4, 5, 6].map((n) =>
				quarters(80 + n, 60)
					.jpeg()
					.toBuffer()
			)
		);
		const photos = await Promise.all(sent.map((bytes) => readPhoto(bytes)));
		expect(photos.map(({ picture }) => picture.width)).toEqual([81, 82, 83, 84, 85, 86]);
	});
});
