/**
 * Whoever opened the page, for as long as they are still who they were: their session may end, or a preview run out,
 * while the map is open. Then the page begins anew, so that nothing stays on the screen that was for another.
 */
import { fetchJson } from '$lib/offline/request.svelte';
import { Seldom } from '$lib/offline/seldom';

interface Standing {
	inside: boolean;
	previewing: boolean;
}
/** Kept over the page's own beginning anew, and no longer than the tab. */
const NOTE = 'wangge-signed-out';
/** Pages that lost their streams together do not all ask at once, ms. */
const SPREAD_MS = 2000;

export class Who {
	/** The page began anew because the session had ended. */
	signedOut = $state(false);
	readonly #was: Standing;
	readonly #look = new Seldom(10_000, () => setTimeout(() => void this.#ask(), Math.random() * SPREAD_MS));

	constructor(was: Standing) {
		this.#was = was;
	}

	/** To be called once the page is alive. */
	read(): void {
		this.signedOut = !this.#was.inside && sessionStorage.getItem(NOTE) !== null;
		sessionStorage.removeItem(NOTE);
	}

	/** Something was refused, or a stream was cut: are they still who they were? */
	doubt(): void {
		if (this.#was.inside) this.#look.ask();
	}

	stop(): void {
		this.#look.stop();
	}

	async #ask(): Promise<void> {
		const answer = await fetchJson<Standing>('/account/who');
		if (!('value' in answer)) return;
		const { inside, previewing } = answer.value;
		if (this.#was.previewing && !previewing) return location.assign('/preview');
		if (inside) return;
		sessionStorage.setItem(NOTE, 'yes');
		location.reload();
	}
}
