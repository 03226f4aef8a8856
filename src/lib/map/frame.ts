/** The map's window: opening MapLibre, moving it, its scale bar and sources. */
import maplibre from 'maplibre-gl';
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { WORDS } from '../words/index.ts';
import type { Language } from '../words/language.ts';
import { Attribution } from './attribution.ts';
import type { Bounds, MapFailure, MapView, Padding } from './contract.ts';
import { watchFailures } from './failures.ts';
import { cutTilesOnce } from './tile-masks.ts';
import { PAINTED_SOURCES } from './paint/screen-tiles.ts';
import { plainAddress, SHARED, sharedAddress, sharedRequests } from './shared-requests.ts';

maplibre.addProtocol(SHARED, async ({ url }, end) => {
	try {
		return await sharedRequests.ask(plainAddress(url), end.signal);
	} catch (error) {
		// Only an error of this kind keeps its status on the way to whoever asked.
		const { status, message } = error as Error & { status?: number };
		throw status === undefined ? error : new maplibre.AJAXError(status, message, url, new Blob());
	}
});

export interface FrameOptions {
	view: MapView;
	lang: Language;
	label: string;
	onfailed(reason: MapFailure): void;
}

const FARTHEST = 7.5;
const CLOSEST = 20;
const MOVE_MS = 220;
/** Pixels between what is shown and the edge of what can be seen: of a place, a grid's whole ground, a place with a name. */
const PLACE_MARGIN = 48;
const GROUND_MARGIN = 16;
export const MARK_MARGIN = 64;
/** Beyond so many screens away the map does not glide but goes. */
const GLIDE_SCREENS = 3;

export class MapFrame {
	readonly map: MapLibreMap;
	readonly #container: HTMLElement;
	readonly #attribution: Attribution;
	#scale: maplibre.ScaleControl;
	#padding: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

	/** @returns null when the browser cannot draw (onfailed has been told). */
	static async open(
		container: HTMLElement,
		options: FrameOptions,
		style: StyleSpecification
	): Promise<MapFrame | null> {
		if (!document.createElement('canvas').getContext('webgl2')) {
			options.onfailed('webgl');
			return null;
		}
		let map: MapLibreMap;
		try {
			map = new maplibre.Map({
				container,
				style,
				center: [options.view.lng, options.view.lat],
				zoom: options.view.zoom,
				minZoom: FARTHEST,
				maxZoom: CLOSEST,
				maxPitch: 60,
				attributionControl: false,
				// Tiles are asked for anew when the ground has changed, not by the clock.
				refreshExpiredTiles: false,
				fadeDuration: stillness() ? 0 : 150,
				// Counts only under a style from outside that names a glyph server; ours draws every glyph here.
				localIdeographFontFamily: 'sans-serif',
				locale: localeOf(options.lang),
				transformRequest: (url) => ({ url: throughShared(ownAddress(url)) })
			});
		} catch (error) {
			console.error(error);
			options.onfailed('webgl');
			return null;
		}
		cutTilesOnce(map);
		watchFailures(map, options.onfailed);
		await new Promise<void>((styled) => map.once('style.load', () => styled()));
		return new MapFrame(map, container, options);
	}

	private constructor(map: MapLibreMap, container: HTMLElement, options: FrameOptions) {
		this.map = map;
		this.#container = container;
		map.getCanvas().setAttribute('aria-label', options.label);
		this.#attribution = new Attribution(map, options.lang);
		this.#attribution.show();
		this.#scale = scaleBar();
		map.addControl(this.#scale, 'bottom-right');
		map.touchZoomRotate.disableRotation();
	}

	get view(): MapView {
		const { lng, lat } = this.map.getCenter();
		return { lng: round(lng, 6), lat: round(lat, 6), zoom: round(this.map.getZoom(), 2) };
	}

	/** What can be seen between the panels, degrees. */
	get bounds(): Bounds {
		const { left, top, right, bottom } = this.#room(0);
		const corners = [
			[left, top],
			[right, top],
			[right, bottom],
			[left, bottom]
		].map((corner) => this.map.unproject(corner as [number, number]));
		const lngs = corners.map(({ lng }) => round(lng, 6));
		const lats = corners.map(({ lat }) => round(lat, 6));
		return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
	}

	/** Goes where the address bar says; nothing when the map is there already. */
	setView(view: MapView): void {
		const now = this.view;
		const near = (a: number, b: number, by: number) => Math.abs(a - b) <= by;
		if (this.map.isMoving()) return;
		if (near(view.lng, now.lng, 2e-6) && near(view.lat, now.lat, 2e-6) && near(view.zoom, now.zoom, 0.02))
			return;
		this.map.jumpTo({ center: [view.lng, view.lat], zoom: view.zoom });
	}

	setPadding(padding: Padding): void {
		const before = this.#padding;
		this.#padding = padding;
		for (const [side, px] of Object.entries(padding))
			this.#container.style.setProperty(`--map-${side}`, `${px}px`);
		if (Object.entries(padding).every(([side, px]) => before[side as keyof Padding] === px)) return;
		// The place in the middle of what can be seen stays there.
		this.#move({});
	}

	/** Moves only as far as is needed; `centred` puts the place into the middle. */
	show({ lng, lat, zoom }: MapView, centred = false): void {
		const closer = Math.max(this.map.getZoom(), Math.min(zoom, CLOSEST));
		if (this.#isSeen([lng, lat, lng, lat], PLACE_MARGIN) && closer - this.map.getZoom() < 0.5 && !centred)
			return;
		this.#move({ center: [lng, lat], zoom: closer });
	}

	/** Moves only as far as is needed to have the whole box in sight; farther out where it is larger than that. */
	reveal(box: Bounds, zoom: number, margin = GROUND_MARGIN): void {
		const closer = Math.max(this.map.getZoom(), Math.min(zoom, CLOSEST));
		if (closer - this.map.getZoom() < 0.5 && this.#isSeen(box, margin)) return;
		this.fit(box, margin, closer);
	}

	/** The whole box into the middle, as large as it goes up to a zoom. */
	fit(box: Bounds, margin = 24, maxZoom = 17): void {
		const [left, top, right, bottom] = this.#onScreen(box);
		const room = this.#room(margin);
		const fold = Math.min(
			(room.right - room.left) / Math.max(right - left, 1),
			(room.bottom - room.top) / Math.max(bottom - top, 1)
		);
		const zoom = this.map.getZoom() + Math.log2(Math.max(fold, 1e-3));
		this.#move({
			center: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
			zoom: Math.max(FARTHEST, Math.min(zoom, maxZoom))
		});
	}

	#isSeen(box: Bounds, margin: number): boolean {
		const [left, top, right, bottom] = this.#onScreen(box);
		const room = this.#room(margin);
		return left > room.left && right < room.right && top > room.top && bottom < room.bottom;
	}

	/** What the panels leave of the window, less a margin; pixels. */
	#room(margin: number): Record<keyof Padding, number> {
		const { clientWidth: width, clientHeight: height } = this.#container;
		const { top, right, bottom, left } = this.#padding;
		return {
			left: left + margin,
			top: top + margin,
			right: width - right - margin,
			bottom: height - bottom - margin
		};
	}

	/** Left, top, right and bottom of a box of degrees, in pixels, where they will be once a panel has finished opening. */
	#onScreen([west, south, east, north]: Bounds): [number, number, number, number] {
		const room = this.#room(0);
		const middle = this.map.project(this.map.getCenter());
		const corners = [
			[west, south],
			[east, south],
			[east, north],
			[west, north]
		].map((corner) => this.map.project(corner as [number, number]));
		const xs = corners.map(({ x }) => x - middle.x + (room.left + room.right) / 2);
		const ys = corners.map(({ y }) => y - middle.y + (room.top + room.bottom) / 2);
		return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
	}

	/** Always with the padding: a move that began before it was whole would leave it half done. */
	#move({ center, zoom }: { center?: maplibre.LngLatLike; zoom?: number }): void {
		const target = { padding: this.#padding, ...(center && { center }), ...(zoom !== undefined && { zoom }) };
		if (stillness() || (center && this.#isFar(center))) this.map.jumpTo(target);
		else this.map.easeTo({ ...target, duration: MOVE_MS });
	}

	#isFar(center: maplibre.LngLatLike): boolean {
		const { x, y } = this.map.project(center);
		const { clientWidth: width, clientHeight: height } = this.#container;
		return (
			Math.abs(x - width / 2) > GLIDE_SCREENS * width || Math.abs(y - height / 2) > GLIDE_SCREENS * height
		);
	}

	zoomBy(steps: number): void {
		this.#move({ zoom: this.map.getZoom() + steps });
	}

	setLang(lang: Language): void {
		Object.assign(this.map._locale, localeOf(lang));
		this.map.removeControl(this.#scale);
		this.#attribution.show(lang);
		this.#scale = scaleBar();
		this.map.addControl(this.#scale, 'bottom-right');
	}

	/** The drawing buffer can be read only in the frame that drew it. */
	picture(): Promise<string> {
		return new Promise((resolve) => {
			this.map.once('render', () => resolve(this.map.getCanvas().toDataURL('image/png')));
			this.map.triggerRepaint();
		});
	}

	close(): void {
		this.map.remove();
	}
}

/** At letters of 16 pixels; longer where they are larger, as on a wall. */
const SCALE_PX = 110;
const scaleBar = () =>
	new maplibre.ScaleControl({
		maxWidth: (SCALE_PX * parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16,
		unit: 'metric'
	});

const round = (value: number, digits: number) => Number(value.toFixed(digits));

const stillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** MapLibre's own few words. */
function localeOf(lang: Language): Record<string, string> {
	const words = WORDS[lang].map;
	const chinese = lang === 'zh-CN';
	return {
		'Map.Title': words.map,
		'AttributionControl.ToggleAttribution': WORDS[lang].page.attribution,
		'ScaleControl.Meters': chinese ? '米' : 'm',
		'ScaleControl.Kilometers': chinese ? '公里' : 'km'
	};
}

// Behind a proxy the server may not know by which address it is called: our own tiles come from where the page does.
function ownAddress(url: string): string {
	const { pathname, search } = new URL(url, location.href);
	const own = /^\/tiles\/[a-z]+(\.json$|\/)/.test(pathname);
	return own ? location.origin + decodeBraces(pathname) + search : url;
}

// Grids and areas are taken apart by MapLibre, for picking, lines and names, and by our own painters.
const throughShared = (url: string) => {
	const { pathname } = new URL(url, location.href);
	return PAINTED_SOURCES.some((set) => pathname.startsWith(`/tiles/${set}/`)) ? sharedAddress(url) : url;
};

const decodeBraces = (path: string) => path.replaceAll('%7B', '{').replaceAll('%7D', '}');

/** Milliseconds that nobody minds waiting. */
const PATIENCE_MS = 300;

/**
 * Tells when tiles have been on their way for a while, and when all that can be seen is drawn.
 * @param settled whether what MapLibre does not know of is drawn, too; a repaint follows when it is
 */
export function watchLoading(
	map: MapLibreMap,
	settled: () => boolean,
	tell: (loading: boolean) => void
): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	map.on('dataloading', () => (timer ??= setTimeout(() => tell(true), PATIENCE_MS)));
	map.on('idle', () => {
		if (!settled()) return;
		clearTimeout(timer);
		timer = undefined;
		tell(false);
	});
	map.on('remove', () => clearTimeout(timer));
}
