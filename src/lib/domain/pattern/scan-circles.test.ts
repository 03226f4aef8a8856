import { expect, it } from 'vitest';
import { circlesAround, MOST_STEPS } from './scan-circles.ts';

const LINE = { x: [0, 10, -10, 30, 1000], y: [0, 0, 0, 0, 0] };

it('circles take in the places with cases, the nearest first and those equally far together', () => {
	const { first, place, square, cases, ends } = circlesAround(LINE, (one) => [2, 1, 3, 0, 4][one]!, 30);
	const around = (centre: number, of: ArrayLike<number>) =>
		Array.from(of).slice(first[centre], first[centre + 1]);
	expect(around(0, place)).toEqual([0, 1, 2]);
	expect(around(0, square)).toEqual([0, 100, 100]);
	expect(around(0, cases)).toEqual([2, 3, 6]);
	expect(around(0, ends)).toEqual([1, 0, 1]);
	// A place without cases is a centre all the same; one as far as the largest radius is in.
	expect(around(3, place)).toEqual([1, 0]);
	expect(around(4, place)).toEqual([4]);
});

it('more places within one another’s radius than memory has room for are refused', () => {
	const many = Math.ceil(Math.sqrt(MOST_STEPS)) + 1;
	const close = { x: new Float64Array(many), y: new Float64Array(many) };
	expect(() => circlesAround(close, () => 1, 5)).toThrow('a largest radius of 5 m');
	// Millions of steps, on whatever machine.
}, 60_000);
