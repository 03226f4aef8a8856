/** What the fence takes from the keys of this installation (src/lib/server/secrets). */
import { createHmac, createSecretKey, pbkdf2Sync, createHash, type KeyObject } from 'node:crypto';
import { derivedKey, keyedHash, type Key, type Keys } from '../secrets/keys.ts';

const CONTEXT = 'database context';
/** Bytes of a block of SHA-256, to which a key of HMAC is filled up (RFC 2104). */
const BLOCK = 64;
const [INNER, OUTER] = [0x36, 0x5c];
/** What PostgreSQL itself takes; the password is as long as a key, and needs no stretching. */
const ITERATIONS = 4096;

/** The key with which this process says who asks. */
export const signingKey = ({ current }: Keys): KeyObject =>
	createSecretKey(derivedKey(current.secret, CONTEXT));

export interface ContextKey {
	name: Buffer;
	inner: Buffer;
	outer: Buffer;
}

/** All that a database must know to check what is signed with any of the keys, mixed with the pads of HMAC. */
export const contextKeys = ({ current, former }: Keys): ContextKey[] =>
	[current, ...former].map(({ name, secret }: Key) => {
		const key = derivedKey(secret, CONTEXT);
		const padded = (pad: number) => Buffer.alloc(BLOCK, pad).map((byte, at) => byte ^ (key[at] ?? 0));
		return { name, inner: Buffer.from(padded(INNER)), outer: Buffer.from(padded(OUTER)) };
	});

/** The password of the login that the product makes for itself: the same for all processes of an installation. */
export const loginPassword = (keys: Keys, login: string): string =>
	keyedHash(keys, `database login ${login}`).toString('base64url');

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803), so that it is in no statement and in no log. */
export function scramVerifier(password: string, salt: Buffer): string {
	const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
	const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
	const stored = createHash('sha256').update(hmac('Client Key')).digest('base64');
	return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`;
}
