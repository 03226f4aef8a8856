/**
 * The door before everything else: how many requests may be under way, for all and for each address. A request that is
 * let in costs half a millisecond of this process's one thread at the least, and all that came at once are begun at
 * once, so 600 of them keep the 601st waiting for a third of a second; one that is sent away here costs a twentieth.
 */
import type { IncomingMessage } from 'node:http';
import { wholeSetting } from '../db/index.ts';
import { CrowdCount, type CrowdLimits, type Refusal } from './crowd-count.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whoever watches over the process must hear from it above all when it is full. */
const WATCH = '/healthz';
const MOST_WATCHING = 20;
/** Open for as long as a page is, and bounded where they are opened (live/places.ts). */
const STREAM = /^\/api\/[^?]*\/live(\?|$)/;

/** @throws WanggeError invalid { field } for WANGGE_REQUESTS or WANGGE_REQUESTS_EACH that is no whole number above 0 */
export function doorLimits(environment: Environment = process.env): CrowdLimits {
	return {
		all: wholeSetting('WANGGE_REQUESTS', undefined, environment, 300, 1, 100_000),
		each: wholeSetting('WANGGE_REQUESTS_EACH', undefined, environment, 150, 1, 100_000)
	};
}

export const isWatching = (url: string) => url === WATCH;

export class Door {
	readonly #crowd: CrowdCount;
	#watching = 0;

	/** @param limits of requests under way */
	constructor(limits: CrowdLimits) {
		this.#crowd = new CrowdCount(limits);
	}

	/**
	 * @param url as it stands in the request
	 * @returns what to call once when the request is over; or why it is not let in
	 */
	enter(url: string, address: string): (() => void) | Refusal {
		if (STREAM.test(url)) return () => undefined;
		if (isWatching(url) && this.#watching < MOST_WATCHING) {
			this.#watching += 1;
			return () => (this.#watching -= 1);
		}
		return this.#crowd.take(address);
	}
}

/**
 * Where a request comes from: the other end of its connection, or what the proxy there says in the header that
 * ADDRESS_HEADER names, as adapter-node has it (XFF_DEPTH proxies, counted from the nearest).
 */
export function addressOf(
	{ headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
	environment: Environment = process.env
): string {
	const name = environment.ADDRESS_HEADER?.toLowerCase();
	const said = name ? headers[name] : undefined;
	const direct = socket.remoteAddress ?? '';
	if (typeof said !== 'string') return direct;
	if (name !== 'x-forwarded-for') return said;
	const depth = Number(environment.XFF_DEPTH ?? 1);
	return said.split(',').at(-depth)?.trim() || direct;
}
