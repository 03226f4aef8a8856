/** One place among others that are like it: a filled disc among rings. Fetched only with the map, as deck.gl comes with it. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { FLAT } from './deck-overlay.ts';
import { channelsOf } from './hex.ts';
import type { ThemeId } from './scales.ts';
import { themeFor } from './themes.ts';

export interface Spot {
	/** What it is, for whoever picks it. */
	name: string;
	/** [lng, lat], degrees. */
	position: readonly [number, number];
}

const RADIUS_PX = 8;
const LINE_PX = 2.5;

/** @param height of the screen, pixels */
export function spotLayers(spot: Spot, others: readonly Spot[], id: ThemeId, height: number): Layer[] {
	const { accent, halo, ink, stroke, picture } = themeFor(id, height);
	const discs = (name: string, data: readonly Spot[], fill: string, line: string) =>
		new ScatterplotLayer<Spot>({
			id: name,
			data: data as Spot[],
			pickable: true,
			getPosition: ({ position }) => [...position],
			getRadius: RADIUS_PX * picture,
			radiusUnits: 'pixels',
			getFillColor: channelsOf(fill),
			stroked: true,
			getLineColor: channelsOf(line),
			getLineWidth: LINE_PX * stroke,
			lineWidthUnits: 'pixels',
			updateTriggers: { getFillColor: id, getLineColor: id },
			...FLAT
		});
	return [discs('others', others, halo, ink), discs('spot', [spot], accent, halo)];
}
