/**
 * The ground as every map of ours shows it: our own style and tiles in a window (frame.ts), above a basemap from
 * outside where one is configured, and how it changes with theme, layers and what is chosen.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MeasureLevel } from '../domain/measure/measure.ts';
import type { MapFailure, MapView, OuterBasemap } from './contract.ts';
import { MapFrame } from './frame.ts';
import { putImages } from './images.ts';
import type { ShownLayers } from './layer-order.ts';
import type { Look, SlotLayer } from './layers/slot.ts';
import { readOuterStyle, under } from './outer-style.ts';
import { MeasurePaints } from './paint/index.ts';
import type { ThemeId } from './scales.ts';
import { anchorOf, applyLook, isLayerSeen, layersOf, styleOf, tileAddress } from './style.ts';
import { themeFor } from './themes.ts';

export interface GroundOptions {
	view: MapView;
	theme: ThemeId;
	lang: 'zh-CN' | 'en';
	layers: ShownLayers;
	levels: readonly MeasureLevel[];
	basemap: OuterBasemap | null;
	/** Name of the map for screen readers. */
	label: string;
	onfailed(reason: MapFailure): void;
}

export class Ground {
	readonly frame: MapFrame;
	/** Colours of places, and the lines between grids. */
	readonly paints: MeasurePaints;
	#look: Look;
	#drawn: SlotLayer[];
	#shown: ShownLayers;

	/** @returns null when the browser cannot draw (onfailed has been told why). */
	static async open(container: HTMLElement, options: GroundOptions): Promise<Ground | null> {
		const outerStyle = options.basemap?.style ? await readOuterStyle(options.basemap.style) : null;
		const outer = Boolean(options.basemap?.raster ?? outerStyle);
		const look: Look = {
			theme: themeFor(options.theme, innerHeight),
			levels: options.levels,
			selected: '',
			facility: '',
			opened: '',
			duty: '',
			outer,
			cosine: Math.cos((options.view.lat * Math.PI) / 180)
		};
		const ours = styleOf(look, options.layers, location.origin, options.basemap);
		const frame = await MapFrame.open(container, options, outerStyle ? under(ours, outerStyle) : ours);
		return frame && new Ground(frame, look, options);
	}

	private constructor(frame: MapFrame, look: Look, { layers }: GroundOptions) {
		this.frame = frame;
		this.#look = look;
		this.#drawn = layersOf(look);
		this.#shown = layers;
		putImages(frame.map, look.theme);
		this.paints = new MeasurePaints(frame.map, {
			theme: look.theme,
			shown: layers,
			levels: look.levels,
			below: { colours: anchorOf('measure'), lines: anchorOf('grids') },
			address: (source, tile) => tileAddress(location.origin, source, tile)
		});
	}

	get map(): MapLibreMap {
		return this.frame.map;
	}

	get look(): Readonly<Look> {
		return this.#look;
	}

	get shown(): ShownLayers {
		return this.#shown;
	}

	/** Of the screen's height, also where the map is a part of it. @returns whether anything is to be drawn otherwise */
	setTheme(id: ThemeId): boolean {
		const theme = themeFor(id, innerHeight);
		if (theme.id === this.#look.theme.id && theme.type === this.#look.theme.type) return false;
		putImages(this.map, theme);
		this.redraw({ theme });
		this.paints.set({ theme });
		return true;
	}

	setLayers(shown: ShownLayers): void {
		this.#shown = shown;
		this.show();
		this.paints.set({ shown });
	}

	setLevels(levels: readonly MeasureLevel[]): void {
		if (levels.join() === this.#look.levels.join()) return;
		this.redraw({ levels });
		this.paints.set({ levels });
	}

	redraw(change: Partial<Look>): void {
		const look = { ...this.#look, ...change };
		const layers = layersOf(look);
		applyLook(this.map, this.#drawn, layers);
		this.#look = look;
		this.#drawn = layers;
	}

	/** Layers come and go with what is switched on and chosen. */
	show(): void {
		for (const entry of this.#drawn) {
			const { id } = entry.layer;
			const visibility = isLayerSeen(entry, this.#shown, this.#look) ? 'visible' : 'none';
			if (this.map.getLayer(id) && (this.map.getLayoutProperty(id, 'visibility') ?? 'visible') !== visibility)
				this.map.setLayoutProperty(id, 'visibility', visibility);
		}
	}
}
