/** Places for open event streams: each holds a connection and memory for as long as a page is open. */
import { WanggeError } from '../../domain/errors.ts';
import { wholeSetting } from '../db/index.ts';
import { CrowdCount, type CrowdLimits } from '../door/crowd-count.ts';

/** @throws WanggeError invalid { field } for WANGGE_STREAMS or WANGGE_STREAMS_EACH that is no whole number */
export function placeLimits(
	environment: Readonly<Record<string, string | undefined>> = process.env
): CrowdLimits {
	return {
		all: wholeSetting('WANGGE_STREAMS', undefined, environment, 2000, 0, 100_000),
		each: wholeSetting('WANGGE_STREAMS_EACH', undefined, environment, 300, 0, 100_000)
	};
}

export class Places {
	readonly #crowd: CrowdCount;

	constructor(limits: CrowdLimits) {
		this.#crowd = new CrowdCount(limits);
	}

	get taken(): number {
		return this.#crowd.inside;
	}

	/**
	 * @param address of the asker
	 * @returns gives the place back; only the first call counts
	 * @throws WanggeError server-busy, too-many-requests
	 */
	take(address: string): () => void {
		const taken = this.#crowd.take(address);
		if (typeof taken === 'string') throw new WanggeError(taken, { what: 'streams' });
		return taken;
	}
}
