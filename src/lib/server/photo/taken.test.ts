import sharp from 'sharp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quarters } from '../../../../tests/fixtures/photo.ts';
import { takenAt } from './taken.ts';

/** As a camera writes it: the head, then TIFF. */
async function exifWith(tags: Record<string, string>): Promise<Buffer> {
	const jpeg = await quarters(8, 6).withExif({ IFD2: tags }).jpeg().toBuffer();
	return (await sharp(jpeg).metadata()).exif!;
}

/** The same by hand, in the order of bytes of Motorola; the directory begins where it is said to. */
function bigEndian(text: string, directory = 26): Buffer {
	const bytes = Buffer.alloc(64);
	bytes.write('MM\0*', 0, 'latin1');
	bytes.writeUInt32BE(8, 4);
	bytes.writeUInt16BE(1, 8);
	entry(bytes, 10, [0x8769, 4, 1, directory]);
	bytes.writeUInt16BE(1, 26);
	entry(bytes, 28, [0x9003, 2, 20, 44]);
	bytes.write(text, 44, 'latin1');
	return bytes;
}

function entry(bytes: Buffer, at: number, [tag, type, count, value]: [number, number, number, number]): void {
	bytes.writeUInt16BE(tag, at);
	bytes.writeUInt16BE(type, at + 2);
	bytes.writeUInt32BE(count, at + 4);
	bytes.writeUInt32BE(value, at + 8);
}

describe('when a picture was taken', () => {
	it.each([
		[{ DateTimeOriginal: '2026:07:01 08:30:00' }, '2026-07-01T08:30:00'],
		[{ DateTimeOriginal: '2026:07:01 08:30:00', OffsetTimeOriginal: '+08:00' }, '2026-07-01T08:30:00+08:00'],
		[{ DateTimeOriginal: '2026:07:01 23:59:59', OffsetTimeOriginal: '-03:30' }, '2026-07-01T23:59:59-03:30'],
		[{ DateTimeOriginal: '2026:07:01 08:30:00', OffsetTimeOriginal: '   :  ' }, '2026-07-01T08:30:00'],
		[{ DateTimeOriginal: '2026:07:01 08:30:00', OffsetTimeOriginal: '+25:00' }, '2026-07-01T08:30:00'],
		[{ DateTimeOriginal: '0000:00:00 00:00:00' }, null],
		[{ DateTimeOriginal: '2026:02:30 08:30:00' }, null],
		[{ DateTimeOriginal: '2026:07:01 24:00:00' }, null],
		[{ DateTimeOriginal: '2026-07-01T08:30:00' }, null],
		[{ DateTimeOriginal: '<script>alert(1)</s' }, null],
		[{ DateTimeDigitized: '2026:07:01 08:30:00' }, null],
		[{ OffsetTimeOriginal: '+08:00' }, null]
	])('is read, or is not known: %j', async (tags, taken) => {
		expect(takenAt(await exifWith(tags))).toBe(taken);
	});

	it('is read in either order of bytes, with or without a head', () => {
		const bytes = bigEndian('2026:07:01 08:30:00\0');
		expect(takenAt(bytes)).toBe('2026-07-01T08:30:00');
		expect(takenAt(Buffer.concat([Buffer.from('Exif\0\0'), bytes]))).toBe('2026-07-01T08:30:00');
	});

	it('is not known where the file points out of itself, or to itself', () => {
		for (const directory of [0, 8, 63, 64, 2 ** 31, 2 ** 32 - 1])
			expect(takenAt(bigEndian('2026:07:01 08:30:00\0', directory))).toBeNull();
		const whole = bigEndian('2026:07:01 08:30:00\0');
		for (let length = 0; length < whole.length; length++)
			expect(takenAt(whole.subarray(0, length))).toBeNull();
	});

	it('is a moment or null, whatever is there', async () => {
		const good = await exifWith({ DateTimeOriginal: '2026:07:01 08:30:00', OffsetTimeOriginal: '+08:00' });
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
				(changes) => {
					const bytes = Buffer.from(good);
					for (const [at, value] of changes) bytes[at] = value;
					const taken = takenAt(bytes);
					if (taken !== null)
						expect(taken).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2})?$/);
				}
			)
		);
	});
});
