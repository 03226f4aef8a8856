/**
 * How the product is. Whoever watches over it must hear within a moment, above all when the database does not answer,
 * so nothing here waits for the database longer than that: what is not known by then is a state, too.
 */
import type { z } from 'zod';
import type { DATABASE_STATES, healthSchema } from '../../domain/api/setting.ts';
import { isWanggeError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { PerDatabase, type Database } from '../db/index.ts';
import { readCoverageState } from '../measure/state.ts';
import { within } from '../db/within.ts';

type DatabaseState = (typeof DATABASE_STATES)[number];

const ANSWER_WITHIN_MS = 100;
/** A request that has held or waited for a connection so long is one that a person notices. */
const LONG_MS = 2000;
/** So long after somebody was sent away the database counts as busy still. */
const AFTERWARDS_MS = 5000;

interface Pulse {
	/** The one question that is under way; those who ask meanwhile share it. */
	beat?: Promise<void> | undefined;
	/** What was last heard. */
	coverage_as_of: string | null;
}

class Late extends Error {}

const pulses = new PerDatabase<Database, Pulse>(() => ({ coverage_as_of: null }));

/**
 * @throws WanggeError what the database answered instead, such as database-unreachable; not database-busy or
 * engine-timeout, which are states
 */
export async function readHealth(context: Context): Promise<z.input<typeof healthSchema>> {
	const { db } = context;
	const pulse = pulses.of(db);
	const felt = await feel(context, pulse);
	const { running, waiting } = db.load();
	const servers = db.servers?.();
	return {
		status: 'ready',
		engine: db.engine,
		database: servers?.primaryAnswers === false ? 'gone' : (felt ?? stateOf(db)),
		replica: servers?.replica ?? 'none',
		running,
		waiting,
		coverage_as_of: pulse.coverage_as_of
	};
}

/** @returns the state that the question itself tells; undefined when it was answered in time. */
async function feel(context: Context, pulse: Pulse): Promise<DatabaseState | undefined> {
	// Whoever came before has waited for longer than this would.
	const wait = context.db.load().longestWaitMs > ANSWER_WITHIN_MS ? 0 : ANSWER_WITHIN_MS;
	pulse.beat ??= readCoverageState(context)
		.then((coverage) => {
			pulse.coverage_as_of = coverage?.as_of ?? null;
		})
		.finally(() => (pulse.beat = undefined));
	try {
		await within(wait, pulse.beat, () => new Late());
		return undefined;
	} catch (error) {
		if (error instanceof Late) return context.db.load().waiting > 0 ? 'busy' : 'slow';
		if (isWanggeError(error, 'database-busy')) return 'busy';
		if (isWanggeError(error, 'engine-timeout')) return 'slow';
		throw error;
	}
}

function stateOf(db: Database): DatabaseState {
	const { longestWaitMs, longestRunMs, refusedMsAgo } = db.load();
	if (longestWaitMs > LONG_MS || (refusedMsAgo !== null && refusedMsAgo < AFTERWARDS_MS)) return 'busy';
	return longestRunMs > LONG_MS ? 'slow' : 'ok';
}
