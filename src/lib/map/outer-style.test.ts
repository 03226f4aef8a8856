import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { under } from './outer-style.ts';

describe('a style from outside', () => {
	const ours: StyleSpecification = {
		version: 8,
		sources: { grids: { type: 'vector', tiles: ['http://localhost/{z}/{x}/{y}'] } },
		layers: [{ id: 'road', type: 'line', source: 'grids', 'source-layer': 'grid' }]
	};
	const outer: StyleSpecification = {
		version: 8,
		glyphs: 'https://maps.example/{fontstack}/{range}.pbf',
		sources: { grids: { type: 'raster', tiles: ['https://maps.example/{z}/{x}/{y}.png'] } },
		layers: [
			{ id: 'paper', type: 'background' },
			{ id: 'road', type: 'raster', source: 'grids' }
		]
	};
	it('lies under ours, and its names do not meet ours', () => {
		const both = under(ours, outer);
		expect(both.layers.map(({ id }) => id)).toEqual(['outer:paper', 'outer:road', 'road']);
		expect(both.layers[1]).toMatchObject({ source: 'outer:grids' });
		expect(both.sources.grids).toBe(ours.sources.grids);
		expect(both.glyphs).toBe(outer.glyphs);
	});
});
