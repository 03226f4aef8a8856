import { expect, it } from 'vitest';
import { FICTION_ATTRIBUTION } from '../domain/jurisdiction/attribution.ts';
import { en, zh } from './source.ts';

it('a source that is stored in both languages is named in the one of the reader', () => {
	expect(zh.name('网格划分 (grid maker)')).toBe('网格划分');
	expect(en.name('网格划分 (grid maker)')).toBe('grid maker');
	expect(zh.name('演示城市 (demonstration city)')).toBe('演示城市');
});

it('a name in one language stays as it is', () => {
	for (const name of ['街道网格.geojson', 'china-latest.osm.pbf', '网格 (2026年版)', 'grids (copy).geojson'])
		expect([zh.name(name), en.name(name)]).toEqual([name, name]);
});

it('invented data is named in the language of the reader, others as they ask to be', () => {
	const stored = `© OpenStreetMap contributors · ${FICTION_ATTRIBUTION}`;
	expect(zh.attribution(stored)).toBe(stored);
	expect(en.attribution(stored)).toBe('© OpenStreetMap contributors · Invented data, for demonstration only');
});
