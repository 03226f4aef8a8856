/** Which files are taken as photos, and why one is not. */
import { WanggeError } from '../errors.ts';

export interface PhotoLimits {
	/** Of the file as it comes. */
	readonly mostBytes: number;
	/** Width times height, as the file's header says them. */
	readonly mostPixels: number;
}

/** Above what the cameras of telephones make as they are set up. */
export const PHOTO_LIMITS: PhotoLimits = { mostBytes: 20 * 1024 * 1024, mostPixels: 50_000_000 };

/**
 * not-a-picture: none of the kinds that are read. heic: told apart, because a telephone can be set to make JPEG instead.
 * animated: more than one picture. damaged: cut off, or not what it begins as.
 */
export type PhotoRefusal =
	'empty' | 'too-large' | 'not-a-picture' | 'heic' | 'too-many-pixels' | 'animated' | 'damaged' | 'too-slow';

/** Details of photo-refused. */
export type PhotoRefused = PhotoLimits & { readonly reason: PhotoRefusal };

/** Details of photos-unwritable, of which readers are told the reason only. */
export interface PhotosUnwritable {
	readonly reason: 'full' | 'unwritable';
	readonly folder: string;
	/** As the system names it: ENOSPC. */
	readonly code: string;
}

export function photoRefused(
	reason: PhotoRefusal,
	{ mostBytes, mostPixels }: PhotoLimits,
	options?: { cause?: unknown }
): WanggeError {
	const details: PhotoRefused = { reason, mostBytes, mostPixels };
	return new WanggeError('photo-refused', { ...details }, undefined, options);
}
