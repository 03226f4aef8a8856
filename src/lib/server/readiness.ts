/** How far the start has come. One process has one start, so this is the process's own state. */
import type { StartStage } from '../words/start.ts';

export interface Readiness {
	/** The database answers and the ground is there. */
	ready: boolean;
	/** Pages are answered, but slowly: whoever watches over the process is told that it is not ready. */
	warming?: boolean;
	stage: StartStage;
	/** Part of the stage that is done, 0 to 1. */
	done: number;
	/** Why the start ended, if it failed: a terse line, without personal data. */
	failure?: string;
	/** The start is tried again in a moment. */
	again?: boolean;
	/** The database is open, but holds no jurisdiction. */
	empty?: boolean;
}

let state: Readiness = { ready: false, stage: 'opening', done: 0 };

export const readiness = (): Readiness => state;

export function report(next: Readiness): void {
	state = next;
}
