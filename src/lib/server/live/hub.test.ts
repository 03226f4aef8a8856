import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../domain/live/events.ts';
import { packColumn } from '../../domain/measure/packed-column.ts';
import { answerOf } from '../api/kept.ts';
import type { Database, Statement } from '../db/index.ts';
import { LiveHub, type Watched } from './hub.ts';
import type { NotedChange } from './repository.ts';

/** A database that counts what it is asked, and a measure of three grids. */
function bench() {
	const asked: string[] = [];
	const faults: unknown[] = [];
	const state = {
		snapshot: '1',
		layers: { building: 'a' } as Record<string, string>,
		noted: [] as NotedChange[],
		broken: false,
		later: 0
	};
	const values = [1, 2, 3];
	let reads = 0;
	const db = {
		query({ name }: Statement): Promise<unknown[]> {
			asked.push(name);
			if (state.broken) return Promise.reject(new Error('gone'));
			if (name === 'snapshot') return Promise.resolve([{ snapshot: state.snapshot, position: 7 }]);
			if (name === 'coverage_time') return Promise.resolve([{ time: '' }]);
			if (name === 'changes') return Promise.resolve(state.noted);
			// Tiles show, and measures rest on, all that is committed here.
			const rows = Object.entries(state.layers);
			return Promise.resolve(rows.map(([name, version]) => ({ layer: name, source: name, version })));
		}
	} as unknown as Database;
	const watched: Watched = {
		key: 'residents',
		measure: 'residents',
		read() {
			reads++;
			return Promise.resolve(answerOf(packColumn({ breaks: [2], ids: [1, 2, 3], values })));
		}
	};
	const hub = new LiveHub(
		db,
		() => new Date(Date.parse('2026-07-01T04:00:00Z') + state.later),
		(error) => faults.push(error)
	);
	const told: LiveEvent[] = [];
	const commit = (layer: string, boxes: number[] | null = null) => {
		state.snapshot += '1';
		state.layers[layer] = state.snapshot;
		state.noted.push({ id: state.noted.length, layer, boxes, mark: 1, folded: false });
	};
	return { asked, faults, state, values, watched, hub, told, commit, reads: () => reads };
}

const looks = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the hub of open pages', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
	afterEach(() => void vi.useRealTimers());

	it('asks nothing while nobody listens, and stops when the last one has gone', async () => {
		const { asked, hub, watched, told } = bench();
		await looks(5000);
		expect(asked).toEqual([]);
		const [first, second] = [hub.listen(watched, (event) => told.push(event)), hub.listen(watched, () => {})];
		await looks(1000);
		expect(hub.listeners).toBe(2);
		first();
		second();
		expect(hub.listeners).toBe(0);
		await looks(300);
		const before = asked.length;
		await looks(60_000);
		expect(asked).toHaveLength(before);
	});
	it('asks no more than for the snapshot while nothing is committed, however many listen', async () => {
		const { asked, hub, watched, reads } = bench();
		for (let n = 0; n < 50; n++) hub.listen(watched, () => {});
		await looks(100);
		asked.length = 0;
		await looks(2000);
		expect(new Set(asked)).toEqual(new Set(['snapshot']));
		expect(asked.length).toBeLessThanOrEqual(10);
		expect(reads()).toBe(1);
	});
	it('reads a column again only when something that it rests on has changed', async () => {
		const { hub, watched, commit, reads, values, told } = bench();
		hub.listen(watched, (event) => told.push(event));
		await looks(300);
		commit('road');
		await looks(500);
		expect(reads()).toBe(1);
		expect(told.map(({ kind }) => kind)).toEqual(['column', 'ground']);
		values[1] = 3;
		commit('building');
		await looks(500);
		expect(reads()).toBe(2);
		expect(told.at(-1)).toMatchObject({ kind: 'delta', ids: [2], classes: [2] });
	});
	it('says where the ground has changed, as far as it is known', async () => {
		const { hub, watched, commit, told } = bench();
		hub.listen(watched, (event) => told.push(event));
		commit('incident', [9, 9, 9, 9]);
		await looks(300);
		commit('incident', [1, 2, 3, 4]);
		commit('facility');
		await looks(500);
		commit('incident', [5, 6, 7, 8]);
		await looks(500);
		expect(told.slice(1)).toEqual([
			{ kind: 'ground', sets: ['facilities', 'incidents'], boxes: { incidents: [1, 2, 3, 4] }, at: 7 },
			{ kind: 'ground', sets: ['incidents'], boxes: { incidents: [5, 6, 7, 8] }, at: 7 }
		]);
	});
	it('tells one that comes later what has just changed, whose tiles may be from before', async () => {
		const { hub, watched, state, commit, told } = bench();
		commit('incident', [9, 9, 9, 9]);
		hub.listen(watched, () => {});
		await looks(300);
		commit('incident', [1, 2, 3, 4]);
		await looks(500);
		state.later = 10_000;
		commit('incident', [5, 6, 7, 8]);
		await looks(500);
		const come = () => {
			told.length = 0;
			hub.listen(watched, (event) => told.push(event))();
			return told.slice(1);
		};
		const boxes = (...numbers: number[]) => [
			{ kind: 'ground', sets: ['incidents'], boxes: { incidents: numbers }, at: 7 }
		];
		expect(come()).toEqual(boxes(1, 2, 3, 4, 5, 6, 7, 8));
		state.later = 16_000;
		expect(come()).toEqual(boxes(5, 6, 7, 8));
		state.later = 30_000;
		expect(come()).toEqual([]);
	});
	it('tells one that comes later what the column is now', async () => {
		const { hub, watched, told } = bench();
		hub.listen(watched, () => {});
		await looks(300);
		hub.listen(watched, (event) => told.push(event));
		expect(told).toEqual([{ kind: 'column', tag: expect.any(String) as string, at: 7 }]);
		expect(hub.lastOf(watched)).toEqual(told[0]);
	});
	it('outlasts a fault of the database, and tells then what was missed', async () => {
		const { hub, watched, state, commit, values, told, faults } = bench();
		hub.listen(watched, (event) => told.push(event));
		await looks(300);
		state.broken = true;
		values[0] = 0;
		commit('building');
		await looks(5000);
		expect(faults.length).toBeGreaterThan(0);
		expect(faults.length).toBeLessThanOrEqual(3);
		state.broken = false;
		await looks(3000);
		expect(told.at(-1)).toMatchObject({ kind: 'delta', ids: [1], classes: [0] });
	});
});
