import { describe, expect, it } from 'vitest';
import { boxOf, markDrawing } from './drawings.ts';

const ground = {
	type: 'Polygon' as const,
	coordinates: [
		[
			[117, 36],
			[117.1, 36],
			[117.1, 36.1],
			[117, 36]
		]
	]
};

describe('what the page gives the map', () => {
	it('has a grid and the place beside it in one box', () => {
		expect(boxOf(ground)).toEqual([117, 36, 117.1, 36.1]);
		expect(boxOf(ground, [116.9, 36.05])).toEqual([116.9, 36, 117.1, 36.1]);
		expect(boxOf(ground, [117.05, 36.3])).toEqual([117, 36, 117.1, 36.3]);
	});
	it('marks a place by the pictogram of a facility, or by none', () => {
		const properties = (icon: string | null) =>
			markDrawing({ position: [117, 36], name: '石桥站', icon }).features[0]!.properties;
		expect(properties('elderly')).toEqual({ name: '石桥站', icon: 'elderly' });
		expect(properties(null)).toEqual({ name: '石桥站' });
	});
});
