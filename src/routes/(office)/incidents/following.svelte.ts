/** An open page of cases that follows what is done to them. */
import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import type { CaseLiveEvent } from '$lib/domain/live/case-events';
import { Paced } from '$lib/offline/pace';
import { SharedStream } from '$lib/offline/shared-stream';
import { onDestroy } from 'svelte';
import { CASES } from './depends';

const stream = new SharedStream<CaseLiveEvent>('/api/incidents/live');
export type CaseDone = Extract<CaseLiveEvent, { kind: 'case' }>;

export interface Following {
	/** Something was done that the page does not show, because it was asked not to. */
	readonly behind: boolean;
	/** Shows it. */
	catchUp(): Promise<void>;
	/** The page was read anew for another reason: it shows all that was done. */
	caughtUp(): void;
}

/**
 * Reads the page anew when something was done that it shows. To be called while a component is made.
 * @param told number of the last event that was known when what the page shows was read
 * @param concerns whether an event is of what the page shows
 * @param waits whether the page shall not change by itself now: somebody is filling in a form
 */
export function followCases(
	told: () => number,
	concerns: (done: CaseDone) => boolean,
	waits: () => boolean = () => false
): Following {
	let behind = $state(false);
	async function catchUp() {
		reading.stop();
		behind = false;
		await invalidate(CASES);
	}
	const reading = new Paced(() => {
		// To read anew would put an end to the way to another page, as if its link had not been pressed.
		if (navigating.to !== null) reading.soon();
		// Somebody may have begun to fill in a form meanwhile.
		else if (waits()) behind = true;
		else void catchUp();
	});
	function changed() {
		if (waits()) behind = true;
		else reading.soon();
	}
	onDestroy(() => reading.stop());
	// With each reading: what was done while it was under way is told then.
	$effect(() =>
		stream.follow(
			{
				onevent(event) {
					if (event.kind === 'missed' || concerns(event)) changed();
				},
				onmissed: changed
			},
			told()
		)
	);
	return {
		get behind() {
			return behind;
		},
		catchUp,
		caughtUp: () => (behind = false)
	};
}
