import { describe, expect, it } from 'vitest';
import { Together } from './together.ts';

/** Work that ends when it is told to. */
function bench() {
	const begun: { end(value: string): void; fail(): void }[] = [];
	const together = new Together<string>();
	const work = () =>
		new Promise<string>((resolve, reject) => {
			begun.push({ end: resolve, fail: () => reject(new Error('over')) });
		});
	return { begun, ask: (key = 'a') => together.ask(key, work) };
}

const turns = () => new Promise(setImmediate);

describe('who asks for the same at once', () => {
	it('shares what is begun after all of them have asked', async () => {
		const { begun, ask } = bench();
		const first = ask();
		const others = Promise.all([ask(), ask(), ask()]);
		expect(begun).toHaveLength(1);
		begun[0]!.end('before');
		expect(await first).toBe('before');
		await turns();
		expect(begun).toHaveLength(2);
		const late = ask();
		begun[1]!.end('after');
		expect(await others).toEqual(['after', 'after', 'after']);
		await turns();
		// Who came while it was under way gets another.
		expect(begun).toHaveLength(3);
		begun[2]!.end('later');
		expect(await late).toBe('later');
	});
	it('waits for nobody who asks for something else, nor for what is over', async () => {
		const { begun, ask } = bench();
		const [one, other] = [ask('a'), ask('b')];
		expect(begun).toHaveLength(2);
		begun[1]!.end('b');
		begun[0]!.end('a');
		expect(await Promise.all([one, other])).toEqual(['a', 'b']);
		await turns();
		const again = ask('a');
		expect(begun).toHaveLength(3);
		begun[2]!.end('anew');
		expect(await again).toBe('anew');
	});
	it('bears nobody else’s fault', async () => {
		const { begun, ask } = bench();
		const outcomes = Promise.allSettled([ask(), ask(), ask()]);
		begun[0]!.fail();
		await turns();
		begun[1]!.fail();
		await turns();
		expect(begun).toHaveLength(3);
		begun[2]!.end('own');
		const said = (await outcomes).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'));
		expect(said).toEqual(['failed', 'failed', 'own']);
	});
});
