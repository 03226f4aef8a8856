/** The keys that seal and open small personal texts. Their bytes are where no log and no error message looks. */
import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { WanggeError } from '../../domain/errors.ts';

export interface Key {
	/** First bytes of the SHA-256 of the key: what it has sealed begins with them. */
	readonly name: Buffer;
	readonly secret: KeyObject;
}

export interface Keys {
	/** The one that seals. */
	readonly current: Key;
	/** They only open; newest first. */
	readonly former: readonly Key[];
	/** For keyedHash. */
	readonly hashing: KeyObject;
}

export const KEY_BYTES = 32;
export const KEY_NAME_BYTES = 4;
const KEY_TEXT = /^[A-Za-z0-9+/_-]{43}=?$/;

/** A random key as text, in base64. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/**
 * @param texts keys in base64 or base64url, newest first
 * @param file that they are from; of the variable WANGGE_KEYS where none is given
 * @throws WanggeError invalid { field: 'WANGGE_KEYS' } or { field: 'keys', file }
 */
export function keysFrom(texts: readonly string[], file?: string): Keys {
	const [current, ...former] = texts.map((text) => {
		if (!KEY_TEXT.test(text)) throw unfit(file);
		return keyFrom(Buffer.from(text, 'base64'));
	});
	if (!current) throw unfit(file);
	const oldest = former.at(-1) ?? current;
	// A key of its own, so that what is hashed says nothing about what is sealed.
	return { current, former, hashing: createSecretKey(derivedKey(oldest.secret, 'keyed hash')) };
}

/**
 * 32 bytes by which a text is found again without being kept, for whoever has the keys. Made with the oldest key, so
 * that a new one changes nothing; when the oldest is dropped, what was hashed before is not found any more.
 */
export const keyedHash = ({ hashing }: Keys, text: string): Buffer =>
	createHmac('sha256', hashing).update(text).digest();

/** A key of its own for one purpose, from a key of this installation. */
export const derivedKey = (from: KeyObject, purpose: string): Buffer =>
	Buffer.from(hkdfSync('sha256', from, '', `wangge ${purpose}`, KEY_BYTES));

const keyFrom = (bytes: Buffer): Key => ({
	name: createHash('sha256').update(bytes).digest().subarray(0, KEY_NAME_BYTES),
	secret: createSecretKey(bytes)
});

function unfit(file: string | undefined): WanggeError {
	const details = file === undefined ? { field: 'WANGGE_KEYS' } : { field: 'keys', file };
	const where = file ?? details.field;
	return new WanggeError('invalid', details, `${where}: wanted are keys of ${KEY_BYTES} bytes in base64`);
}
