/** A server that is busy says when to ask again; then it is asked again, a few times, and not by all at the same moment. */
import { kindOfProblem } from '../domain/api/problem-type.ts';
import { pauseMs, RETRY_AFTER_S } from '../domain/api/retry.ts';

/** Asked so many times more. With the pauses that is a quarter of a minute, for which a person still waits. */
const RETRIES = 3;

export interface Patience {
	retries: number;
	/** A number from 0 to 1. */
	roll(): number;
	/** Rejects when the signal is aborted. */
	pause(ms: number, signal?: AbortSignal): Promise<void>;
}

const usual: Patience = {
	// While a page is made on the server, its reader waits for all of it: what is busy is said at once.
	retries: typeof window === 'undefined' ? 0 : RETRIES,
	roll: Math.random,
	pause: (ms, signal) =>
		new Promise((resolve, reject) => {
			const gone = () => {
				clearTimeout(timer);
				reject(new DOMException('aborted', 'AbortError'));
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', gone);
				resolve();
			}, ms);
			signal?.addEventListener('abort', gone, { once: true });
		})
};

/** Sends, and again while the server is busy; the last answer, whatever it is. */
export async function fetchPatiently(
	send: () => Promise<Response>,
	signal?: AbortSignal,
	{ retries, roll, pause }: Patience = usual
): Promise<Response> {
	for (let attempt = 0; ; attempt++) {
		const response = await send();
		if (attempt >= retries || !(await isBusy(response))) return response;
		await pause(pauseOf(response, attempt, roll()), signal);
	}
}

function pauseOf(response: Response, attempt: number, roll: number): number {
	const asked = Number(response.headers.get('retry-after') ?? NaN);
	return pauseMs(Number.isFinite(asked) && asked > 0 ? asked : RETRY_AFTER_S, attempt, roll);
}

/** Whether asking again soon is worth it: not so while the ground is still being prepared, which takes minutes. */
export async function isBusy(response: Response): Promise<boolean> {
	if (response.status === 429) return true;
	if (response.status !== 503) return false;
	try {
		const { type } = (await response.clone().json()) as { type?: unknown };
		return typeof type !== 'string' || kindOfProblem(type) !== 'not-ready';
	} catch {
		// A proxy's own page.
		return true;
	}
}
