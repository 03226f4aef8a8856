/** So many at a time, for all and for each address. */
import type { ErrorKind } from '../../domain/errors.ts';

export interface CrowdLimits {
	/** In this process. */
	readonly all: number;
	/** Of these, of one address: behind one may be a proxy, or an office of many people. */
	readonly each: number;
}

/** What somebody is told for whom there is no room. */
export type Refusal = Extract<ErrorKind, 'too-many-requests' | 'server-busy'>;

export class CrowdCount {
	readonly #limits: CrowdLimits;
	readonly #byAddress = new Map<string, number>();
	#inside = 0;

	constructor(limits: CrowdLimits) {
		this.#limits = limits;
	}

	get inside(): number {
		return this.#inside;
	}

	/** @returns gives the place back, and only the first call counts; or why there is none */
	take(address: string): (() => void) | Refusal {
		const own = this.#byAddress.get(address) ?? 0;
		if (own >= this.#limits.each) return 'too-many-requests';
		if (this.#inside >= this.#limits.all) return 'server-busy';
		this.#inside += 1;
		this.#byAddress.set(address, own + 1);
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			this.#inside -= 1;
			const left = this.#byAddress.get(address)! - 1;
			// Nothing is remembered of who has gone.
			if (left === 0) this.#byAddress.delete(address);
			else this.#byAddress.set(address, left);
		};
	}
}
