/** An open page of cases that follows what is done to them. */
import { invalidate } from '$app/navigation';
import type { CaseLiveEvent } from '$lib/domain/live/case-events';
import { EventStream } from '$lib/offline/event-stream';
import { waitToRead } from '$lib/offline/pace';
import { onMount } from 'svelte';
import { CASES } from './depends';

const ADDRESS = '/api/incidents/live';

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
	concerns: (number: string) => boolean,
	waits: () => boolean = () => false
): Following {
	let behind = $state(false);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let read = -Infinity;
	async function catchUp() {
		clearTimeout(timer);
		timer = undefined;
		behind = false;
		read = performance.now();
		await invalidate(CASES);
	}
	function changed() {
		if (waits()) behind = true;
		else timer ??= setTimeout(() => void catchUp(), waitToRead(performance.now() - read));
	}
	onMount(() => {
		const stream = new EventStream<CaseLiveEvent>(
			(event) => {
				if (event.kind === 'missed' || concerns(event.number)) changed();
			},
			undefined,
			// What was done meanwhile is not known.
			changed
		);
		stream.follow(ADDRESS);
		return () => {
			clearTimeout(timer);
			stream.close();
		};
	});
	return {
		get behind() {
			return behind;
		},
		catchUp,
		caughtUp: () => (behind = false)
	};
}
