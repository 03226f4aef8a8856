import { expect, test } from 'vitest';
import { shareByParts } from './parts.ts';

const share = shareByParts({ digging: 1, planting: 6.3, watering: 0.7 });

test('a work begins at nothing, ends at exactly one, and a part begins where the one before ends', () => {
	expect(share('digging', 0)).toBe(0);
	expect(share('digging', 1)).toBe(share('planting', 0));
	expect(share('planting', 0.5)).toBeCloseTo((1 + 3.15) / 8, 12);
	expect(share('planting', 1)).toBe(share('watering', 0));
	expect(share('watering', 1)).toBe(1);
});

test('a part that says more than all, or less than nothing, stays within its bounds', () => {
	expect(share('digging', 1.2)).toBe(share('planting', 0));
	expect(share('planting', -0.1)).toBe(share('planting', 0));
});
