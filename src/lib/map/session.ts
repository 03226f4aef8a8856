/**
 * The running map: MapLibre, the overlay of deck.gl and the tools on it, behind the verbs that MapShell needs.
 * Loaded by a dynamic import only, so nothing here ever runs on the server.
 */
import maplibre from 'maplibre-gl';
import type { Polygon } from 'geojson';
import type {
	Hover,
	MapCommands,
	MapFailure,
	MapView,
	Measured,
	MeasureChoice,
	MeasureValues,
	OuterBasemap,
	Padding,
	Pick,
	StateShapes,
	Tool
} from './contract.ts';
import type { ShownLayers } from './layer-order.ts';
import type { ThemeId } from './scales.ts';

export interface MapOptions {
	view: MapView;
	theme: ThemeId;
	lang: 'zh-CN' | 'en';
	layers: ShownLayers;
	basemap: OuterBasemap | null;
	label: string;
	onpick(pick: Pick): void;
	onhover(hover: Hover | null): void;
	onmove(view: MapView): void;
	onmeasured(measured: Measured): void;
	ontool(tool: Tool): void;
	onfailed(reason: MapFailure): void;
}

export interface MapSession {
	readonly commands: MapCommands;
	setTheme(theme: ThemeId): void;
	setLang(lang: 'zh-CN' | 'en'): void;
	setLayers(layers: ShownLayers): void;
	setPadding(padding: Padding): void;
	setView(view: MapView): void;
	setSelection(code: string | null, ground: Polygon | null): void;
	setHatch(shapes: StateShapes | null): void;
	setMeasure(choice: MeasureChoice): void;
	setValues(values: MeasureValues): void;
	setTool(tool: Tool): void;
	close(): void;
}

/** @returns null when the browser cannot draw (onfailed has been told why). */
export async function openMap(container: HTMLElement, options: MapOptions): Promise<MapSession | null> {
	const map = new maplibre.Map({
		container,
		style: { version: 8, sources: {}, layers: [] },
		center: [options.view.lng, options.view.lat],
		zoom: options.view.zoom,
		attributionControl: false
	});
	await map.once('load');
	map.on('moveend', () => {
		const { lng, lat } = map.getCenter();
		options.onmove({ lng, lat, zoom: map.getZoom() });
	});
	map.on('click', ({ lngLat }) => options.onpick({ code: null, lng: lngLat.lng, lat: lngLat.lat }));
	const nothing = () => undefined;
	return {
		commands: {
			show: ({ lng, lat, zoom }) => map.easeTo({ center: [lng, lat], zoom }),
			fit: (bbox) => map.fitBounds(bbox),
			zoomBy: (steps) => map.zoomTo(map.getZoom() + steps),
			locate: nothing,
			undo: nothing,
			refresh: nothing,
			picture: async () => map.getCanvas().toDataURL('image/png')
		},
		setTheme: nothing,
		setLang: nothing,
		setLayers: nothing,
		setPadding: (padding) => map.setPadding(padding),
		setView: nothing,
		setSelection: nothing,
		setHatch: nothing,
		setMeasure: nothing,
		setValues: nothing,
		setTool: nothing,
		close: () => map.remove()
	};
}
