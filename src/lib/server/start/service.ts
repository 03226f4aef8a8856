/**
 * The start of the server: open the database, bring the schema up to date, make the demonstration city where there is
 * no ground and nobody said otherwise, and keep the coverage true from then on. Runs beside the listening server, so
 * that a person who opens the page at once sees how far it is.
 */
import pino from 'pino';
import { isWanggeError, type ErrorKind } from '../../domain/errors.ts';
import type { Database } from '../db/index.ts';
import { asProcess, inDoor, migrate } from '../db/index.ts';
import { openBehindFence } from '../fence/service.ts';
import { loadCatalogue } from '../catalogue/service.ts';
import { keepCoverageTrue } from '../coverage/service.ts';
import { giveCases } from '../demo/cases.ts';
import { makeDemonstration } from '../demo/service.ts';
import { isDemonstration } from '../access/demonstration.ts';
import { endPreviewsOver } from '../access/preview.ts';
import { escalateOverdue } from '../incident/overdue.ts';
import { accountStyle } from '../access/setting.ts';
import { revealsPerDay } from '../contact/setting.ts';
import { settleDemonstration } from '../account/after-demonstration.ts';
import { firstInvitation } from '../account/invitations.ts';
import { startFault, firstLinkLines } from '../../words/start.ts';
import { readJurisdiction } from '../jurisdiction/service.ts';
import { sweepPhotos } from '../photo/service.ts';
import { keepInFiles } from '../tiles/service.ts';
import { TileFiles, tileFilesSetting } from '../tiles/files.ts';
import { dayOf } from '../context.ts';
import type { Context } from '../context.ts';
import { readiness, report } from '../readiness.ts';

const log = pino({ name: 'start', level: process.env.LOG_LEVEL ?? 'info' });
const ACTOR = 'server';
const SEED = 20260701;
const A_MINUTE = 60_000;
const AGAIN_MS = 3000;
/** What a start can meet that is over by itself. */
const PASSING: readonly ErrorKind[] = ['database-unreachable', 'database-busy', 'engine-timeout'];

let database: Database | undefined;
/** The same for those who read: what is kept and told is kept and told of this one. */
let reads: Database | undefined;
let watch: NodeJS.Timeout | undefined;
let again: NodeJS.Timeout | undefined;
let stopped = false;
let saidFounded = false;

type Warming = () => Promise<void>;

/** The database of this process for requests, once it is open; as it is for nobody in particular. */
export const openedDatabase = (): Database | undefined => reads;

/** The one that writes, and knows at once of what was written: sessions are asked for here. */
export const openedPrimary = (): Database | undefined => database;

/**
 * Begins the start and returns at once; readiness() tells how far it is. Where the database cannot be reached yet, as
 * when both are started together, it is tried again until it can.
 * @param warming what is to be done once pages can be answered, before anybody is sent here
 */
export function startUp(warming?: Warming): void {
	stopped = false;
	run(warming).catch(async (error: unknown) => {
		const failure = startFault(error) ?? (error instanceof Error ? error.message : String(error));
		log.error({ failure }, 'the start failed');
		const passes = !stopped && isWanggeError(error) && PASSING.includes(error.kind);
		report({ ...readiness(), ready: false, failure, again: passes });
		if (!passes) return;
		await closeAll().catch(() => undefined);
		again = setTimeout(() => startUp(warming), AGAIN_MS);
	});
}

async function run(warming?: Warming): Promise<void> {
	report({ ready: false, stage: 'opening', done: 0 });
	const tiles = tileFilesSetting();
	// A style that there is not is said now, and not by refusing everybody.
	accountStyle();
	revealsPerDay();
	({ database, reads } = await openBehindFence(prepare));
	void sweepPhotos(new Date()).catch((error: unknown) =>
		log.warn(error, 'left files of photos were not removed')
	);
	if (tiles) keepInFiles(reads, new TileFiles(tiles));
	const context = (): Context => {
		const now = new Date();
		return { db: asProcess(database!, now), actor: ACTOR, now };
	};
	report({ ready: false, stage: 'coverage', done: 0 });
	await settle(context(), warming);
	watch = setInterval(
		() => void settle(context(), warming).catch((error: unknown) => log.error(error)),
		A_MINUTE
	);
	watch.unref();
	log.info({ engine: database.engine, empty: readiness().empty ?? false }, 'ready');
}

/** What only the owner of the database may do, once. */
async function prepare(owner: Database): Promise<void> {
	const context = (): Context => ({ db: owner, actor: ACTOR, now: new Date() });
	report({ ready: false, stage: 'migrating', done: 0 });
	await migrate(owner);
	report({ ready: false, stage: 'catalogue', done: 0 });
	await loadCatalogue(context());
	if ((await readJurisdiction(context())) || !wantsDemonstration()) return;
	await makeDemonstration(context(), { seed: SEED, today: dayOf(new Date()) }, (_stage, done) =>
		report({ ready: false, stage: 'demonstration', done })
	);
}

/**
 * A new day moves what is in force, a person may bring ground into an empty database while the server runs, and a
 * preview's time may be over, or a case's: looked for every minute.
 */
async function settle(context: Context, warming?: Warming): Promise<void> {
	const door = { ...context, db: inDoor(context.db, context.now) };
	await endPreviewsOver(door);
	const jurisdiction = await readJurisdiction(context);
	const { founded, ended } = await settleDemonstration(
		door,
		wantsDemonstration() && jurisdiction?.demonstration === true
	);
	if (founded && !saidFounded) log.warn('the database has people of its own: nobody is let in by one click');
	saidFounded = founded;
	if (ended > 0) log.warn({ ended }, 'accounts that visitors of the demonstration had made have ended');
	if (jurisdiction) {
		await escalateOverdue(context);
		await keepCoverageTrue(context, (done) => {
			if (!readiness().ready) report({ ready: false, stage: 'coverage', done });
		});
		if (jurisdiction.demonstration) await giveCases(context);
		if (readiness().ready) return;
		report({ ready: true, warming: true, stage: 'coverage', done: 1 });
		await warming?.();
		report({ ready: true, stage: 'ready', done: 1 });
		if (!isDemonstration()) await inviteFirst(context);
	} else {
		report({ ready: false, stage: 'ready', done: 1, empty: true });
	}
}

/** Whoever started the process is told, and nobody else: where nobody runs the system yet, who follows the link does. */
async function inviteFirst(context: Context): Promise<void> {
	const invitation = await firstInvitation(context);
	if (!invitation) return;
	const { ORIGIN, PORT } = process.env;
	const origin = ORIGIN ?? `http://localhost:${PORT ?? '3000'}`;
	// Not a log entry, which others may keep: it is for whoever sits before the terminal.
	const lines = firstLinkLines(`${origin}/invitation#${invitation.token}`);
	process.stdout.write(`${lines.join('\n')}\n`);
}

/** The embedded engine is for trying the product out; a server's database waits for the office's own ground. */
function wantsDemonstration(): boolean {
	const said = process.env.WANGGE_DEMO;
	if (said) return said === 'yes';
	return !process.env.DATABASE_URL;
}

/** Closes the database; acknowledged data is on disk when it returns. */
export async function shutDown(): Promise<void> {
	stopped = true;
	clearTimeout(again);
	clearInterval(watch);
	await closeAll();
}

async function closeAll(): Promise<void> {
	const open = reads ?? database;
	reads = database = undefined;
	await open?.close();
}
