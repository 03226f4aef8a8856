/** Measuring by hand: points, their length and area, and what is drawn of them. Pure. */
import { area } from '@turf/area';
import { lineString, polygon } from '@turf/helpers';
import { length } from '@turf/length';
import type { Feature, FeatureCollection } from 'geojson';
import type { Measured } from './contract.ts';

export type Points = readonly (readonly [lng: number, lat: number])[];

/**
 * Length along the points, and for an area the outline's length and the ground inside.
 * Both on the sphere (turf): within half a percent of the metric frame.
 */
export function measured(tool: 'distance' | 'area', points: Points, done: boolean): Measured {
	const ring = tool === 'area' && points.length > 2 ? [...points, points[0]!] : points;
	const coordinates = ring.map(([lng, lat]) => [lng, lat]);
	return {
		tool,
		points: points.map(([lng, lat]) => [lng, lat]),
		metres: coordinates.length > 1 ? length(lineString(coordinates), { units: 'meters' }) : 0,
		m2: tool === 'area' ? (points.length > 2 ? area(polygon([coordinates])) : 0) : null,
		done
	};
}

/** What the layers of the tool draw; `text` is written at the last point. */
export function drawing(tool: 'distance' | 'area', points: Points, text: string): FeatureCollection {
	const coordinates = points.map(([lng, lat]) => [lng, lat]);
	const closed = tool === 'area' && points.length > 2;
	const features: Feature[] = coordinates.map((position) => ({
		type: 'Feature',
		properties: { part: 'point' },
		geometry: { type: 'Point', coordinates: position }
	}));
	const ring = [...coordinates, coordinates[0]!];
	if (closed)
		features.unshift({
			type: 'Feature',
			properties: { part: 'area' },
			geometry: { type: 'Polygon', coordinates: [ring] }
		});
	if (coordinates.length > 1) {
		features.unshift({
			type: 'Feature',
			properties: { part: 'line' },
			geometry: { type: 'LineString', coordinates: closed ? ring : coordinates }
		});
		features.push({
			type: 'Feature',
			properties: { part: 'name', text },
			geometry: { type: 'Point', coordinates: coordinates.at(-1)! }
		});
	}
	return { type: 'FeatureCollection', features };
}
