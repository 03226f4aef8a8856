/** What lies under a point of the map: from the drawn tiles, else asked of the server. */
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { isWorthAskingAgain } from '../domain/api/retry.ts';
import type { Hover } from './contract.ts';
import { HIT_LAYER, HOVER_LAYER, HOVER_STROKES } from './layers/grids.ts';

export interface UnderPoint {
	id: number | null;
	code: string | null;
}

/** The grid whose drawn ground holds the point; null where none is drawn there. */
export function gridAt(map: MapLibreMap, point: PointLike): UnderPoint {
	const [found] = map.getLayer(HIT_LAYER) ? map.queryRenderedFeatures(point, { layers: [HIT_LAYER] }) : [];
	return {
		id: Number(found?.id ?? NaN) || null,
		code: (found?.properties.code as string | undefined) ?? null
	};
}

/** The server could not take the question; a moment later it may. */
export class ServerBusy extends Error {}

/**
 * The same from the server, where grids are not drawn (far out) or their tiles have not come yet.
 * @returns null where there is no grid
 * @throws Error when the server does not answer
 */
export async function askGridAt(
	lng: number,
	lat: number,
	signal: AbortSignal,
	ask: typeof fetch = fetch
): Promise<string | null> {
	const response = await ask(`/api/grids?at=${lng.toFixed(7)},${lat.toFixed(7)}`, { signal });
	if (response.status === 404) return null;
	if (isWorthAskingAgain(response.status)) throw new ServerBusy('grid at a place');
	if (!response.ok) throw new Error(`grid at a place: ${response.status}`);
	return ((await response.json()) as { code: string }).code;
}

/** Marks the grid under the pointer and tells of it, once per drawn frame at most. */
export class Hovering {
	readonly #map: MapLibreMap;
	readonly #tell: (hover: Hover | null) => void;
	readonly #stroke: () => number;
	#marked: number | null = null;
	#frame = 0;
	/** Off while a tool has the pointer. */
	on = true;

	/** @param stroke of the theme as it is then, pixels */
	constructor(map: MapLibreMap, tell: (hover: Hover | null) => void, stroke: () => number) {
		this.#stroke = stroke;
		this.#map = map;
		this.#tell = tell;
		// A finger does not hover, but after each tap the browser tells of a mouse there.
		let finger = false;
		const container = map.getCanvasContainer();
		for (const kind of ['pointerdown', 'pointermove'] as const)
			container.addEventListener(kind, ({ pointerType }) => (finger = pointerType === 'touch'), true);
		map.on('mousemove', ({ point, lngLat }) => {
			cancelAnimationFrame(this.#frame);
			if (!this.on || finger) return;
			this.#frame = requestAnimationFrame(() => {
				const { id, code } = map.isMoving() ? { id: null, code: null } : gridAt(map, point);
				this.#mark(id);
				tell({ id, code, lng: lngLat.lng, lat: lngLat.lat, x: point.x, y: point.y });
			});
		});
		map.on('mouseout', () => this.clear());
		map.on('movestart', () => this.clear());
	}

	clear(): void {
		cancelAnimationFrame(this.#frame);
		this.#mark(null);
		this.#tell(null);
	}

	#mark(id: number | null): void {
		if (id === this.#marked) return;
		const feature = (which: number) => ({ source: 'grids', sourceLayer: 'grid', id: which });
		if (this.#marked !== null) this.#map.setFeatureState(feature(this.#marked), { hover: false });
		if (id !== null) this.#map.setFeatureState(feature(id), { hover: true });
		const width = id === null ? 0 : HOVER_STROKES * this.#stroke();
		if (this.#map.getPaintProperty(HOVER_LAYER, 'line-width') !== width)
			this.#map.setPaintProperty(HOVER_LAYER, 'line-width', width);
		this.#marked = id;
	}
}
