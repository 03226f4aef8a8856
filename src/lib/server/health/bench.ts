/**
 * How a running server bears a flood of requests: what it answers, how soon it still says how it is, and what
 * memory it takes. Health is asked from a thread of its own, or one would measure the crowd of the asker.
 */
import { Agent, get } from 'node:http';
import { Worker } from 'node:worker_threads';
import { percentile } from '../../domain/statistics/percentile.ts';
import { pathOfTile, tileAt } from '../tiles/address.ts';
import { TILE_SETS } from '../tiles/sets.ts';

export interface FloodOrder {
	/** Origin of the server, http://host:port. */
	url: string;
	/** How many are asked for. */
	requests: number;
	/** Path of the next one. */
	path: (random: () => number) => string;
	/** Of these, under way at a time. */
	concurrency: number;
	/** A clock in milliseconds. */
	clock: () => number;
	/** Numbers from 0 to 1; the same ones ask for the same tiles. */
	random: () => number;
	/** Bytes of memory of the server's process, where the caller knows it. */
	memory?: () => number;
}

export interface FloodReport {
	/** Answers by their status; 0: no answer. */
	statuses: Record<number, number>;
	requestsPerS: number;
	/** Milliseconds until health answered during the flood. */
	health: { asked: number; failed: number; p50Ms: number; p99Ms: number };
	/** Bytes before and after; null where the caller does not know. */
	memory: { before: number; after: number } | null;
	/** Milliseconds from the end of the flood until an answer of health came again. */
	recoveredMs: number;
}

export async function benchFlood(order: FloodOrder): Promise<FloodReport> {
	const before = order.memory?.();
	const agent = new Agent({ keepAlive: true, maxSockets: order.concurrency });
	const watch = watchHealth(order.url);
	try {
		await watch.watching;
		const began = order.clock();
		const statuses: Record<number, number> = {};
		let left = order.requests;
		await Promise.all(
			Array.from({ length: order.concurrency }, async () => {
				while (left-- > 0) {
					const status = await statusOf(order.url + order.path(order.random), agent);
					statuses[status] = (statuses[status] ?? 0) + 1;
				}
			})
		);
		const ended = order.clock();
		const health = await watch.end();
		const status = await statusOf(`${order.url}/healthz`, agent);
		const recoveredMs = status === 200 ? order.clock() - ended : Infinity;
		const after = order.memory?.();
		return {
			statuses,
			requestsPerS: (order.requests / (ended - began)) * 1000,
			health,
			memory: before === undefined || after === undefined ? null : { before, after },
			recoveredMs
		};
	} finally {
		await watch.stop();
		agent.destroy();
	}
}

/** Any tile of the world of any set, now and then one that cannot be. */
export function randomTile(random: () => number): string {
	const among = (n: number) => Math.floor(random() * n);
	const ids = Object.keys(TILE_SETS);
	const z = among(23);
	const odd = random() < 0.05;
	return `/tiles/${ids[among(ids.length)]}/${z}/${odd ? 'NaN' : among(2 ** z)}/${odd ? -1 : among(2 ** z)}`;
}

/**
 * What people ask for, of whom there are far too many: tiles of the ground around a place, grids there, now and then a
 * whole page, and among them what nobody can have.
 */
export function crowdPath(random: () => number, [lng, lat]: readonly [number, number]): string {
	const kind = random();
	if (kind < 0.05) return '/';
	if (kind > 0.8) return randomTile(random);
	// Within some five kilometres.
	const [east, north] = [lng + (random() - 0.5) / 10, lat + (random() - 0.5) / 10];
	if (kind < 0.25) return `/api/grids?at=${east.toFixed(6)},${north.toFixed(6)}`;
	const z = 12 + Math.floor(random() * 5);
	const set = random() < 0.5 ? 'grids' : 'ground';
	return pathOfTile({ set, ...tileAt(z, [east, north]), duty: '' });
}

const statusOf = (address: string, agent: Agent) =>
	new Promise<number>((resolve) => {
		get(address, { agent }, (answer) => {
			answer.resume();
			answer.once('end', () => resolve(answer.statusCode ?? 0));
			answer.once('error', () => resolve(0));
		}).once('error', () => resolve(0));
	});

/** Asks again and again over one connection, each time when the answer before has come. */
const WATCH = `
const { Agent, get } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const times = [];
let failed = 0;
let ending = false;
parentPort.on('message', () => (ending = true));
const ask = () => new Promise((resolve) => {
	get(workerData + '/healthz', { agent }, (answer) => {
		answer.resume();
		answer.once('end', () => resolve(answer.statusCode === 200));
		answer.once('error', () => resolve(false));
	}).once('error', () => resolve(false));
});
const watch = async () => {
	do {
		const began = performance.now();
		if (!(await ask())) failed++;
		times.push(performance.now() - began);
		if (times.length === 1) parentPort.postMessage('watching');
		await new Promise((resolve) => setTimeout(resolve, 10));
	} while (!ending);
	agent.destroy();
	parentPort.postMessage({ times, failed });
	parentPort.close();
};
void watch();
`;

function watchHealth(url: string) {
	const worker = new Worker(WATCH, { eval: true, workerData: url });
	const next = <T>() =>
		new Promise<T>((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', reject);
		});
	return {
		watching: next<'watching'>(),
		async end(): Promise<FloodReport['health']> {
			const heard = next<{ times: number[]; failed: number }>();
			worker.postMessage('end');
			const { times, failed } = await heard;
			return { asked: times.length, failed, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
		},
		stop: () => worker.terminate()
	};
}
