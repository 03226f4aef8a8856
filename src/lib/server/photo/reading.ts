/**
 * Makes of a file that somebody has sent two JPEGs of ours, or refuses it. Between the two there are only pixels: what else
 * the file holds (EXIF with its place, XMP, IPTC, profiles, comments, small pictures, whatever follows its end) has no way
 * from one to the other.
 */
import { createHash } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
import {
	PHOTO_LIMITS,
	photoRefused,
	type PhotoLimits,
	type PhotoRefusal
} from '../../domain/photo/refusal.ts';
import { isAnimatedPng, pictureKind, type PictureKind } from './content.ts';
import { Queue } from './queue.ts';
import { takenAt } from './taken.ts';

export interface ReadingLimits extends PhotoLimits {
	/** For the making of the small pixels out of the large ones; whole seconds. */
	readonly seconds: number;
}

/** A JPEG in sRGB, without anything but the picture. */
export interface Picture {
	bytes: Uint8Array;
	/** Pixels. */
	width: number;
	height: number;
}

export interface Photo {
	/** SHA-256 of the file as it came, in hex: the same file is known again, which is kept nowhere. */
	original: string;
	picture: Picture;
	thumbnail: Picture;
	/** By the camera's clock, as 2026-07-01T08:30:00 or 2026-07-01T08:30:00+08:00; null where the file does not say. */
	taken: string | null;
}

export const READING_LIMITS: ReadingLimits = { ...PHOTO_LIMITS, seconds: 20 };

/** Pixels of the longest side. */
export const PICTURE_SIDE = 2048;
export const THUMBNAIL_SIDE = 320;
const QUALITY = 82;
const PAPER = '#ffffff';

// One thread for one picture, one picture at a time, and nothing kept: the other processor is for those who look at maps.
sharp.concurrency(1);
sharp.cache(false);
// What is not read cannot be attacked: no SVG, no PDF, no TIFF, whatever the content would be taken for.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']
});

const queue = new Queue({ waiting: 12, waitMs: 30_000 });

/**
 * @throws WanggeError photo-refused (PhotoRefused); server-busy when too many are being read
 */
export async function readPhoto(bytes: Uint8Array, limits: ReadingLimits = READING_LIMITS): Promise<Photo> {
	if (bytes.length === 0) throw photoRefused('empty', limits);
	if (bytes.length > limits.mostBytes) throw photoRefused('too-large', limits);
	const kind = pictureKind(bytes);
	if (kind === undefined) throw photoRefused('not-a-picture', limits);
	if (kind === 'heic') throw photoRefused('heic', limits);
	return queue.take(() => read(bytes, kind, limits));
}

async function read(bytes: Uint8Array, kind: PictureKind, limits: ReadingLimits): Promise<Photo> {
	const header = await refusing(limits, () => headerOf(bytes));
	if (header.format !== kind) throw photoRefused('damaged', limits);
	if ((header.pages ?? 1) > 1 || (kind === 'png' && isAnimatedPng(bytes)))
		throw photoRefused('animated', limits);
	if (header.width * header.height > limits.mostPixels) throw photoRefused('too-many-pixels', limits);
	const { data, info } = await refusing(limits, () => pixelsOf(bytes, limits));
	const raw = { width: info.width, height: info.height, channels: info.channels };
	return {
		original: createHash('sha256').update(bytes).digest('hex'),
		picture: await encoded(sharp(data, { raw })),
		thumbnail: await encoded(sharp(data, { raw }).resize(within(THUMBNAIL_SIDE))),
		taken: header.exif ? takenAt(header.exif) : null
	};
}

/** Nothing of the picture itself is decoded, so how large it says to be does no harm here. */
const headerOf = (bytes: Uint8Array): Promise<Metadata> =>
	sharp(bytes, { limitInputPixels: false }).metadata();

/** Upright, in sRGB, on white, and no larger than wanted. */
const pixelsOf = (bytes: Uint8Array, { mostPixels, seconds }: ReadingLimits) =>
	// Telephones are known for JPEGs with small faults that every viewer forgives (sharp's issue 1578): "error" does, too.
	sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
		.timeout({ seconds })
		.autoOrient()
		.resize(within(PICTURE_SIDE))
		.flatten({ background: PAPER })
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });

const within = (side: number) =>
	({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

async function encoded(pixels: Sharp): Promise<Picture> {
	const { data, info } = await pixels.jpeg({ quality: QUALITY }).toBuffer({ resolveWithObject: true });
	return { bytes: data, width: info.width, height: info.height };
}

async function refusing<T>(limits: PhotoLimits, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const reason = refusalOf(error);
		throw reason ? photoRefused(reason, limits, { cause: error }) : error;
	}
}

/** What the reader of pictures means, which has no codes; undefined: it is not the file's fault. */
export function refusalOf(error: unknown): PhotoRefusal | undefined {
	const said = error instanceof Error ? error.message : '';
	if (/out of memory/i.test(said)) return undefined;
	return said.startsWith('timeout') ? 'too-slow' : 'damaged';
}
