import { pushState, replaceState } from '$app/navigation';

/** Keeps the address bar at the view. Browsers refuse addresses that change too often, so moves are written late. */
export class AddressBar {
	static readonly PAUSE = 300;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #address: () => string;

	constructor(address: () => string) {
		this.#address = address;
	}
	/** A new step: the back button returns to the one before. */
	push(): void {
		clearTimeout(this.#timer);
		pushState(this.#address(), {});
	}
	replace(): void {
		clearTimeout(this.#timer);
		const address = this.#address();
		// Writing what is there already could cross a step back that is under way.
		if (address !== location.pathname + location.search) replaceState(address, {});
	}
	replaceSoon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.replace(), AddressBar.PAUSE);
	}
	stop(): void {
		clearTimeout(this.#timer);
	}
}
