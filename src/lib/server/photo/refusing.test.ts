import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { chunk, PNG_SIGNATURE, quarters, withChunk } from '../../../../tests/fixtures/photo.ts';
import { isWanggeError } from '../../domain/errors.ts';
import { PHOTO_LIMITS } from '../../domain/photo/refusal.ts';
import { READING_LIMITS, readPhoto, refusalOf } from './reading.ts';

/** The reason, or that it was read. */
async function reasonOf(bytes: Uint8Array, limits = READING_LIMITS): Promise<string> {
	try {
		await readPhoto(bytes, limits);
		return 'read';
	} catch (error) {
		if (!isWanggeError(error, 'photo-refused')) throw error;
		const { mostBytes, mostPixels } = limits;
		expect(error.details).toEqual({ reason: error.details.reason, mostBytes, mostPixels });
		return error.details.reason as string;
	}
}

const jpeg = () => quarters(80, 60).jpeg().toBuffer();

/** What a PNG says of itself: width, height, 8 bits, RGB. */
function pngHeader(width: number, height: number): Buffer {
	const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	return Buffer.concat([PNG_SIGNATURE, chunk('IHDR', header)]);
}

describe('no photo', () => {
	it.each([
		['nothing', '', 'empty'],
		['one byte', '\xff', 'not-a-picture'],
		['a text', '你好', 'not-a-picture'],
		['a PDF', '%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj', 'not-a-picture'],
		['a BMP', `BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0${'\0'.repeat(60)}`, 'not-a-picture'],
		['the head of a JPEG', '\xff\xd8\xff', 'damaged'],
		['the head of a PNG', PNG_SIGNATURE.toString('latin1'), 'damaged'],
		['the head of a WebP', 'RIFF\x04\0\0\0WEBP', 'damaged'],
		['a drawing after the head of a JPEG', `\xff\xd8\xff<svg width="9" height="9"/>`, 'damaged'],
		['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic'],
		['HEIC by what it is compatible with', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
		['another of its family', '\0\0\0\x18ftypavif\0\0\0\0avifmif1', 'not-a-picture'],
		['a film', '\0\0\0\x18ftypisom\0\0\0\0isommp42', 'not-a-picture']
	])('is %s', async (_, content, reason) => {
		expect(await reasonOf(Buffer.from(content, 'latin1'))).toBe(reason);
	});

	it('is what chance makes, with whatever head', async () => {
		for (let n = 0; n < 20; n++) {
			expect(await reasonOf(randomBytes(1000))).toBe('not-a-picture');
			for (const head of ['ffd8ff', '89504e470d0a1a0a', '52494646e803000057454250'])
				expect(await reasonOf(Buffer.concat([Buffer.from(head, 'hex'), randomBytes(1000)]))).toBe('damaged');
		}
	});

	it('is a drawing: nothing of it is run, and no file that it names is read', async () => {
		const entity = '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/hostname">]>';
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script><text>&e;</text></svg>`;
		for (const sent of [svg, `<?xml version="1.0"?>${entity}${svg}`, `\ufeff${svg}`])
			expect(await reasonOf(Buffer.from(sent))).toBe('not-a-picture');
	});

	it('is a picture of a kind that is not read, nor could be by another way in', async () => {
		const sent = [
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
			await quarters(8, 6).gif().toBuffer(),
			await quarters(8, 6).tiff().toBuffer(),
			await quarters(8, 6).avif({ effort: 0 }).toBuffer()
		];
		for (const bytes of sent) {
			expect(await reasonOf(bytes)).toBe('not-a-picture');
			await expect(sharp(bytes).metadata()).rejects.toThrow('unsupported image format');
		}
	});

	it('is one that moves', async () => {
		const frames = [quarters(8, 6), quarters(8, 6).negate()].map((one) => one.png().toBuffer());
		const webp = await sharp(await Promise.all(frames), { join: { animated: true } })
			.webp()
			.toBuffer();
		expect(await reasonOf(webp)).toBe('animated');
		const still = await quarters(8, 6).png().toBuffer();
		expect(await reasonOf(still)).toBe('read');
		expect(await reasonOf(withChunk(still, 'acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])))).toBe('animated');
	});
});

describe('too much', () => {
	it('are more bytes than are taken', async () => {
		const sent = await jpeg();
		expect(await reasonOf(sent, { ...READING_LIMITS, mostBytes: sent.length })).toBe('read');
		expect(await reasonOf(sent, { ...READING_LIMITS, mostBytes: sent.length - 1 })).toBe('too-large');
		expect(await reasonOf(Buffer.alloc(PHOTO_LIMITS.mostBytes + 1))).toBe('too-large');
	});

	it('are more pixels than are taken', async () => {
		const sent = await jpeg();
		expect(await reasonOf(sent, { ...READING_LIMITS, mostPixels: 4800 })).toBe('read');
		expect(await reasonOf(sent, { ...READING_LIMITS, mostPixels: 4799 })).toBe('too-many-pixels');
	});

	it('is a small file that says to be huge, and nothing of it is unpacked', async () => {
		const rows = chunk('IDAT', deflateSync(Buffer.alloc(1_000_000)));
		const png = Buffer.concat([pngHeader(60_000, 60_000), rows, chunk('IEND', Buffer.alloc(0))]);
		const huge = await jpeg();
		const frame = huge.indexOf(Buffer.from([0xff, 0xc0]));
		huge.writeUInt16BE(65_500, frame + 5);
		huge.writeUInt16BE(65_500, frame + 7);
		const webp = await quarters(80, 60).webp({ lossless: true }).toBuffer();
		// Fourteen bits for each side less one: 16,383 is the most.
		webp.writeUInt32LE(16_382 + 16_382 * 2 ** 14, webp.indexOf('VP8L') + 9);
		const before = process.memoryUsage.rss();
		for (const sent of [png, huge, webp]) {
			const began = performance.now();
			expect(await reasonOf(sent)).toBe('too-many-pixels');
			expect(performance.now() - began).toBeLessThan(2000);
		}
		expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 ** 2);
	});

	it('is a PNG that is wider than it has pixels for', async () => {
		for (const [width, height] of [
			[0, 5],
			[5, 0],
			[2 ** 31 - 1, 1],
			[2 ** 32 - 1, 2 ** 32 - 1]
		] as const) {
			const sent = Buffer.concat([pngHeader(width, height), chunk('IDAT', deflateSync(Buffer.alloc(9)))]);
			expect(['damaged', 'too-many-pixels']).toContain(await reasonOf(sent));
		}
	});
});

describe('damaged', () => {
	it.each(['jpeg', 'png', 'webp'] as const)('is a %s of which the end is missing', async (format) => {
		const whole = await sharp({
			create: {
				width: 300,
				height: 200,
				channels: 3,
				background: '#777',
				noise: { type: 'gaussian', mean: 128, sigma: 30 }
			}
		})
			.toFormat(format)
			.toBuffer();
		expect(await reasonOf(whole)).toBe('read');
		for (const share of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
			expect(await reasonOf(whole.subarray(0, Math.max(12, Math.floor(whole.length * share))))).toBe(
				'damaged'
			);
	});

	it('is a progressive JPEG of which the last half is missing', async () => {
		const whole = await quarters(300, 200).jpeg({ progressive: true }).toBuffer();
		expect(await reasonOf(whole.subarray(0, whole.length / 2))).toBe('damaged');
	});

	it('is a PNG whose sums are not right', async () => {
		const whole = await quarters(300, 200).png().toBuffer();
		const data = whole.indexOf('IDAT');
		whole[data + 20]! ^= 0xff;
		expect(await reasonOf(whole)).toBe('damaged');
	});

	it('is told apart from what took too long, and from a fault of ours', () => {
		expect(refusalOf(new Error('VipsJpeg: premature end of JPEG image'))).toBe('damaged');
		expect(refusalOf(new Error('timeout: 34% complete'))).toBe('too-slow');
		expect(refusalOf(new Error('vips_tracked: out of memory -- size == 36MB'))).toBeUndefined();
	});
});
