import { describe, expect, it } from 'vitest';
import { AreaPaint } from './area-paint.ts';

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

const level = (pairs: [number, number][]) => ({
	classes: 5,
	column: {
		ids: Uint32Array.from(pairs, ([id]) => id),
		classes: Int8Array.from(pairs, ([, index]) => index)
	}
});

describe('bringing a measure of areas onto the map', () => {
	it('says every class the first time, and afterwards only what has changed', () => {
		const map = fakeMap();
		const paint = new AreaPaint(map as never);
		paint.set({
			street: level([
				[1, 0],
				[2, -1]
			])
		});
		expect(map.calls).toEqual(['areas 1 {"c":0}', 'areas 2 {"c":-1}']);
		map.calls.length = 0;
		paint.set({
			street: level([
				[1, 0],
				[2, 3]
			])
		});
		expect(map.calls).toEqual(['areas 2 {"c":3}']);
	});
	it('takes away what has no value any more, so that it is not shown as an old one', () => {
		const map = fakeMap();
		const paint = new AreaPaint(map as never);
		paint.set({ community: level([[7, 2]]) });
		paint.set({});
		expect(map.calls.at(-1)).toBe('areas 7 gone');
	});
});
