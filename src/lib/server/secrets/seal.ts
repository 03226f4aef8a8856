/**
 * A small text as the database keeps it: one byte of version, four that name the key, twelve of nonce, the text under
 * AES-256-GCM, sixteen of tag. 33 bytes more than the text in UTF-8.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { WanggeError } from '../../domain/errors.ts';
import { KEY_NAME_BYTES, type Key, type Keys } from './keys.ts';

/** form: not something sealed. key: none of the keys sealed it. altered: or sealed for another place. */
export type UnreadableReason = 'form' | 'key' | 'altered';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_FROM = 1 + KEY_NAME_BYTES;
const TEXT_FROM = NONCE_FROM + NONCE_BYTES;

/** @param place where it will be kept (placeOf in columns.ts): it opens nowhere else */
export function seal(keys: Keys, text: string, place: string): Buffer {
	const { name, secret } = keys.current;
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
	cipher.setAAD(Buffer.from(place));
	const sealed = [cipher.update(text, 'utf8'), cipher.final()];
	return Buffer.concat([Buffer.of(VERSION), name, nonce, ...sealed, cipher.getAuthTag()]);
}

/** @throws WanggeError secret-unreadable { reason: UnreadableReason } */
export const unseal = (keys: Keys, bytes: Uint8Array, place: string): string => open(keys, bytes, place).text;

/** The same, with the key that opened it. */
export function open(keys: Keys, bytes: Uint8Array, place: string): { text: string; key: Key } {
	if (bytes.length < TEXT_FROM + TAG_BYTES || bytes[0] !== VERSION) throw unreadable('form');
	const name = bytes.subarray(1, NONCE_FROM);
	// Of billions of keys two have the same name: all that have it are tried.
	const named = [keys.current, ...keys.former].filter((key) => key.name.equals(name));
	for (const key of named) {
		const text = opened(key, bytes, place);
		if (text !== undefined) return { text, key };
	}
	throw unreadable(named.length > 0 ? 'altered' : 'key');
}

function opened({ secret }: Key, bytes: Uint8Array, place: string): string | undefined {
	const nonce = bytes.subarray(NONCE_FROM, TEXT_FROM);
	const decipher = createDecipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
	decipher.setAAD(Buffer.from(place));
	decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
	const text = decipher.update(bytes.subarray(TEXT_FROM, -TAG_BYTES));
	try {
		return Buffer.concat([text, decipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}

const unreadable = (reason: UnreadableReason) => new WanggeError('secret-unreadable', { reason });
