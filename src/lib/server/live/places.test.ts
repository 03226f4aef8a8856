import { describe, expect, it } from 'vitest';
import { placeLimits, Places } from './places.ts';

const kindOf = (work: () => unknown): unknown => {
	try {
		work();
		return 'taken';
	} catch (error) {
		return (error as { kind: string }).kind;
	}
};

describe('places for open streams', () => {
	it('are as many as the process has, and to one address fewer', () => {
		const places = new Places({ all: 3, each: 2 });
		const leave = places.take('a');
		places.take('a');
		expect(kindOf(() => places.take('a'))).toBe('too-many-requests');
		places.take('b');
		expect(kindOf(() => places.take('c'))).toBe('server-busy');
		leave();
		expect(kindOf(() => places.take('c'))).toBe('taken');
	});
	it('are given back once, however often it is said', () => {
		const places = new Places({ all: 2, each: 2 });
		const leave = places.take('a');
		places.take('a');
		leave();
		leave();
		expect(places.taken).toBe(1);
		expect(kindOf(() => places.take('a'))).toBe('taken');
		expect(kindOf(() => places.take('a'))).toBe('too-many-requests');
	});
	it('are set by two variables, which must be whole numbers', () => {
		expect(placeLimits({})).toEqual({ all: 2000, each: 300 });
		expect(placeLimits({ WANGGE_STREAMS: '0', WANGGE_STREAMS_EACH: '7' })).toEqual({ all: 0, each: 7 });
		expect(kindOf(() => placeLimits({ WANGGE_STREAMS: 'many' }))).toBe('invalid');
	});
});
