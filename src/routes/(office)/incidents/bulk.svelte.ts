/** One thing done to several cases from an open page: sent in parts, so that it can be followed and stopped. */
import { deserialize } from '$app/forms';
import { seenCaseText, type BulkAction, type SeenCase } from '$lib/domain/incident/bulk';
import type { FormProblem } from '$lib/forms/problem';

/** As the page's action answers (+page.server.ts). */
export interface Outcome {
	number: string;
	refused?: FormProblem;
}

export interface BulkAsked {
	action: BulkAction;
	reason: string;
	/** Code; empty: each to the one that is proposed. */
	organisation: string;
}

/** So many at a time: a fraction of a second each time. */
const PART = 5;

export class Bulk {
	outcomes: Outcome[] = $state([]);
	/** How many are to be done; 0 before it has begun. */
	total = $state(0);
	running = $state(false);
	/** What kept a part from being done at all. */
	problem: FormProblem | null = $state(null);
	/** A part did not arrive. */
	interrupted = $state(false);
	#stopped = false;
	/** What it is called: sent again, what was done is not done twice. */
	readonly #key: string;

	constructor(key: string) {
		this.#key = key;
	}

	get done(): number {
		return this.outcomes.filter(({ refused }) => !refused).length;
	}

	get over(): boolean {
		return this.total > 0 && !this.running && this.outcomes.length === this.total;
	}

	stop(): void {
		this.#stopped = true;
	}

	/** Goes on where it was interrupted, when it is asked for again. */
	async run(cases: readonly SeenCase[], asked: BulkAsked): Promise<void> {
		if (this.running) return;
		this.running = true;
		this.#stopped = this.interrupted = false;
		this.problem = null;
		this.total = cases.length;
		const left = cases.filter((one) => !this.outcomes.some(({ number }) => number === one.number));
		try {
			for (let at = 0; at < left.length && !this.#stopped && !this.problem; at += PART)
				await this.#send(left.slice(at, at + PART), asked);
			this.interrupted = this.#stopped && this.outcomes.length < this.total;
		} catch {
			this.interrupted = true;
		} finally {
			this.running = false;
		}
	}

	async #send(part: readonly SeenCase[], { action, reason, organisation }: BulkAsked): Promise<void> {
		const body = new FormData();
		for (const [name, value] of Object.entries({ key: this.#key, action, reason, organisation }))
			body.append(name, value);
		for (const one of part) body.append('case', seenCaseText(one));
		const response = await fetch('/incidents?/bulk', {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body
		});
		const result = deserialize<{ outcomes: Outcome[] }, { problem: FormProblem }>(await response.text());
		if (result.type === 'success') this.outcomes.push(...(result.data?.outcomes ?? []));
		else if (result.type === 'failure' && result.data) this.problem = result.data.problem;
		else if (result.type === 'redirect') location.assign(result.location);
		else throw new Error('the server did not answer');
	}
}
