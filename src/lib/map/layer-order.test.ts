import { describe, expect, it } from 'vitest';
import {
	isLayerId,
	isShown,
	LAYER_IDS,
	LAYER_ORDER,
	layersAtFirst,
	seenFrom,
	slotRank
} from './layer-order.ts';

describe('layer order', () => {
	it('names every layer once', () => {
		expect(new Set(LAYER_ORDER.map((layer) => layer.id)).size).toBe(LAYER_ORDER.length);
	});
	it('offers no switch for the layers that belong to the map itself', () => {
		expect(isLayerId('selection')).toBe(false);
		expect(isLayerId('backdrop')).toBe(false);
		expect(LAYER_IDS.every(isLayerId)).toBe(true);
	});
	it('keeps roads and water readable above the measure, names above all ground, and counts above names', () => {
		expect(slotRank('water')).toBeGreaterThan(slotRank('measure'));
		expect(slotRank('incidents')).toBeGreaterThan(slotRank('names'));
		expect(slotRank('roads')).toBeGreaterThan(slotRank('measure'));
		expect(slotRank('names')).toBeGreaterThan(slotRank('facilities'));
		expect(slotRank('selection')).toBeGreaterThan(slotRank('buildings'));
	});
	it('switches water with the basemap', () => {
		const shown = { ...layersAtFirst(), basemap: false, names: false };
		expect(isShown('water', shown)).toBe(false);
		expect(isShown('names', shown)).toBe(false);
		expect(isShown('roads', shown)).toBe(true);
		expect(isShown('selection', shown)).toBe(true);
	});
	it('hatches roads too, because a road can belong to nobody, and leaves buildings free', () => {
		expect(slotRank('states')).toBeGreaterThan(slotRank('roads'));
		expect(slotRank('states')).toBeLessThan(slotRank('buildings'));
	});
	it('starts with every switchable layer said to be on or off', () => {
		expect(Object.keys(layersAtFirst())).toEqual(LAYER_IDS);
	});
	it('marks incidents from afar only when the map is about them, so that they do not hide the names', () => {
		expect(seenFrom('incidents', 'incidents')).toBeLessThan(seenFrom('incidents', 'gap'));
		expect(seenFrom('incidents', 'gap')).toBeGreaterThan(11.5);
		for (const id of LAYER_IDS) expect(seenFrom(id, 'gap')).toBe(LAYER_ORDER[slotRank(id)]!.from);
	});
});
