/** Everybody at once, in a process of its own: what measures must not keep what is measured waiting. */
import { fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Random } from '../../src/lib/domain/demo/random.ts';
import { Browser } from './browser.ts';
import { Person, type Staff } from './person.ts';
import { Tally, type Report } from './tally.ts';
import { hang } from './wall.ts';

const PROGRAM = fileURLToPath(import.meta.url);
const COOKIE = '__Host-wangge';
/** Until then everybody comes to work, all at once as after a restart; errors count, times do not yet. */
const ARRIVAL_MS = 15_000;

export interface CrowdOrder {
	url: string;
	seconds: number;
	seed: number;
	staff: readonly Staff[];
	/** Tokens of the displays. */
	walls: readonly string[];
	/** Paths of the tiles that a display shows. */
	tiles: readonly string[];
	/** Ids of the classes under which is reported. */
	classes: readonly number[];
}

/** @throws Error where the process ended without a report */
export async function sendCrowd(order: CrowdOrder): Promise<Report> {
	const child = fork(PROGRAM, { execArgv: ['--import', 'tsx'] });
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`the crowd has gone (${code})`);
	});
	// Where it reports first, its end is nothing that anybody waits for.
	ended.catch(() => undefined);
	child.send(order);
	const [report] = (await Promise.race([once(child, 'message'), ended])) as [Report];
	child.disconnect();
	return report;
}

/** An address for each, as behind a proxy: they do not all sit at one. */
const addressOf = (nth: number) => `10.1.${nth >> 8}.${nth & 255}`;

async function gather(order: CrowdOrder): Promise<Report> {
	const { url, seconds, seed, staff, walls, tiles, classes } = order;
	const [tally, dice, over] = [new Tally(), new Random(seed), new AbortController()];
	setMaxListeners(0, over.signal);
	let nth = 0;
	const browser = (token: string) => new Browser(url, `${COOKIE}=${token}`, addressOf(nth++), tally);
	const all = [
		...walls.map((token, index) =>
			hang(browser(token), { tiles, dice: dice.fork(`wall ${index}`), tally }, over.signal)
		),
		...staff.map((one, index) => {
			const own = { staff: one, classes, dice: dice.fork(String(index)), tally };
			return new Person(browser(one.token), own).work(over.signal);
		})
	];
	const working = Promise.all(all);
	await Promise.race([pause(ARRIVAL_MS), working]);
	tally.begin();
	const began = performance.now();
	await Promise.race([pause(seconds * 1000), working]);
	const took = (performance.now() - began) / 1000;
	const report = tally.report(took, walls.length);
	over.abort();
	await working;
	return report;
}

if (process.argv[1] === PROGRAM)
	process.once('message', (order: CrowdOrder) => {
		void gather(order).then((report) => {
			process.send!(report);
		});
	});
