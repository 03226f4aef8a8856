import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { MEASURE_LEVELS } from '../domain/measure/measure.ts';
import { layersAtFirst, slotRank } from './layer-order.ts';
import type { Look } from './layers/slot.ts';
import { THEMES } from './scales.ts';
import { isLayerSeen, layersOf, styleOf } from './style.ts';
import { themeFor, type Theme } from './themes.ts';

const look = (more: Partial<Look> = {}, theme: Theme = themeFor('paper', 800)): Look => ({
	theme,
	levels: MEASURE_LEVELS,
	selected: '',
	facility: '',
	opened: '',
	duty: '',
	outer: false,
	cosine: 0.81,
	...more
});
const ORIGIN = 'http://localhost:3000';

describe('the style of the map', () => {
	it.each(THEMES)('is a valid one in the theme %s, near and on a wall', (theme) => {
		for (const height of [800, 2160]) {
			const style = styleOf(look({}, themeFor(theme, height)), layersAtFirst(), ORIGIN, null);
			expect(validateStyleMin(style)).toEqual([]);
		}
	});
	it('names no glyph or sprite server and no host but its own', () => {
		const style = styleOf(look(), layersAtFirst(), ORIGIN, null);
		expect(style.glyphs).toBeUndefined();
		expect(style.sprite).toBeUndefined();
		for (const [, address] of JSON.stringify(style).matchAll(/"(https?:\/\/[^"]+)"/g))
			expect(address).toMatch(ORIGIN);
	});
	it('draws in the layer order', () => {
		const ranks = layersOf(look()).map(({ slot }) => slotRank(slot));
		expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	});
	it('has the same layers whatever is chosen, so that only their paint changes', () => {
		const ids = (of: Look) => layersOf(of).map(({ layer }) => layer.id);
		expect(ids(look({ selected: '1', facility: 'nursery', duty: 'greening', levels: ['grid'] }))).toEqual(
			ids(look())
		);
	});
	it('asks for the tiles of states only when a duty is chosen', () => {
		const states = (of: Look) => {
			const entry = layersOf(of).find(({ layer }) => layer.id === 'states')!;
			return isLayerSeen(entry, layersAtFirst(), of);
		};
		expect(states(look())).toBe(false);
		expect(states(look({ duty: 'greening' }))).toBe(true);
	});
	it('keeps the tiles of incidents for the heat alone', () => {
		const of = look();
		const silent = layersOf(of).find(({ layer }) => layer.id === 'silent-incident')!;
		const shown = { ...layersAtFirst(), incidents: false };
		expect(isLayerSeen(silent, { ...shown, heat: true }, of)).toBe(true);
		expect(isLayerSeen(silent, { ...shown, heat: false }, of)).toBe(false);
	});
	it('leaves ground and roads to a basemap from outside, and names whose it is', () => {
		const basemap = {
			raster: ['https://tiles.example/{z}/{x}/{y}.png'],
			style: null,
			attribution: '示例底图'
		};
		const style = styleOf(look({ outer: true }), layersAtFirst(), ORIGIN, basemap);
		expect(validateStyleMin(style)).toEqual([]);
		expect(style.layers.slice(0, 2).map(({ id }) => id)).toEqual(['ground', 'outer']);
		expect(style.layers.some(({ id }) => id === 'road' || id === 'water')).toBe(false);
		expect(style.sources.outer).toMatchObject({ attribution: '示例底图' });
	});
	it('grows type and lines on a wall, and not on a desk', () => {
		expect(themeFor('night', 900)).toEqual(themeFor('night', 1200));
		expect(themeFor('night', 2160).type).toBeCloseTo(themeFor('night', 900).type * 2);
	});
});
