/** Places for open event streams: each holds a connection and memory for as long as a page is open. */
import { WanggeError } from '../../domain/errors.ts';
import { wholeSetting } from '../db/index.ts';

export interface PlaceLimits {
	/** Streams that may be open in this process. */
	readonly all: number;
	/** Of these, to one address: an office of many people may be behind one. */
	readonly each: number;
}

/** @throws WanggeError invalid { field } for WANGGE_STREAMS or WANGGE_STREAMS_EACH that is no whole number */
export function placeLimits(
	environment: Readonly<Record<string, string | undefined>> = process.env
): PlaceLimits {
	return {
		all: wholeSetting('WANGGE_STREAMS', undefined, environment, 2000, 0, 100_000),
		each: wholeSetting('WANGGE_STREAMS_EACH', undefined, environment, 300, 0, 100_000)
	};
}

export class Places {
	readonly #limits: PlaceLimits;
	readonly #byAddress = new Map<string, number>();
	#taken = 0;

	constructor(limits: PlaceLimits) {
		this.#limits = limits;
	}

	get taken(): number {
		return this.#taken;
	}

	/**
	 * @param address of the asker
	 * @returns gives the place back; only the first call counts
	 * @throws WanggeError server-busy, too-many-requests
	 */
	take(address: string): () => void {
		const own = this.#byAddress.get(address) ?? 0;
		if (own >= this.#limits.each) throw new WanggeError('too-many-requests', { what: 'streams' });
		if (this.#taken >= this.#limits.all) throw new WanggeError('server-busy', { what: 'streams' });
		this.#byAddress.set(address, own + 1);
		this.#taken += 1;
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			this.#taken -= 1;
			const left = this.#byAddress.get(address)! - 1;
			// Nothing is remembered of who has gone.
			if (left === 0) this.#byAddress.delete(address);
			else this.#byAddress.set(address, left);
		};
	}
}
