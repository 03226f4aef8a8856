/** Photos of cases: read before anything is held, kept with the deed that they come with, shown to whoever sees the case. */
import { createHash } from 'node:crypto';
import { MOST_PHOTOS, type PhotoKind } from '../../domain/photo/photo.ts';
import { WanggeError } from '../../domain/errors.ts';
import { caseField } from '../../domain/incident/faults.ts';
import { asProcess, type Queryable } from '../db/index.ts';
import type { Context, Within } from '../context.ts';
import { readPhoto, type Photo } from './reading.ts';
import * as repository from './repository.ts';
import { photoFolder } from './setting.ts';
import { PhotoStore, type PhotoSize, type StoredPicture } from './store.ts';

export type { PhotoRow } from './repository.ts';

/** A file as somebody sent it. */
export interface SentPhoto {
	kind: PhotoKind;
	bytes: Uint8Array;
}

/** Read, and not kept yet. */
export interface ReadyPhoto extends Photo {
	kind: PhotoKind;
}

let opened: { folder: string; store: PhotoStore } | undefined;

function store(): PhotoStore {
	const folder = photoFolder();
	if (opened?.folder !== folder) opened = { folder, store: new PhotoStore(folder) };
	return opened.store;
}

/** What is asked for under a key (server/incident/asked.ts): the same photos are the same request. */
export const saidOf = (sent: readonly SentPhoto[]) =>
	sent.map(({ kind, bytes }) => [kind, createHash('sha256').update(bytes).digest('hex')]);

/**
 * To be done before a transaction begins: it takes seconds.
 * @throws WanggeError case-field { field: 'photos', reason: 'many' }; photo-refused; server-busy
 */
export async function readPhotos(sent: readonly SentPhoto[]): Promise<ReadyPhoto[]> {
	if (sent.length > MOST_PHOTOS) throw caseField('photos', 'many');
	const ready: ReadyPhoto[] = [];
	for (const { kind, bytes } of sent) ready.push({ kind, ...(await readPhoto(bytes)) });
	return ready;
}

/**
 * Keeps photos with an event of a case that was added in the same transaction: the last thing before it ends.
 * @throws WanggeError case-field { field: 'photos', reason: 'repeated' } for one that the case has; photos-unwritable
 */
export async function keepPhotos(
	{ db }: Pick<Within, 'db'>,
	incident: number,
	nth: number,
	photos: readonly ReadyPhoto[]
): Promise<void> {
	if (photos.length > 0) await repository.holdNames(db);
	for (const { kind, original, taken, picture, thumbnail } of photos) {
		const name = await store().keep({ picture, thumbnail });
		const { width, height } = picture;
		if (!(await repository.add(db, incident, { nth, kind, name, original, taken, width, height })))
			throw caseField('photos', 'repeated');
	}
}

/**
 * Marks a photo as removed by an event of its case; nobody sees it from then on.
 * @returns the name of its file, to be dropped when the transaction has ended
 * @throws WanggeError case-field { field: 'photo', reason: 'unknown' }
 */
export async function removePhoto(
	{ db }: Pick<Within, 'db'>,
	incident: number,
	photo: number,
	nth: number
): Promise<string> {
	const name = await repository.remove(db, incident, photo, nth);
	if (name === undefined) throw caseField('photo', 'unknown');
	return name;
}

/** Removes files that no case needs. What cannot be removed is said by the store. */
export async function dropUnused(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	names: readonly string[]
): Promise<void> {
	await asProcess(db, now).transaction(async (tx) => {
		await repository.holdNames(tx, { alone: true });
		const needed = await repository.inUse(tx, names);
		for (const name of names) if (!needed.includes(name)) await store().remove(name);
	});
}

/** Those of a case, the oldest first. Whether the case may be seen is asked before. */
export const photosOf = (db: Queryable, incident: number): Promise<repository.PhotoRow[]> =>
	repository.ofCase(db, incident);

/** @throws WanggeError not-found { what: 'photo' } for what is not there, or of a case out of reach */
export async function openPhoto(
	{ db }: Within,
	number: string,
	photo: number,
	size: PhotoSize
): Promise<StoredPicture & { name: string }> {
	const name = await repository.one(db, number, photo);
	if (name === undefined) throw new WanggeError('not-found', { what: 'photo' });
	return { name, ...(await store().read(name, size)) };
}

/** What processes that were ended while they wrote have left. @returns how many files were removed */
export const sweepPhotos = (now: Date): Promise<number> => store().sweep(now.getTime());
