import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseMetricFrame } from './metric-frame.ts';

test('a place off the Earth or beyond the projections is refused', () => {
	for (const position of [
		[181, 30],
		[NaN, 30],
		[117, 85],
		[117, -81],
		[Infinity, 0]
	] as const)
		expect(() => chooseMetricFrame(position)).toThrowError(expect.objectContaining({ kind: 'invalid' }));
});

test('China gets its CGCS2000 3-degree zone: EPSG 4534 at 75°E, 4548 at 117°E, 4554 at 135°E', () => {
	expect(chooseMetricFrame([75.2, 39])).toMatchObject({
		kind: 'gauss-krueger-3',
		epsg: 4534,
		centralMeridian: 75
	});
	expect(chooseMetricFrame([117.4, 36])).toMatchObject({ epsg: 4548, centralMeridian: 117 });
	expect(chooseMetricFrame([118.6, 32])).toMatchObject({ epsg: 4549, centralMeridian: 120 });
	expect(chooseMetricFrame([134.9, 48])).toMatchObject({ epsg: 4554, centralMeridian: 135 });
});

test('elsewhere it is UTM: Vaduz in 32N, a place in the south in 327zz', () => {
	expect(chooseMetricFrame([9.52, 47.14])).toMatchObject({ kind: 'utm', epsg: 32632, centralMeridian: 9 });
	expect(chooseMetricFrame([-70.6, -33.4])).toMatchObject({ epsg: 32719, centralMeridian: -69 });
	expect(chooseMetricFrame([180, 10]).epsg).toBe(32660);
});

// A hair's breadth: a longitude next to a zone's border is on it once 180 has been added.
test('no place lies further from its meridian than half a zone', () => {
	fc.assert(
		fc.property(
			fc.double({ min: -180, max: 180, noNaN: true }),
			fc.double({ min: -80, max: 84, noNaN: true }),
			(lng, lat) => {
				const frame = chooseMetricFrame([lng, lat]);
				expect(Math.abs(lng - frame.centralMeridian)).toBeLessThanOrEqual(
					frame.kind === 'utm' ? 3 + 1e-9 : 1.61
				);
			}
		)
	);
});
