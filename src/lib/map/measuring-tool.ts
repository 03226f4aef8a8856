/** The measuring tool on the map: taps add points, a double tap or Enter ends, Backspace takes the last one back. */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { FORMATS } from '../words/index.ts';
import type { Language } from '../words/language.ts';
import type { Measured, Tool } from './contract.ts';
import { drawing, measured, withoutLast, withoutRepeat, type Points } from './measuring.ts';

export class MeasuringTool {
	readonly #map: MapLibreMap;
	readonly #tell: (measured: Measured) => void;
	#tool: Tool = 'none';
	#points: Points = [];
	#done = false;
	lang: Language = 'zh-CN';

	constructor(map: MapLibreMap, tell: (measured: Measured) => void) {
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
		this.#draw();
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
		this.#points = doubled ? this.#withoutDoubled() : withoutRepeat(this.#points);
		this.#done = true;
		this.#changed();
	}

	/** Language or theme has changed. */
	redraw(): void {
		this.#draw();
	}

	#withoutDoubled(): Points {
		const [last, before] = [this.#points.at(-1), this.#points.at(-2)];
		if (!last || !before) return this.#points;
		const [a, b] = [this.#map.project([...last]), this.#map.project([...before])];
		return Math.hypot(a.x - b.x, a.y - b.y) < 12 ? withoutLast(this.#points) : this.#points;
	}

	#changed(): void {
		this.#draw();
		if (this.#tool !== 'none') this.#tell(measured(this.#tool, this.#points, this.#done));
	}

	#draw(): void {
		const tool = this.#tool === 'none' ? 'distance' : this.#tool;
		const { metres, m2 } = measured(tool, this.#points, this.#done);
		const said = FORMATS[this.lang];
		const text = m2 ? said.area(m2) : said.distance(metres);
		void this.#map.getSource<GeoJSONSource>('measured')?.setData(drawing(tool, this.#points, text));
	}
}
