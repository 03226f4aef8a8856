import { describe, expect, it } from 'vitest';
import { tileBox, WORLD_M } from './box.ts';
import { isTouched, joined, MOST_BOXES, toldOf, UNCHANGED } from './changes.ts';

const world = WORLD_M / 2;
const at = (x: number, y: number) => [x, y, x + 1, y + 1];

describe('what has changed of a map', () => {
	it('is anywhere where no boxes are told, and where there were too many', () => {
		const somewhere = joined(new Map(), { sets: ['incidents', 'grids'], boxes: { incidents: at(0, 0) } });
		expect(somewhere).toEqual(
			new Map<string, number[] | null>([
				['incidents', at(0, 0)],
				['grids', null]
			])
		);
		const many = Array.from({ length: MOST_BOXES }, (_, n) => at(n, n)).flat();
		expect(
			joined(somewhere, { sets: ['incidents'], boxes: { incidents: many } }).get('incidents')
		).toBeNull();
		expect(joined(somewhere, { sets: ['grids'], boxes: { grids: at(5, 5) } }).get('grids')).toBeNull();
	});
	it('is told as it was heard', () => {
		const told = { sets: ['incidents', 'grids'], boxes: { incidents: at(0, 0) } };
		expect(toldOf(joined(UNCHANGED, told))).toEqual(told);
		expect(toldOf(joined(UNCHANGED, { sets: ['grids'] }))).toEqual({ sets: ['grids'] });
	});
	it('adds up, and leaves what it was before', () => {
		const first = joined(new Map(), { sets: ['incidents'], boxes: { incidents: at(0, 0) } });
		const both = joined(first, { sets: ['incidents'], boxes: { incidents: at(9, 9) } });
		expect(both.get('incidents')).toEqual([...at(0, 0), ...at(9, 9)]);
		expect(first.get('incidents')).toEqual(at(0, 0));
	});
	it('touches the tiles whose ground it is, with what they show beyond their edges, and of its set only', () => {
		// A metre into the north-east quarter of the world.
		const changes = joined(new Map(), {
			sets: ['incidents'],
			boxes: { incidents: [1e6, 1e6, 1e6 + 1, 1e6 + 1] }
		});
		const touched = (x: number, y: number, set = 'incidents') =>
			isTouched(changes, set, tileBox({ z: 1, x, y }));
		expect([touched(0, 0), touched(1, 0), touched(0, 1), touched(1, 1)]).toEqual([false, true, false, false]);
		expect(touched(1, 0, 'grids')).toBe(false);
		const edge = joined(new Map(), {
			sets: ['incidents'],
			boxes: { incidents: [0, world / 2, 0, world / 2] }
		});
		expect(isTouched(edge, 'incidents', tileBox({ z: 1, x: 0, y: 0 }))).toBe(true);
		expect(isTouched(edge, 'incidents', tileBox({ z: 1, x: 1, y: 0 }))).toBe(true);
	});
});
