import type { ThemeId } from '$lib/map/scales';
import { getContext, setContext } from 'svelte';

/** The theme that one page shows, and the one that its reader chose. */
export class Look {
	/** null: as the device has it. */
	chosen: ThemeId | null = $state(null);
	theme: ThemeId = $state('paper');

	constructor(chosen: ThemeId | null) {
		this.chosen = chosen;
		this.theme = chosen ?? 'paper';
	}
}

const KEY = Symbol('look');
export const provideLook = (chosen: ThemeId | null): Look => setContext(KEY, new Look(chosen));
export const useLook = (): Look => getContext<Look>(KEY);
