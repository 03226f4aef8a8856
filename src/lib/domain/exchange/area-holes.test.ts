import { expect, it } from 'vitest';
import { isHole, type OpenPart } from './area-holes.ts';

const part = (width: number, length: number, parent_m2: number): OpenPart => ({
	ref: 'relation/1',
	name: '桐城市',
	parent_m2,
	open_m2: width * length,
	m2: width * length,
	perimeter_m: 2 * (width + length),
	lng: 117,
	lat: 36
});

it('tells a hole from a sliver: larger than a unit grid, and a tenth of a percent of the parent or wide', () => {
	expect(isHole(part(1000, 1000, 2e6))).toBe(true);
	expect(isHole(part(90, 110, 2e6))).toBe(false);
	expect(isHole(part(15, 1000, 2e6))).toBe(true);
	// Along a border of 10 km, a sliver; a community of 0.25 km² in a city of 2,000 km² is none.
	expect(isHole(part(5, 10_000, 2e9))).toBe(false);
	expect(isHole(part(500, 500, 2e9))).toBe(true);
});
