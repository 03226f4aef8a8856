/** Following the chain from the page: one at a time in a process, in the background, with its result in the audit itself. */
import pino from 'pino';
import { requireAnywhere } from '../../domain/access/access.ts';
import { accessOf, type Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import type { ChainFault } from './chain.ts';
import { namedIn, type Named } from './reading.ts';
import { record, verifyAudit } from './service.ts';

const statement = loadStatements('audit');
const log = pino({ name: 'audit', level: process.env.LOG_LEVEL ?? 'info' });
/** So many faults are named in the entry; npm run audit:verify names all. */
const MOST_NAMED = 50;

export interface Verified {
	/** When it began, ISO 8601. */
	at: string;
	by: Named | null;
	entries: number;
	/** How many there are. */
	faults: number;
	/** The first of them. */
	found: ChainFault[];
}

export interface Verification {
	/** What this process is at; `all` may grow. */
	running: { began: string; done: number; all: number } | null;
	/** When the last one of this process began that came to no end; null where it did. */
	failed: string | null;
	/** Of any process. */
	last: Verified | null;
}

interface Run {
	began: string;
	done: number;
	all: number;
	ended: Promise<void>;
}

// A process has one database.
let running: Run | undefined;
let failed: string | null = null;

/**
 * Begins to follow the chain, or joins whoever is at it.
 * @returns when it began, ISO 8601: the moment by which its result is known; and its end, for whoever waits
 * @throws WanggeError not-found { what: 'path' } for whoever may not read the audit
 */
export function beginVerification(context: Context): { began: string; ended: Promise<void> } {
	requireAnywhere(accessOf(context), 'read', 'audit');
	if (!running) {
		const run: Run = { began: context.now.toISOString(), done: 0, all: 0, ended: Promise.resolve() };
		running = run;
		failed = null;
		run.ended = follow(context, run)
			.catch((error: unknown) => {
				failed = run.began;
				log.error({ err: error }, 'the audit could not be verified');
			})
			.finally(() => {
				running = undefined;
			});
	}
	const { began, ended } = running;
	return { began, ended };
}

async function follow(context: Context, run: Run): Promise<void> {
	const { entries, head, faults } = await verifyAudit(context, {
		onEntries: (done, all) => Object.assign(run, { done, all })
	});
	const detail = {
		entries,
		head: head && `${head.nth}:${head.hash}`,
		faults: faults.length,
		found: faults.slice(0, MOST_NAMED)
	};
	await context.db.transaction((tx) =>
		record({ ...context, db: tx }, { action: 'audit.verify', subject: '', detail })
	);
}

/** @throws WanggeError not-found { what: 'path' } for whoever may not read the audit */
export async function readVerification(context: Context): Promise<Verification> {
	requireAnywhere(accessOf(context), 'read', 'audit');
	if (running) {
		// Asked again and again meanwhile: the database is at work enough.
		const { began, done, all } = running;
		return { running: { began, done, all }, failed: null, last: null };
	}
	const [row] = await context.db.query<{
		at: string;
		detail: Pick<Verified, 'entries' | 'faults' | 'found'>;
		title: string | null;
		demonstration: boolean;
	}>(statement('last_verification'));
	if (!row) return { running: null, failed, last: null };
	const { entries, faults, found } = row.detail;
	return { running: null, failed, last: { at: row.at, by: namedIn(row), entries, faults, found } };
}
