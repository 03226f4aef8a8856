/** Streams of cases: who is told of which, each event once, also after a lost connection and from another process. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseLiveEvent } from '../../../src/lib/domain/live/case-events.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { followCases } from '../../../src/lib/server/live/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { act, handsOf, layClass, report, type Hands } from '../incident/hands.ts';

type Told = CaseLiveEvent & { id: number };

/** An open list: what it is told, one after another. */
class Open {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	#rest = '';

	constructor(stream: ReadableStream<Uint8Array>) {
		this.#reader = stream.getReader();
	}

	static async by(context: Context, after?: number): Promise<Open> {
		return new Open(await followCases(context, after, { address: '10.9.9.9' }));
	}

	async next(): Promise<Told> {
		for (;;) {
			const end = this.#rest.indexOf('\n\n');
			if (end >= 0) {
				const said = this.#rest.slice(0, end);
				this.#rest = this.#rest.slice(end + 2);
				const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(said) ?? [];
				if (data !== undefined) return { ...(JSON.parse(data) as CaseLiveEvent), id: Number(id) };
				continue;
			}
			const { value, done } = await this.#reader.read();
			if (done) throw new Error('the stream has ended');
			this.#rest += new TextDecoder().decode(value);
		}
	}

	async some(count: number): Promise<Told[]> {
		const told: Told[] = [];
		while (told.length < count) told.push(await this.next());
		return told;
	}

	close = () => this.#reader.cancel();
}

describeEngines('a stream of cases', (owner, engine) => {
	let db: Database;
	/** As another process has it. */
	let other: Database;
	let hands: Hands;
	let elsewhereHands: Hands;
	let greening: number;
	const opened: Open[] = [];
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		greening = await layClass(owner);
		db = await behindFence(owner);
		other = engine === 'server' ? await behindFence(owner) : db;
		hands = await handsOf(owner, db);
		elsewhereHands = await handsOf(owner, other);
	});
	afterAll(async () => {
		await Promise.all(opened.map((one) => one.close()));
		if (engine === 'server') await Promise.all([db?.close(), other?.close()]);
	});
	const open = async (context: Context, after?: number) => {
		const stream = await Open.by(context, after);
		opened.push(stream);
		return stream;
	};

	it('tells of each step whoever may see the case, in whatever process, and nobody else', async () => {
		const [worker, office, unit, elsewhere] = [
			await open(hands.worker),
			await open(elsewhereHands.office),
			await open(hands.unit),
			await open(hands.elsewhere)
		];
		const { number } = await report(hands.worker, { class: greening, found: true });
		await act(hands.office, number, { action: 'accept', version: 1 });
		await act(hands.office, number, { action: 'file', version: 2 });
		await act(hands.office, number, { action: 'dispatch', version: 3, organisation: 'greening-co' });
		const steps = ['report', 'accept', 'file', 'dispatch'];
		for (const stream of [worker, office]) {
			const told = await stream.some(4);
			expect(told.map((one) => one.kind === 'case' && [one.number, one.action, one.version])).toEqual(
				steps.map((action, nth) => [number, action, nth + 1])
			);
			expect(told.every(({ id, at }) => id === at)).toBe(true);
		}
		// It is theirs from the dispatch on; what was before is on its page.
		const given = await unit.some(1);
		expect(given[0]).toMatchObject({ number });
		const own = await report(hands.office, { class: greening, position: tiny.lngLatOf(350, 50) });
		expect(await elsewhere.next()).toMatchObject({ kind: 'case', number: own.number, action: 'report' });
	});

	it('goes on after a lost connection where it was, without losing or repeating one', async () => {
		const first = await open(hands.office);
		const before = await report(hands.worker, { class: greening });
		const { id } = await first.next();
		await first.close();
		const missed = [];
		for (let n = 0; n < 3; n++) missed.push((await report(hands.worker, { class: greening })).number);
		const again = await open(elsewhereHands.office, id);
		const told = await again.some(3);
		expect(told.map((one) => one.kind === 'case' && one.number)).toEqual(missed);
		expect(told.map(({ at }) => at)).toEqual([id + 1, id + 2, id + 3]);
		const after = await report(hands.worker, { class: greening });
		expect(await again.next()).toMatchObject({ number: after.number });
		expect(before.number).not.toBe(missed[0]);
	});

	it('tells of many that are committed at once, each once and in one order', async () => {
		const streams = [await open(hands.office), await open(elsewhereHands.office), await open(hands.worker)];
		const made = await Promise.all(
			Array.from({ length: 30 }, (_, n) =>
				report(n % 2 ? hands.worker : elsewhereHands.worker, { class: greening })
			)
		);
		const heard = await Promise.all(streams.map((stream) => stream.some(30)));
		const numbers = (told: Told[]) => told.map((one) => (one.kind === 'case' ? one.number : ''));
		expect(numbers(heard[0]!).sort()).toEqual(made.map(({ number }) => number).sort());
		for (const told of heard) {
			expect(numbers(told)).toEqual(numbers(heard[0]!));
			expect(told.map(({ at }) => at)).toEqual([...told.map(({ at }) => at)].sort((a, b) => a - b));
		}
	});

	it('tells whoever missed too much, or comes from elsewhere, to read anew', async () => {
		await owner.query(
			`insert into incident_event (incident_id, nth, action, at, actor, state, reason)
			select (select id from incident where number = 'T-6'), n, 'say', now(), 'test', 'reported', '第几句' from generate_series(1, 501) n`
		);
		const behind = await open(hands.office, 1);
		const told = await behind.next();
		expect(told.kind).toBe('missed');
		const ahead = await open(hands.office, told.at + 1000);
		expect(await ahead.next()).toEqual({ kind: 'missed', at: told.at, id: told.at });
		const { number } = await report(hands.worker, { class: greening });
		for (const stream of [behind, ahead])
			expect(await stream.next()).toMatchObject({ kind: 'case', number, at: told.at + 1 });
	});

	it('is there for nobody who may see none', async () => {
		const follow = (context: Context) => followCases(context, undefined, { address: '10.9.9.9' });
		expect(await toldBy(follow(hands.auditor))).toMatchObject({
			kind: 'not-found',
			details: { what: 'path' }
		});
		expect(await toldBy(follow({ db, actor: 'visitor', now: hands.worker.now }))).toMatchObject({
			kind: 'not-found'
		});
	});
});
