import { expect, it } from 'vitest';
import { packPlaces, unpackPlaces } from './packed-places.ts';

it('are packed as differences, and come back to ten metres', () => {
	const places: [number, number][] = [
		[117.0385, 35.9649],
		[117.0396, 35.9649],
		[116.99996, -0.0001]
	];
	const packed = packPlaces(places);
	expect(packed).toEqual([1170385, 359649, 11, 0, -396, -359650]);
	expect(unpackPlaces(packed)).toEqual([places[0], places[1], [117, -0.0001]]);
	expect(unpackPlaces(packPlaces([]))).toEqual([]);
});
