import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MeasureLevel } from '../../domain/measure/measure.ts';
import type { LayerSlot } from '../layer-order.ts';
import type { Theme } from '../themes.ts';

/** A layer of the map's style and the place where it is drawn. */
export interface SlotLayer {
	slot: LayerSlot;
	layer: LayerSpecification;
}

/** All that paint depends on. The same look gives the same layers. */
export interface Look {
	theme: Theme;
	/** Levels of areas that the jurisdiction has. */
	levels: readonly MeasureLevel[];
	/** Code of the selected grid; '' when there is none. */
	selected: string;
	/** The facility type that the measure is about; '' when about none. */
	facility: string;
	/** The facility type that is opened in the panel; '' when none is. */
	opened: string;
	/** The one duty whose states are hatched; '' when there is none. */
	duty: string;
	/** Ground is drawn by a basemap from outside: ours leaves surfaces and roads to it. */
	outer: boolean;
	/** Cosine of the latitude: metres on the ground to a metre of Web Mercator. */
	cosine: number;
}

/** Layers of one slot. */
export const inSlot = (slot: LayerSlot, layers: LayerSpecification[]): SlotLayer[] =>
	layers.map((layer) => ({ slot, layer }));

/** Linear between zooms. */
export const byZoom = (...stops: (number | ExpressionSpecification)[]): ExpressionSpecification =>
	['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** Doubling with each zoom, as lengths on the ground do. */
export const byGround = (...stops: (number | ExpressionSpecification)[]): ExpressionSpecification =>
	['interpolate', ['exponential', 2], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** A value by a property's value. */
export const matching = <V extends string | number>(
	property: string,
	cases: Readonly<Record<string, V>>,
	otherwise: V
): ExpressionSpecification =>
	Object.keys(cases).length === 0
		? (['literal', otherwise] as unknown as ExpressionSpecification)
		: ([
				'match',
				['get', property],
				...Object.entries(cases).flat(),
				otherwise
			] as unknown as ExpressionSpecification);
