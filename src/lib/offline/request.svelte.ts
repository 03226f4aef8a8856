import { fetchPatiently, isBusy } from './patience.ts';

/**
 * One question to the server at a time: a new one ends the one before, so an answer that comes late never
 * overwrites a newer one. What was answered stays readable while the next answer is on its way.
 */
export const REQUEST_PROBLEMS = ['offline', 'not-found', 'not-ready', 'busy', 'failed'] as const;
export type RequestProblem = (typeof REQUEST_PROBLEMS)[number];

export class Request<T> {
	/** The last answer, and the address that it answers. */
	value: T | null = $state.raw(null);
	address: string | null = $state(null);
	problem: RequestProblem | null = $state(null);
	loading = $state(false);

	readonly #reading: Reading<T>;
	#wanted: string | null = null;
	#control: AbortController | null = null;

	/** @param known an answer that came with the page. */
	constructor(
		known?: { address: string; value: T | null; problem?: RequestProblem | null },
		reading: Reading<T> = asJson()
	) {
		this.#reading = reading;
		if (!known) return;
		this.#wanted = this.address = known.address;
		this.value = known.value;
		this.problem = known.problem ?? null;
	}

	/** Asks; the same question again is not asked twice. null: nothing is wanted any more. */
	ask(address: string | null): void {
		if (address === this.#wanted) return;
		this.#wanted = address;
		this.#control?.abort();
		if (address === null) {
			this.value = this.address = this.problem = null;
			this.loading = false;
		} else void this.#send(address);
	}

	/** The answer may be another one by now; the one that is there stays until it comes. */
	askAgain(address: string): void {
		this.#wanted = address;
		void this.#send(address);
	}

	/** The same without a word: what is there stays as it is, too, when there is no answer. */
	askQuietly(address: string): void {
		if (this.loading || this.problem) return;
		this.#wanted = address;
		void this.#send(address, true);
	}

	retry(): void {
		if (this.#wanted !== null) void this.#send(this.#wanted);
	}

	async #send(address: string, quietly = false): Promise<void> {
		this.#control?.abort();
		const control = (this.#control = new AbortController());
		if (!quietly) this.loading = true;
		this.problem = null;
		const answer = await fetchRead(address, this.#reading, control.signal);
		if (control.signal.aborted) return;
		this.loading = false;
		if ('problem' in answer) this.problem = quietly ? null : answer.problem;
		else {
			this.value = answer.value;
			this.address = address;
		}
	}
}

/** How an answer is asked for and read. */
export interface Reading<T> {
	readonly accept: string;
	read(response: Response): Promise<T>;
}

const asJson = <T>(): Reading<T> => ({
	accept: 'application/json',
	read: (response) => response.json() as Promise<T>
});

export type Answer<T> = { value: T } | { problem: RequestProblem };

/** @param send the page's own fetch while it is loaded on the server. */
export function fetchJson<T>(
	address: string,
	signal?: AbortSignal,
	send: typeof fetch = fetch
): Promise<Answer<T>> {
	return fetchRead(address, asJson<T>(), signal, send);
}

async function fetchRead<T>(
	address: string,
	reading: Reading<T>,
	signal?: AbortSignal,
	send: typeof fetch = fetch
): Promise<Answer<T>> {
	try {
		const init = { signal: signal ?? null, headers: { accept: reading.accept } };
		const response = await fetchPatiently(() => send(address, init), signal);
		if (response.ok) return { value: await reading.read(response) };
		return { problem: await problemOf(response) };
	} catch {
		return { problem: typeof navigator === 'object' && navigator.onLine === false ? 'offline' : 'failed' };
	}
}

async function problemOf(response: Response): Promise<RequestProblem> {
	if (response.status === 404) return 'not-found';
	if (await isBusy(response)) return 'busy';
	if (response.status === 503) return 'not-ready';
	return response.status === 408 || response.status === 504 ? 'busy' : 'failed';
}
