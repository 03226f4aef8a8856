/**
 * The running map: MapLibre, the overlay of deck.gl and the tools on it, behind the verbs that MapShell needs.
 * Loaded by a dynamic import only, so nothing here ever runs on the server.
 */
import type maplibre from 'maplibre-gl';
import type { GeoJSONSource, Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import type { FeatureCollection, Polygon } from 'geojson';
import { ALL_DUTIES, type MeasureLevel } from '../domain/measure/measure.ts';
import type {
	Bounds,
	Hover,
	MapCommands,
	MapView,
	Mark,
	Measured,
	MeasureChoice,
	MeasureValues,
	Outside,
	Padding,
	Pick,
	StateShapes,
	Tool
} from './contract.ts';
import { boxOf, markDrawing, NOTHING, selectionDrawing } from './drawings.ts';
import { MARK_MARGIN, watchLoading, type MapFrame } from './frame.ts';
import { Ground, type GroundOptions } from './ground.ts';
import { listenToKeys } from './keys.ts';
import { seenFrom, type ShownLayers } from './layer-order.ts';
import { MeasuringTool } from './measuring-tool.ts';
import { Overlay } from './overlay.ts';
import { askGridAt, gridAt, Hovering, ServerBusy } from './pointer.ts';
import { askPosition, metresOutside, positionDrawing } from './position.ts';
import { Refreshing } from './refreshing.ts';
import type { ThemeId } from './scales.ts';
import { statesTiles } from './style.ts';

export interface MapOptions extends GroundOptions {
	onpick(pick: Pick): void;
	onhover(hover: Hover | null): void;
	onmove(view: MapView): void;
	onmeasured(measured: Measured): void;
	ontool(tool: Tool): void;
	/** Ground is on its way for longer than a moment, or has all arrived. */
	onloading(loading: boolean): void;
}

/** A click on a cluster comes this much closer. */
const CLUSTER_STEP = 2;
/** From this zoom a grid is as large as a finger, and a click is for the grid, whatever marks lie on it. */
const GRIDS_FIRST_FROM = 15;

/** @returns null when the browser cannot draw (onfailed has been told why). */
export async function openMap(container: HTMLElement, options: MapOptions): Promise<MapSession | null> {
	const ground = await Ground.open(container, options);
	return ground && new MapSession(ground, options);
}

export class MapSession {
	readonly commands: MapCommands;
	readonly #ground: Ground;
	readonly #frame: MapFrame;
	readonly #map: MapLibreMap;
	readonly #options: MapOptions;
	readonly #overlay: Overlay;
	readonly #tool: MeasuringTool;
	readonly #hovering: Hovering;
	#asking: AbortController | null = null;

	constructor(ground: Ground, options: MapOptions) {
		const { frame, look } = ground;
		this.#ground = ground;
		this.#frame = frame;
		this.#map = frame.map;
		this.#options = options;
		this.#overlay = new Overlay(this.#map, {
			theme: look.theme,
			incidents: options.layers.incidents,
			incidentsFrom: seenFrom('incidents', 'gap'),
			heat: options.layers.heat,
			month: null,
			selection: null
		});
		this.#tool = new MeasuringTool(this.#map, {
			measured: options.onmeasured,
			failed: () => options.onfailed('tool')
		});
		this.#hovering = new Hovering(this.#map, options.onhover, () => ground.look.theme.stroke);
		watchLoading(this.#map, () => ground.paints.settled, options.onloading);
		this.#map.on('click', (event) => {
			if (this.#tool.active) this.#tool.add(event);
			else void this.#pick(event.point, event.lngLat);
		});
		this.#map.on('dblclick', () => this.#tool.end(true));
		this.#map.on('moveend', () => options.onmove(frame.view));
		this.#map.on('resize', () => this.setTheme(ground.look.theme.id));
		listenToKeys(this.#map, {
			enter: () => (this.#tool.active ? this.#tool.end(false) : this.#pickCentre()),
			escape: () => this.#tool.active && options.ontool('none'),
			backspace: () => this.#tool.undo()
		});
		const refreshing = new Refreshing(this.#map, (sets) => ground.paints.refresh(sets));
		this.commands = {
			show: (place) => frame.show(place),
			reveal: (ground, zoom, place) => frame.reveal(boxOf(ground, place), zoom, place && MARK_MARGIN),
			fit: (bbox) => frame.fit(bbox),
			zoomBy: (steps) => frame.zoomBy(steps),
			locate: (bounds) => this.#locate(bounds),
			undo: () => this.#tool.undo(),
			refresh: (changes) => refreshing.refresh(changes),
			picture: () => frame.picture()
		};
	}

	setTheme(id: ThemeId): void {
		if (this.#ground.setTheme(id)) this.#overlay.set({ theme: this.#ground.look.theme });
	}

	setLang(lang: 'zh-CN' | 'en'): void {
		this.#tool.lang = lang;
		this.#tool.redraw();
		this.#frame.setLang(lang);
	}

	setLayers(shown: ShownLayers): void {
		this.#ground.setLayers(shown);
		this.#overlay.set({ incidents: shown.incidents, heat: shown.heat });
	}

	setLevels(levels: readonly MeasureLevel[]): void {
		this.#ground.setLevels(levels);
	}

	setPadding(padding: Padding): void {
		this.#frame.setPadding(padding);
	}

	setView(view: MapView): void {
		this.#frame.setView(view);
	}

	setSelection(code: string | null, ground: Polygon | null): void {
		this.#ground.redraw({ selected: ground ? '' : (code ?? '') });
		this.#data('selection', ground && code ? selectionDrawing(ground) : NOTHING);
		this.#overlay.set({ selection: code ? ground : null });
	}

	setMark(mark: Mark | null): void {
		this.#data('mark', mark ? markDrawing(mark) : NOTHING);
	}

	/** The facility type that the panel has open stands out as the measure's own does. */
	setFacility(opened: string | null): void {
		this.#ground.redraw({ opened: opened ?? '' });
	}

	setHatch(shapes: StateShapes | null): void {
		this.#data('hatch', shapes ?? NOTHING);
	}

	setMeasure({ id, duty, facility }: MeasureChoice): void {
		this.#overlay.set({ incidentsFrom: seenFrom('incidents', id) });
		const one = duty && duty !== ALL_DUTIES ? duty : '';
		if (one && one !== this.#ground.look.duty)
			this.#map.getSource<VectorTileSource>('states')?.setTiles([statesTiles(location.origin, one)]);
		this.#ground.redraw({ facility: facility ?? '', duty: one });
		this.#ground.show();
	}

	/** Of which month incidents are shown; null: those open now. */
	setMonth(month: string | null): void {
		this.#overlay.set({ month });
	}

	setValues(values: MeasureValues): void {
		this.#ground.paints.setValues(values);
	}

	setTool(tool: Tool): void {
		this.#tool.set(tool);
		this.#hovering.on = tool === 'none';
		this.#hovering.clear();
	}

	close(): void {
		this.#asking?.abort();
		this.#overlay.close();
		this.#frame.close();
	}

	#data(source: string, data: FeatureCollection): void {
		void this.#map.getSource<GeoJSONSource>(source)?.setData(data);
	}

	async #pick(point: maplibre.Point, { lng, lat }: maplibre.LngLat): Promise<void> {
		const far = this.#map.getZoom() < GRIDS_FIRST_FROM;
		const cluster = far && this.#ground.shown.incidents ? this.#overlay.clusterAt(point.x, point.y) : null;
		if (cluster) {
			return this.#frame.show({ ...cluster, zoom: this.#map.getZoom() + CLUSTER_STEP }, true);
		}
		this.#asking?.abort();
		const asking = (this.#asking = new AbortController());
		try {
			const code = gridAt(this.#map, point).code ?? (await askGridAt(lng, lat, asking.signal));
			if (!asking.signal.aborted) this.#options.onpick({ code, lng, lat });
		} catch (error) {
			if (!asking.signal.aborted) this.#options.onfailed(error instanceof ServerBusy ? 'busy' : 'tiles');
		}
	}

	#pickCentre(): void {
		const centre = this.#map.getCenter();
		void this.#pick(this.#map.project(centre), centre);
	}

	/** Outside there is nothing to look at, and from there no way back: the view stays where it is. */
	async #locate(bounds: Bounds | null): Promise<Outside | null> {
		const fix = await askPosition();
		if (typeof fix === 'string') {
			this.#options.onfailed(fix);
			return null;
		}
		this.#data('position', positionDrawing(fix));
		const metres = bounds ? metresOutside(bounds, fix) : 0;
		if (metres > 0) return { metres };
		// Whoever has no network is shown where they are all the same.
		const code = await askGridAt(fix.lng, fix.lat, new AbortController().signal).catch(() => undefined);
		if (code === null) return { metres: null };
		this.#frame.show({ ...fix, zoom: Math.max(this.#map.getZoom(), fix.accuracy > 500 ? 14 : 16) });
		return null;
	}
}
