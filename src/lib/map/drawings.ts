/** What the page gives the map to draw, as the features that layers/selection.ts paints by their `part`. */
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { Mark } from './contract.ts';

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

const collection = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

/** The ground itself, and a veil over all the rest. */
export function selectionDrawing(ground: Polygon): FeatureCollection {
	const [outer] = ground.coordinates;
	const world = [
		[-180, -85],
		[180, -85],
		[180, 85],
		[-180, 85],
		[-180, -85]
	];
	return collection(
		{
			type: 'Feature',
			properties: { part: 'veil' },
			geometry: { type: 'Polygon', coordinates: [world, outer ?? []] }
		},
		{ type: 'Feature', properties: { part: 'ground' }, geometry: ground }
	);
}

export function markDrawing({ position, name, icon }: Mark): FeatureCollection {
	return collection({
		type: 'Feature',
		properties: { name, ...(icon && { icon }) },
		geometry: { type: 'Point', coordinates: [...position] }
	});
}

/** West, south, east and north of the ground, and of a place beside it. */
export function boxOf(
	ground: Polygon,
	place?: readonly [lng: number, lat: number]
): [west: number, south: number, east: number, north: number] {
	const places = [...(ground.coordinates[0] ?? []), ...(place ? [place] : [])];
	const [lngs, lats] = [places.map(([lng]) => lng!), places.map(([, lat]) => lat!)];
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
