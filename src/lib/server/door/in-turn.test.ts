import { expect, it } from 'vitest';
import { InTurn } from './in-turn.ts';

const later = () => new Promise<void>((resolve) => setImmediate(resolve));

it('is begun in the order of coming, so many at a time, and goes on after a failure', async () => {
	const turns = new InTurn(2);
	const began: number[] = [];
	let [inside, most] = [0, 0];
	const all = await Promise.allSettled(
		Array.from({ length: 9 }, (_, n) =>
			turns.take(async () => {
				began.push(n);
				most = Math.max(most, ++inside);
				await later();
				inside -= 1;
				if (n === 3) throw new Error('three');
				return n;
			})
		)
	);
	expect(began).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	expect(most).toBe(2);
	expect(all.map(({ status }) => status).indexOf('rejected')).toBe(3);
	await later();
	expect(await turns.take(() => Promise.resolve('after'))).toBe('after');
});

it('lets in between whoever waits for the thread', async () => {
	const turns = new InTurn(1);
	const order: string[] = [];
	const first = turns.take(() => Promise.resolve(order.push('first')));
	const second = turns.take(() => Promise.resolve(order.push('second')));
	setImmediate(() => order.push('somebody else'));
	await Promise.all([first, second]);
	expect(order).toEqual(['first', 'somebody else', 'second']);
});
