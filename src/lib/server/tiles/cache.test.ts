import { expect, it } from 'vitest';
import { RecentlyUsed } from './cache.ts';

it('what is kept never weighs more than it may, however much comes, and what was used last stays', () => {
	const kept = new RecentlyUsed<number>(1000);
	for (let i = 0; i < 10_000; i++) {
		kept.set(`${i}`, i, 1 + (i % 100));
		if (i > 0) kept.get('0');
	}
	expect(kept.weight).toBeLessThanOrEqual(1000);
	expect(kept.get('0')).toBe(0);
	expect(kept.get('9999')).toBe(9999);
	kept.set('large', 1, 1001);
	expect(kept.get('large')).toBeUndefined();
});
