/**
 * The measuring tool on the map: taps add points, a double tap or Enter ends, Backspace takes the last one back. What
 * measures and draws is fetched with the first use.
 */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { FORMATS } from '../words/index.ts';
import type { Language } from '../words/language.ts';
import type { Measured, Tool } from './contract.ts';
import type * as Measuring from './measuring.ts';

export interface MeasuringListener {
	measured(measured: Measured): void;
	/** What measures could not be fetched. */
	failed(): void;
}

/** Farther apart two taps are two points. */
const DOUBLE_TAP_PX = 12;

const withoutLast = (points: Measuring.Points): Measuring.Points => points.slice(0, -1);

export class MeasuringTool {
	readonly #map: MapLibreMap;
	readonly #tell: MeasuringListener;
	#measuring: Promise<typeof Measuring> | null = null;
	#tool: Tool = 'none';
	#points: Measuring.Points = [];
	#done = false;
	lang: Language = 'zh-CN';

	constructor(map: MapLibreMap, tell: MeasuringListener) {
		this.#map = map;
		this.#tell = tell;
	}

	get active(): boolean {
		return this.#tool !== 'none';
	}

	set(tool: Tool): void {
		if (tool === this.#tool) return;
		this.#tool = tool;
		this.#points = [];
		this.#done = false;
		if (this.active) this.#map.doubleClickZoom.disable();
		else this.#map.doubleClickZoom.enable();
		this.redraw();
	}

	add({ lngLat }: Pick<MapMouseEvent, 'lngLat'>): void {
		// A finished measurement stays to be read; the next tap begins another.
		if (this.#done) this.#points = [];
		this.#done = false;
		this.#points = [...this.#points, [lngLat.lng, lngLat.lat]];
		this.#changed();
	}

	undo(): void {
		if (!this.active || this.#points.length === 0) return;
		this.#done = false;
		this.#points = withoutLast(this.#points);
		this.#changed();
	}

	/** After a double tap the two taps have left two points on nearly one place. */
	end(doubled: boolean): void {
		if (!this.active || this.#done) return;
		this.#points = this.#withoutRepeat(doubled ? DOUBLE_TAP_PX : 0);
		this.#done = true;
		this.#changed();
	}

	/** Also when language or theme has changed. */
	redraw(): void {
		if (this.active || this.#measuring) void this.#draw(false);
	}

	/** Two taps leave two points on nearly one place, of which one goes. */
	#withoutRepeat(pixels: number): Measuring.Points {
		const [last, before] = [this.#points.at(-1), this.#points.at(-2)];
		if (!last || !before) return this.#points;
		const [a, b] = [this.#map.project([...last]), this.#map.project([...before])];
		return Math.hypot(a.x - b.x, a.y - b.y) <= pixels ? withoutLast(this.#points) : this.#points;
	}

	#changed(): void {
		void this.#draw(true);
	}

	async #draw(tells: boolean): Promise<void> {
		const [tool, points, done] = [this.#tool, this.#points, this.#done];
		try {
			const { drawing, measured } = await (this.#measuring ??= import('./measuring.ts'));
			if (tool !== this.#tool || points !== this.#points || done !== this.#done) return;
			const kind = tool === 'none' ? 'distance' : tool;
			const found = measured(kind, points, done);
			const said = FORMATS[this.lang];
			const text = found.m2 ? said.area(found.m2) : said.distance(found.metres);
			void this.#map.getSource<GeoJSONSource>('measured')?.setData(drawing(kind, points, text));
			if (tells && tool !== 'none') this.#tell.measured(found);
		} catch (error) {
			console.error(error);
			// Tried again with the next point.
			this.#measuring = null;
			this.#tell.failed();
		}
	}
}
