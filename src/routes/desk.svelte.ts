/**
 * The state of the page with the map, and what a person can do on it. One for each page, made in the component, so
 * that nothing is shared between users on the server.
 */
import type { LiveEvent } from '$lib/domain/live/events';
import type { GridCard } from '$lib/domain/grid/card';
import { ALL_DUTIES, isMonthly, type MeasureLevel } from '$lib/domain/measure/measure';
import {
	type ChosenMeasure,
	readView,
	type ViewKnowledge,
	type ViewNotice,
	type ViewState,
	writeView
} from '$lib/domain/view/view-state';
import { liveAddress } from '$lib/features/legend/column';
import { MeasureColumns } from '$lib/features/legend/columns.svelte';
import { MonthColumns } from '$lib/features/legend/month-columns.svelte';
import type { PlaceOnMap } from '$lib/features/grid-card/place-on-map';
import type { SearchHit } from '$lib/features/search/found';
import { hatchOf } from '$lib/features/view/hatch';
import {
	cardAddress,
	type Catalogue,
	type Jurisdiction,
	knowledgeOf,
	levelsOf
} from '$lib/features/view/setting';
import type {
	Hover,
	MapCommands,
	MapFailure,
	MapView,
	Mark,
	Measured,
	Outside,
	Pick,
	Tool
} from '$lib/map/contract';
import { joined, UNCHANGED } from '$lib/domain/tile/changes';
import type { LayerId, ShownLayers } from '$lib/map/layer-order';
import { levelAt, levelZooms } from '$lib/map/scales';
import { EventStream } from '$lib/offline/event-stream';
import { PacedOf } from '$lib/offline/pace';
import { rememberSeen } from '$lib/offline/seen';
import { Request } from '$lib/offline/request.svelte';
import { Seldom } from '$lib/offline/seldom';
import { boxOfArea } from './area-box';
import type { Setting } from './opened';
import type { Who } from './who.svelte';

/** Zoom at which a grid of 100 m fills a good part of the map. */
const GRID_ZOOM = 16;
const GRID_LEAST_ZOOM = 14;
/** In a city something is reported every minute, and thirteen months of it are a long answer. */
const MONTHS_EVERY_MS = 60_000;

/** Said for a moment. `metres` as the map tells them of a place outside. */
export type Toast = { says: 'shared' | 'shareFailed' | 'noGridHere' } | ({ says: 'outside' } & Outside);

export class Desk {
	readonly jurisdiction: Jurisdiction;
	readonly catalogue: Catalogue | null;
	readonly known: ViewKnowledge;
	readonly levels: MeasureLevel[];
	view: ViewState = $state()!;
	map: MapView = $state()!;
	notices: ViewNotice[] = $state.raw([]);
	welcome = $state(false);
	readonly card: Request<GridCard>;
	readonly columns = new MeasureColumns();
	readonly months = new MonthColumns();
	readonly who: Who;
	/** The address that the page was opened with: what it names may be out of reach. */
	readonly opened: string;
	readonly #redraw = new PacedOf(UNCHANGED, joined, (changes) => this.commands?.refresh(changes));
	readonly #refreshMonths = new Seldom(MONTHS_EVERY_MS, () => this.months.refresh());
	readonly #live = new EventStream<LiveEvent>(
		(event) => this.#hear(event),
		// Not told of changes, the page asks by itself, and nobody needs to know.
		() => {
			this.columns.askAnew();
			this.#refreshMonths.ask();
			const { grid, at } = this.view;
			if (grid && this.shown) this.card.askQuietly(cardAddress(grid, at));
			this.who.doubt();
		},
		() => {
			this.who.doubt();
			// What was changed meanwhile is not known.
			this.commands?.refresh(null);
		}
	);

	commands: MapCommands | null = $state.raw(null);
	failure: MapFailure | null = $state(null);
	tool: Tool = $state('none');
	measured: Measured | null = $state.raw(null);
	hover: Hover | null = $state.raw(null);
	/** The place that was last asked for by name, until the next choice. */
	mark: Mark | null = $state.raw(null);
	/** Raw, so that the same words said again stay for their full time. */
	toast: Toast | null = $state.raw(null);
	listOpen = $state(false);

	/** The card of the chosen grid; null while it is on its way. */
	readonly shown: GridCard | null = $derived.by(() => {
		const { grid, at } = this.view;
		return grid && this.card.address === cardAddress(grid, at) ? this.card.value : null;
	});
	readonly hatch = $derived(this.shown && this.view.duty ? hatchOf(this.shown, this.view.duty) : null);
	readonly level: MeasureLevel = $derived.by(() => levelAt(this.map.zoom, this.levels));
	/** What the map is coloured by: the measure as it is now, or in the chosen month. */
	readonly colours = $derived.by(() => (this.view.month === null ? this.columns : this.months));
	/** The place must be shown when its card arrives: zoom to go to. */
	#showAt: number | null = null;

	constructor(setting: Setting, address: URLSearchParams, who: Who) {
		this.who = who;
		this.opened = `/?${address}`;
		this.jurisdiction = setting.jurisdiction;
		this.catalogue = setting.catalogue;
		this.known = knowledgeOf(setting.catalogue);
		this.levels = levelsOf(setting.jurisdiction);
		const { view, notices } = readView(address, this.known);
		this.view = view;
		this.notices = notices;
		this.welcome = setting.firstVisit;
		this.card = new Request<GridCard>(setting.card ?? undefined);
		const { start } = setting.jurisdiction;
		if (setting.firstVisit && start) {
			view.grid = start.code;
			view.duty = start.duty;
		}
		this.map = view.place ?? this.#placeOfCard() ?? this.#start();
	}

	#placeOfCard(): MapView | null {
		const position = this.card.value?.grid.position;
		return position ? { lng: position[0], lat: position[1], zoom: GRID_ZOOM } : null;
	}

	#start(): MapView {
		const { start, centre } = this.jurisdiction;
		if (start) return { lng: start.lng, lat: start.lat, zoom: start.zoom };
		return { lng: centre?.[0] ?? 104, lat: centre?.[1] ?? 35, zoom: centre ? 12 : 3 };
	}

	/** To be called in an effect: hears of changes to what is on the screen. @returns ends it */
	follow(): () => void {
		this.#live.follow(liveAddress($state.snapshot(this.view.measure), this.level));
		return () => this.#live.close();
	}

	/** To be called in an effect: asks for what the colours need. */
	colourNow(): void {
		const { measure, month } = $state.snapshot(this.view);
		// What is told as it changes (follow) is the measure as it is now, whatever month is looked at.
		this.columns.show(measure, this.level);
		this.months.show(measure.id, this.level, month);
	}

	/** To be called in an effect: what is refused may be so because the session has ended. */
	doubt(): void {
		if (this.colours.request.problem === 'not-found') this.who.doubt();
	}

	/** To be called in an effect: keeps what has arrived. A month that is not among those known is said to be none. */
	keep(): void {
		this.columns.keep();
		this.months.keep();
		const { months } = this.months;
		const { month } = this.view;
		if (month === null || months.length === 0 || months.includes(month)) return;
		this.notices = [...this.notices, { field: 'month', value: month }];
		this.view.month = months.at(-1)!;
	}

	/** @param month YYYY-MM; null: as things are now */
	showMonth(month: string | null): void {
		this.view.month = month;
		if (month !== null) this.listOpen = false;
	}

	/** The page is left. */
	leave(): void {
		this.#redraw.stop();
		this.#refreshMonths.stop();
		this.who.stop();
	}

	#hear(event: LiveEvent): void {
		rememberSeen(event.at);
		this.columns.hear(event);
		if (event.kind === 'column') return;
		if (event.kind === 'ground') {
			this.#redraw.soon(event);
			if (event.sets.includes('incidents')) this.#refreshMonths.ask();
		}
		const { grid, at } = this.view;
		if (grid) this.card.askAgain(cardAddress(grid, at));
	}

	/** The address that opens this same view. */
	address(): string {
		const { lng, lat, zoom } = this.map;
		const parameters = writeView({ ...this.view, place: { lng, lat, zoom } }, this.known).toString();
		return parameters ? `/?${parameters}` : '/';
	}

	/** The browser went back or forth. */
	return(address: URLSearchParams): void {
		const { view } = readView(address, this.known);
		const { place } = view;
		this.view = view;
		if (place && (place.lng !== this.map.lng || place.lat !== this.map.lat || place.zoom !== this.map.zoom))
			this.map = { ...place };
	}

	/** @param zoom to go to when the place is seen; the zoom of now if left out. */
	choose(grid: string, zoom?: number): void {
		this.mark = null;
		if (grid !== this.view.grid) this.view.facility = null;
		this.view.grid = grid;
		this.#showAt = zoom ?? Math.max(this.map.zoom, GRID_LEAST_ZOOM);
		this.welcome = false;
		if (this.shown) this.reveal();
	}

	/** Once the card is there: the map shows its place, no further than needed. */
	reveal(): void {
		if (this.#showAt === null || !this.shown || !this.commands) return;
		this.commands.reveal(this.shown.grid.geometry, this.#showAt);
		this.#showAt = null;
	}

	close(): void {
		this.mark = null;
		this.view.grid = null;
		this.view.duty = null;
		this.view.facility = null;
		this.welcome = false;
	}

	/** Far out a click comes closer first: nobody means one grid out of thousands; outside there is nothing to come closer to. @returns true when a grid was chosen. */
	pick(pick: Pick): boolean {
		this.toast = pick.code ? null : { says: 'noGridHere' };
		if (!pick.code) return false;
		if (this.level !== 'grid' && this.level !== 'community') {
			const [, next] = levelZooms(this.level, this.levels);
			this.commands?.show({ lng: pick.lng, lat: pick.lat, zoom: next + 0.25 });
		} else this.choose(pick.code);
		return pick.code === this.view.grid;
	}

	/** @returns true when a grid was chosen. */
	found(hit: SearchHit): boolean {
		this.mark = null;
		if (hit.kind === 'area' && hit.code) void this.#fitArea(hit);
		else if (hit.grid) this.choose(hit.grid, Math.max(this.map.zoom, GRID_ZOOM));
		else if (hit.position) this.show(hit.position);
		// A grid has its outline, an area its boundary; all else is a place that nothing shows yet.
		if (hit.position && hit.kind !== 'area' && hit.kind !== 'grid')
			this.mark = this.#markOf(hit.position, hit.name, hit.kind === 'facility' ? hit.code : null);
		return hit.kind !== 'area' && hit.grid !== null;
	}

	async #fitArea(hit: SearchHit): Promise<void> {
		const bbox = await boxOfArea(hit.code!);
		if (bbox) this.commands?.fit(bbox);
		else if (hit.position) this.show(hit.position);
	}

	/** Asked again, an earlier refusal is no longer news. */
	async locate(): Promise<void> {
		if (this.failure?.startsWith('position')) this.failure = null;
		this.toast = null;
		const outside = await this.commands?.locate(this.jurisdiction.bbox);
		if (outside) this.toast = { says: 'outside', ...outside };
	}

	/** A place that a row of the panel counts: marked, with the chosen grid still in sight. */
	showBeside({ position, name, facility }: PlaceOnMap): void {
		this.mark = this.#markOf(position, name, facility ?? null);
		const ground = this.shown?.grid.geometry;
		if (!ground) this.show(position);
		else this.commands?.reveal(ground, Math.max(this.map.zoom, GRID_LEAST_ZOOM), position);
	}

	/** @param facility code of its type */
	#markOf(position: [number, number], name: string, facility: string | null): Mark {
		const type = this.catalogue?.facility_types.find(({ code }) => code === facility);
		return { position, name, icon: type?.icon ?? null };
	}

	show([lng, lat]: [number, number]): void {
		this.commands?.show({ lng, lat, zoom: Math.max(this.map.zoom, GRID_LEAST_ZOOM) });
	}

	measure(measure: ChosenMeasure): void {
		this.view.measure = measure;
		if (!isMonthly(measure.id)) this.view.month = null;
	}

	colour(by: { duty: string } | { facility: string }): void {
		const { id } = this.view.measure;
		this.measure(
			'duty' in by
				? { id: id === 'fallback' || id === 'overlap' ? id : 'gap', duty: by.duty, facility: null }
				: { id: 'unreached', duty: null, facility: by.facility }
		);
	}

	toggle(layer: LayerId, shown: boolean): void {
		this.view.layers[layer] = shown;
	}
	get layers(): ShownLayers {
		return this.view.layers as ShownLayers;
	}

	/** What the measure is of, where that needs saying: the duty or the facility type. */
	subject(measure: ChosenMeasure): { name_zh: string; name_en: string } | null {
		if (measure.duty && measure.duty !== ALL_DUTIES)
			return this.catalogue?.duties.find((duty) => duty.code === measure.duty) ?? null;
		if (measure.facility)
			return this.catalogue?.facility_types.find((type) => type.code === measure.facility) ?? null;
		return null;
	}
}
