import { describe, expect, it } from 'vitest';
import { MeasurePaint } from './measure-paint.ts';

function fakeMap() {
	const calls: string[] = [];
	return {
		calls,
		setFeatureState: ({ source, id }: { source: string; id?: number | string }, state: unknown) =>
			void calls.push(`${source} ${id} ${JSON.stringify(state)}`),
		removeFeatureState: ({ source, id }: { source: string; id?: number | string }) =>
			void calls.push(`${source} ${id} gone`)
	};
}

const level = (pairs: [number, number][]) => ({ classes: 5, byId: new Map(pairs) });

describe('bringing a measure onto the map', () => {
	it('says every class the first time, and afterwards only what has changed', () => {
		const map = fakeMap();
		const paint = new MeasurePaint(map as never);
		paint.set({
			grid: level([
				[1, 0],
				[2, -1]
			])
		});
		expect(map.calls).toEqual(['grids 1 {"c":0}', 'grids 2 {"c":-1}']);
		map.calls.length = 0;
		paint.set({
			grid: level([
				[1, 0],
				[2, 3]
			])
		});
		expect(map.calls).toEqual(['grids 2 {"c":3}']);
	});
	it('takes away what has no value any more, so that it is not shown as an old one', () => {
		const map = fakeMap();
		const paint = new MeasurePaint(map as never);
		paint.set({ community: level([[7, 2]]) });
		paint.set({});
		expect(map.calls.at(-1)).toBe('areas 7 gone');
	});
});
