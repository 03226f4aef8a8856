import { describe, expect, it } from 'vitest';
import { en, zh } from '../words/map.ts';
import { metresOutside } from './position.ts';

const BOUNDS: [number, number, number, number] = [117, 36, 117.1, 36.1];
const outside = (lng: number, lat: number) => Math.round(metresOutside(BOUNDS, { lng, lat, accuracy: 5 }));
const seen = (text: string) => text.replaceAll('\u00a0', ' ');

describe('my position', () => {
	it('is nothing away within the bounds and on their edge', () => {
		expect([outside(117.05, 36.05), outside(117, 36.1)]).toEqual([0, 0]);
	});
	it('outside is as far away as the nearest edge or corner', () => {
		expect(outside(117.05, 36.11)).toBe(1112);
		expect(Math.abs(outside(117.11, 36.11) - Math.hypot(1112, 898))).toBeLessThan(2);
		expect(outside(9.5, 47.1)).toBeGreaterThan(7_000_000);
	});
	it('is told in words that fit the distance', () => {
		expect(seen(zh.outside(640))).toBe('您不在辖区内（距辖区约 640 米）。');
		expect(seen(zh.outside(7_654_321))).toBe('您不在辖区内（距辖区约 7,654 公里）。');
		expect(zh.outside(null)).toBe('您不在辖区内。');
		expect(seen(en.outside(1234))).toBe('You are outside the jurisdiction (about 1.2 km away).');
	});
});
