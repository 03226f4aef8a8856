import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../domain/live/events.ts';
import { eventStream, type Sending } from './stream.ts';

const column = (tag: string): LiveEvent => ({ kind: 'column', tag });
const text = (chunk: ReadableStreamReadResult<Uint8Array>) => new TextDecoder().decode(chunk.value);

function opened() {
	let ended = 0;
	let sending!: Sending<LiveEvent>;
	const stream = eventStream({
		open: (given) => {
			sending = given;
			return () => void ended++;
		},
		missed: () => [column('now')],
		beatMs: 1000
	});
	return { reader: stream.getReader(), sending, ended: () => ended };
}

describe('events to a page', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('begin with a sign of life, so that the page knows that it is heard', async () => {
		const { reader } = opened();
		expect(text(await reader.read())).toBe(': \n\n');
		const told = eventStream<LiveEvent>({
			open: ({ send }) => {
				send(column('now'));
				return () => undefined;
			},
			missed: () => []
		});
		expect(text(await told.getReader().read())).toBe('data: {"kind":"column","tag":"now"}\n\n');
	});
	it('are sent one by one as the standard has them', async () => {
		const { reader, sending } = opened();
		await reader.read();
		sending.send(column('a'));
		expect(text(await reader.read())).toBe('data: {"kind":"column","tag":"a"}\n\n');
	});
	it('are followed by a sign of life when there is nothing to say', async () => {
		const { reader } = opened();
		await reader.read();
		vi.advanceTimersByTime(1000);
		expect(text(await reader.read())).toBe(': \n\n');
	});
	it('are not heaped up for a page that does not read: it is told how to find out by itself', async () => {
		const { reader, sending } = opened();
		const long = column('x'.repeat(1000));
		for (let n = 0; n < 10_000; n++) sending.send(long);
		let taken = 0;
		for (;;) {
			const said = text(await reader.read());
			if (said === `data: ${JSON.stringify(column('now'))}\n\n`) break;
			taken += said.length;
		}
		expect(taken).toBeLessThan(300_000);
		sending.send(column('after'));
		expect(text(await reader.read())).toContain('after');
	});
	it('end for a page that never reads, and for one that has gone', async () => {
		const never = opened();
		for (let n = 0; n < 1000; n++) never.sending.send(column('x'.repeat(1000)));
		vi.advanceTimersByTime(2000);
		expect(never.ended()).toBe(0);
		vi.advanceTimersByTime(1000);
		expect(never.ended()).toBe(1);
		vi.advanceTimersByTime(60_000);
		never.sending.send(column('late'));

		const gone = opened();
		await gone.reader.cancel();
		expect(gone.ended()).toBe(1);
		gone.sending.send(column('late'));
		vi.advanceTimersByTime(60_000);
	});
	it('end when the server says so', async () => {
		const { reader, sending, ended } = opened();
		await reader.read();
		sending.close();
		expect((await reader.read()).done).toBe(true);
		expect(ended()).toBe(1);
		sending.close();
	});
	it('finish when everything has been taken, and what was missed has been told', async () => {
		const { reader, sending, ended } = opened();
		await reader.read();
		sending.send(column('x'.repeat(300_000)));
		sending.send(column('last'));
		sending.finish();
		expect(ended()).toBe(0);
		expect(text(await reader.read())).toContain('xxx');
		expect(text(await reader.read())).toBe(`data: ${JSON.stringify(column('now'))}\n\n`);
		expect((await reader.read()).done).toBe(true);
		expect(ended()).toBe(1);

		const quick = opened();
		await quick.reader.read();
		quick.sending.send(column('only'));
		quick.sending.finish();
		expect(text(await quick.reader.read())).toContain('only');
		expect((await quick.reader.read()).done).toBe(true);
	});
});
