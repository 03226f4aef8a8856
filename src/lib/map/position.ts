/** Where I am: asked of the device once for each press, drawn with the circle that it may be wrong by. */
import type { FeatureCollection } from 'geojson';
import type { Bounds, MapFailure } from './contract.ts';

export interface Fix {
	lng: number;
	lat: number;
	/** Radius within which the device believes itself, metres. */
	accuracy: number;
}

/** @returns the fix, or why there is none. */
export function askPosition(): Promise<Fix | Extract<MapFailure, `position-${string}`>> {
	return new Promise((resolve) => {
		if (!('geolocation' in navigator)) return resolve('position-unavailable');
		navigator.geolocation.getCurrentPosition(
			({ coords }) => resolve({ lng: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }),
			(error) => resolve(error.code === error.PERMISSION_DENIED ? 'position-denied' : 'position-unavailable'),
			{ enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 }
		);
	});
}

const EARTH_M = 6_371_008.8;
const SIDES = 64;

/** Metres from a place to the nearest point of a box, 0 within it: along a great circle, as it may be on another continent. */
export function metresOutside([west, south, east, north]: Bounds, { lng, lat }: Fix): number {
	const nearest = { lng: Math.min(Math.max(lng, west), east), lat: Math.min(Math.max(lat, south), north) };
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2;
	const chord =
		half(lat, nearest.lat) + Math.cos(radians(lat)) * Math.cos(radians(nearest.lat)) * half(lng, nearest.lng);
	return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

export function positionDrawing({ lng, lat, accuracy }: Fix): FeatureCollection {
	const north = (accuracy / EARTH_M) * (180 / Math.PI);
	const east = north / Math.cos((lat * Math.PI) / 180);
	const ring = Array.from({ length: SIDES + 1 }, (_, side) => {
		const angle = (2 * Math.PI * (side % SIDES)) / SIDES;
		return [lng + east * Math.cos(angle), lat + north * Math.sin(angle)];
	});
	return {
		type: 'FeatureCollection',
		features: [
			{
				type: 'Feature',
				properties: { part: 'accuracy' },
				geometry: { type: 'Polygon', coordinates: [ring] }
			},
			{ type: 'Feature', properties: { part: 'spot' }, geometry: { type: 'Point', coordinates: [lng, lat] } }
		]
	};
}
