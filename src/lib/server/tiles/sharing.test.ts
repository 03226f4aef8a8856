import { describe, expect, it } from 'vitest';
import { Sharing } from './sharing.ts';
import { Turns } from './turns.ts';

const sharing = () => new Sharing<string>(new Turns({ places: 1, waiting: 9, waitMs: 60_000 }));

/** A piece of work that ends when told to, and knows how often it was begun. */
function piece(name: string) {
	let end: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const one = {
		begun: 0,
		make: async () => {
			one.begun += 1;
			await ended;
			return name;
		},
		end: () => end()
	};
	return one;
}

describe('shared work', () => {
	it('is done once for all who ask for the same', async () => {
		const shared = sharing();
		const a = piece('a');
		const asked = [shared.once('a', a.make), shared.once('a', a.make), shared.once('a', a.make)];
		a.end();
		expect(await Promise.all(asked)).toEqual(['a', 'a', 'a']);
		expect(a.begun).toBe(1);
	});

	it('is not begun when all who asked have gone, and those who have gone are told at once', async () => {
		const shared = sharing();
		const [a, b, c] = [piece('a'), piece('b'), piece('c')];
		const first = shared.once('a', a.make);
		const controls = [new AbortController(), new AbortController()];
		const gone = controls.map(({ signal }) => shared.once('b', b.make, signal));
		const waiting = shared.once('c', c.make);
		for (const control of controls) control.abort();
		expect(await Promise.all(gone)).toEqual([undefined, undefined]);
		a.end();
		c.end();
		expect(await Promise.all([first, waiting])).toEqual(['a', 'c']);
		expect(b.begun).toBe(0);
	});

	it('is done for those who stay, and for whoever asks after it was called off', async () => {
		const shared = sharing();
		const [a, b, c] = [piece('a'), piece('b'), piece('c')];
		const first = shared.once('a', a.make);
		const [leaver, quitter] = [new AbortController(), new AbortController()];
		const left = shared.once('b', b.make, leaver.signal);
		const stays = shared.once('b', b.make);
		const quit = shared.once('c', c.make, quitter.signal);
		leaver.abort();
		quitter.abort();
		expect(await Promise.all([left, quit])).toEqual([undefined, undefined]);
		const again = shared.once('c', c.make);
		for (const one of [a, b, c]) one.end();
		expect(await Promise.all([first, stays, again])).toEqual(['a', 'b', 'c']);
		expect([b.begun, c.begun]).toEqual([1, 1]);
		expect(await shared.once('d', c.make, AbortSignal.abort())).toBeUndefined();
	});

	it('that fails fails for all, and is tried anew by the next', async () => {
		const shared = sharing();
		const fails = () => Promise.reject(new Error('no'));
		const both = [shared.once('a', fails), shared.once('a', fails)];
		for (const one of both) await expect(one).rejects.toThrow('no');
		expect(await shared.once('a', () => Promise.resolve('yes'))).toBe('yes');
	});
});
