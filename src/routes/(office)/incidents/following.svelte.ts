/** An open page of cases that follows what is done to them. */
import { beforeNavigate, invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import type { CaseLiveEvent } from '$lib/domain/live/case-events';
import { Paced } from '$lib/offline/pace';
import { SharedStream } from '$lib/offline/shared-stream';
import { onMount } from 'svelte';
import { CASES } from './depends';

const stream = new SharedStream<CaseLiveEvent>('/api/incidents/live');
/** When the page that is shown next was asked for (performance.now): it may not hold what was done since. */
let askedAt = Infinity;

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
 * @param concerns whether an event is of what the page shows
 * @param waits whether the page shall not change by itself now: somebody is filling in a form
 */
export function followCases(
	concerns: (done: CaseDone) => boolean,
	waits: () => boolean = () => false
): Following {
	let behind = $state(false);
	const reading: Paced<Promise<void>> = new Paced(async () => {
		// To read anew would put an end to the way to another page, as if its link had not been pressed.
		if (navigating.to !== null) return reading.soon();
		behind = false;
		await invalidate(CASES);
	});
	function changed() {
		if (waits()) behind = true;
		else reading.soon();
	}
	beforeNavigate(() => {
		askedAt = performance.now();
	});
	onMount(() => {
		const leave = stream.follow(
			{
				onevent(event) {
					if (event.kind === 'missed' || concerns(event)) changed();
				},
				// What was done meanwhile is not known.
				onback: changed
			},
			askedAt
		);
		return () => {
			reading.stop();
			leave();
		};
	});
	return {
		get behind() {
			return behind;
		},
		catchUp: () => reading.now(),
		caughtUp: () => (behind = false)
	};
}
