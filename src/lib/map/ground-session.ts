/**
 * The running map of GroundMap: the ground, and above it whatever layers of deck.gl it is given. Loaded by a dynamic
 * import only, so nothing here ever runs on the server.
 */
import type { Layer } from '@deck.gl/core';
import type { Bounds, GroundCommands, MapView, MeasureValues, Padding, Picked } from './contract.ts';
import type { DeckOverlay } from './deck-overlay.ts';
import { watchLoading } from './frame.ts';
import { Ground, type GroundOptions } from './ground.ts';
import { listenToKeys } from './keys.ts';
import type { ThemeId } from './scales.ts';

export interface GroundSessionOptions extends GroundOptions {
	/** What was clicked, tapped or (with Enter) in the middle; null: none of the layers there. */
	onpick(picked: Picked | null): void;
	/** What the mouse is over. */
	onhover(picked: Picked | null): void;
	/** @param seen what can be seen between the panels */
	onmoved(view: MapView, seen: Bounds): void;
	onloading(loading: boolean): void;
}

/** A finger is thicker than a point. */
const PICK_PX = 6;

/** @returns null when the browser cannot draw (onfailed has been told why). */
export async function openGround(
	container: HTMLElement,
	options: GroundSessionOptions
): Promise<GroundSession | null> {
	const ground = await Ground.open(container, options);
	return ground && new GroundSession(ground, options);
}

export class GroundSession {
	readonly commands: GroundCommands;
	readonly #ground: Ground;
	#layers: readonly Layer[] = [];
	#deck: DeckOverlay | null = null;
	#fetching = false;
	#closed = false;

	constructor(ground: Ground, options: GroundSessionOptions) {
		const { frame, map } = ground;
		this.#ground = ground;
		watchLoading(map, () => ground.paints.settled, options.onloading);
		map.on('moveend', () => options.onmoved(frame.view, frame.bounds));
		map.on('resize', () => this.setTheme(ground.look.theme.id));
		map.on('idle', () => {
			if (!this.#deck?.inPlace) this.#draw();
		});
		map.on('click', ({ point }) => options.onpick(this.#at(point)));
		listenToKeys(map, {
			enter: () => options.onpick(this.#at(map.project(map.getCenter()))),
			escape: () => options.onpick(null),
			backspace: () => {}
		});
		this.#hover(options.onhover);
		this.commands = {
			show: (place) => frame.show(place),
			fit: (bbox) => frame.fit(bbox),
			zoomBy: (steps) => frame.zoomBy(steps)
		};
	}

	setTheme(id: ThemeId): void {
		this.#ground.setTheme(id);
	}

	setLang(lang: 'zh-CN' | 'en'): void {
		this.#ground.frame.setLang(lang);
	}

	setPadding(padding: Padding): void {
		this.#ground.frame.setPadding(padding);
	}

	/** @param layers those that do not say beneath which slot they lie (deck-overlay.ts) lie above everything */
	setLayers(layers: readonly Layer[]): void {
		this.#layers = layers;
		this.#draw();
	}

	/** Colours of places by their classes; null: none. */
	setValues(values: MeasureValues | null): void {
		const { shown } = this.#ground;
		if (shown.measure !== (values !== null)) this.#ground.setLayers({ ...shown, measure: values !== null });
		this.#ground.paints.setValues(values ?? {});
	}

	close(): void {
		this.#closed = true;
		this.#deck?.close();
		this.#ground.frame.close();
	}

	#draw(): void {
		if (this.#deck) this.#deck.draw(this.#layers);
		else if (this.#layers.length > 0) void this.#fetch();
	}

	/** Whoever has no network just now is drawn to by the next idle map. */
	async #fetch(): Promise<void> {
		if (this.#fetching) return;
		this.#fetching = true;
		try {
			const { DeckOverlay } = await import('./deck-overlay.ts');
			if (this.#closed) return;
			this.#deck = new DeckOverlay(this.#ground.map);
			this.#draw();
		} catch (error) {
			console.error(error);
		} finally {
			this.#fetching = false;
		}
	}

	#at({ x, y }: { x: number; y: number }): Picked | null {
		return this.#deck?.pick(x, y, PICK_PX) ?? null;
	}

	/** Once for each drawn frame at most, and only when it is another. */
	#hover(tell: (picked: Picked | null) => void): void {
		const { map } = this.#ground;
		let last = '';
		let frame = 0;
		const over = (picked: Picked | null) => {
			const now = picked ? `${picked.layer} ${picked.index}` : '';
			if (now === last) return;
			last = now;
			map.getCanvas().style.cursor = picked ? 'pointer' : '';
			tell(picked);
		};
		map.on('mousemove', ({ point }) => {
			cancelAnimationFrame(frame);
			frame = requestAnimationFrame(() => over(map.isMoving() ? null : this.#at(point)));
		});
		const leave = () => {
			cancelAnimationFrame(frame);
			over(null);
		};
		map.on('mouseout', leave);
		map.on('remove', () => cancelAnimationFrame(frame));
	}
}
