import { expect, it } from 'vitest';
import { barOf, metresPerPixel, printedScale } from './picture.ts';

it('counts a pixel in metres of ground, not of Mercator', () => {
	expect(metresPerPixel({ lng: 0, lat: 0, zoom: 0 })).toBeCloseTo(78_271.517, 2);
	expect(metresPerPixel({ lng: 117, lat: 60, zoom: 0 })).toBeCloseTo(39_135.76, 1);
});
it('states the scale of a print to three figures, with a bar of a round length that agrees with it', () => {
	const scale = printedScale({ lng: 117, lat: 36, zoom: 16 }, 800);
	expect(scale).toBe(6550);
	const bar = barOf({ address: '', scale });
	expect(bar.metres).toBe(200);
	expect(bar.mm).toBeCloseTo(30.5, 1);
});
