import type { RecordKind } from '../domain/access/records.ts';
import type { MeasureId } from '../domain/measure/measure.ts';

/**
 * Everything that can lie on the map, from the bottom to the top: the one ordered list that drawing, the layer
 * list and the address bar share. `shown` says how it starts; `from` is the zoom from which it can be seen (the
 * layer list greys it out below). Entries with `fixed` belong to the map itself and cannot be switched off, except that
 * water goes with the basemap: it lies above the measure's colours so that rivers stay blue. `of` is what a layer tells
 * of, where not everybody may see it.
 */
export const LAYER_ORDER = [
	{ id: 'backdrop', fixed: true, shown: true, from: 0 },
	{ id: 'basemap', fixed: false, shown: true, from: 8 },
	{ id: 'measure', fixed: false, shown: true, from: 8 },
	{ id: 'water', fixed: true, shown: true, from: 8 },
	{ id: 'roads', fixed: false, shown: true, from: 8 },
	{ id: 'states', fixed: false, shown: true, from: 14 },
	{ id: 'greening', fixed: false, shown: false, from: 12, of: 'greening' },
	{ id: 'buildings', fixed: false, shown: true, from: 14 },
	{ id: 'grids', fixed: false, shown: true, from: 13 },
	{ id: 'areas', fixed: false, shown: true, from: 8 },
	{ id: 'trees', fixed: false, shown: false, from: 16, of: 'greening' },
	{ id: 'heat', fixed: false, shown: false, from: 8, of: 'incident' },
	{ id: 'selection', fixed: true, shown: true, from: 8 },
	{ id: 'facilities', fixed: false, shown: true, from: 14 },
	{ id: 'names', fixed: false, shown: true, from: 8 },
	{ id: 'incidents', fixed: false, shown: true, from: 12.5, of: 'incident' },
	{ id: 'tools', fixed: true, shown: true, from: 0 }
] as const satisfies readonly {
	id: string;
	fixed: boolean;
	shown: boolean;
	from: number;
	of?: RecordKind;
}[];

/** Place in the drawing order. */
export type LayerSlot = (typeof LAYER_ORDER)[number]['id'];
/** Slots at whose top deck.gl or we ourselves can draw. */
export const ANCHORED_SLOTS = [
	'measure',
	'grids',
	'heat',
	'selection',
	'incidents'
] as const satisfies LayerSlot[];
export type AnchoredSlot = (typeof ANCHORED_SLOTS)[number];
/** A layer that a person can switch on and off. */
export type LayerId = Extract<(typeof LAYER_ORDER)[number], { fixed: false }>['id'];

/** The switchable layers, in drawing order. */
export const LAYER_IDS = LAYER_ORDER.filter((layer) => !layer.fixed).map((layer) => layer.id) as LayerId[];

export type ShownLayers = Record<LayerId, boolean>;

/** The switchable layers of what may be seen, in drawing order. */
export const layersOf = (reads: readonly RecordKind[]): LayerId[] =>
	LAYER_ORDER.filter((layer) => !layer.fixed && (!('of' in layer) || reads.includes(layer.of))).map(
		(layer) => layer.id
	) as LayerId[];

/** How the layers start for somebody who has chosen nothing. */
export function layersAtFirst(): ShownLayers {
	return Object.fromEntries(
		LAYER_ORDER.filter((layer) => !layer.fixed).map((layer) => [layer.id, layer.shown])
	) as ShownLayers;
}

export function isLayerId(value: string): value is LayerId {
	return (LAYER_IDS as readonly string[]).includes(value);
}

/** Place of a slot from the bottom, for sorting. */
export function slotRank(slot: LayerSlot): number {
	return LAYER_ORDER.findIndex((layer) => layer.id === slot);
}

/** True when what lies in a slot is to be seen. */
export function isShown(slot: LayerSlot, shown: ShownLayers): boolean {
	if (slot === 'water') return shown.basemap;
	return slot in shown ? shown[slot as LayerId] : true;
}

/** From so far out incidents are marked where the map is about them; else names and colours come first. */
const INCIDENTS_FROM = 10;

/** Zoom from which a layer can be seen under a measure. */
export function seenFrom(id: LayerId, measure: MeasureId): number {
	if (id === 'incidents' && measure === 'incidents') return INCIDENTS_FROM;
	return LAYER_ORDER[slotRank(id)]!.from;
}
