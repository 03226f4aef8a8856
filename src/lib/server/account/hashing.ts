/** Passwords by argon2id, a few at a time: each takes memory and a core, and strangers may ask for as many as they like. */
import { hash, verify, type Algorithm } from '@node-rs/argon2';
import { WanggeError } from '../../domain/errors.ts';
import { normalised } from '../../domain/account/password.ts';

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = {
	algorithm: 2 satisfies Algorithm.Argon2id,
	memoryCost: 19 * 1024,
	timeCost: 2,
	parallelism: 1
};
const AT_ONCE = 2;
const MOST_WAITING = 60;

let running = 0;
const waiting: (() => void)[] = [];

/** @throws WanggeError server-busy when too many are waiting. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running < AT_ONCE) running++;
	else if (waiting.length >= MOST_WAITING) throw new WanggeError('server-busy');
	// Whoever leaves hands the place on.
	else await new Promise<void>((go) => waiting.push(go));
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

/** @returns PHC text with its own salt */
export const hashPassword = (password: string): Promise<string> =>
	inTurn(() => hash(normalised(password), COST));

/** Of a password that nobody has: verifying takes as long for a name that does not exist. */
const NOBODY =
	'$argon2id$v=19$m=19456,t=2,p=1$GhrsrtUf02i26f/tUw8+sA$G6hVah9bob3hgJ5uQ7tHJvQBQoEiF6SJK7WeFObfMJA';

/** @param stored null where there is no account, or one without a password: never right, and as slow */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
	const right = await inTurn(() => verify(stored ?? NOBODY, normalised(password)));
	return right && stored !== null;
}
