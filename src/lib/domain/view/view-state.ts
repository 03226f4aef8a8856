/**
 * What a person looks at, as the address bar says it: place, chosen grid, opened duty or facility, measure, month,
 * layers, day, theme, language. One address opens the same view for a colleague. An address that was broken on
 * its way is still answered: every value that is not understood falls back to its default and is named, so that
 * the page can say so.
 */
import { ALL_DUTIES, isMonthly, MEASURES, MEASURE_IDS, type MeasureId } from '../measure/measure.ts';
import { isMonth } from '../measure/months.ts';

/** Middle of the map, degrees, and zoom as MapLibre counts it (512 px world at 0). */
export interface MapPlace {
	lng: number;
	lat: number;
	zoom: number;
}

export interface ChosenMeasure {
	id: MeasureId;
	/** For measures of a duty: its code, or "all". */
	duty: string | null;
	/** For measures of a facility type: its code. */
	facility: string | null;
}

export interface ViewState {
	/** null: the address names no place. */
	place: MapPlace | null;
	grid: string | null;
	/** The duty whose ground is hatched in the chosen grid. */
	duty: string | null;
	/** The facility type that is opened in the panel. */
	facility: string | null;
	measure: ChosenMeasure;
	/** The month that is shown of a measure that has months, YYYY-MM; null: as things are now. */
	month: string | null;
	layers: Record<string, boolean>;
	/** Day that the answer shall hold for, YYYY-MM-DD; null: today. */
	at: string | null;
	/** null: as the device has it. */
	theme: string | null;
	lang: string | null;
}

/** What can be named in an address. Catalogue lists are null while they are not known: then any code passes. */
export interface ViewKnowledge {
	/** Those that whoever looks may see. */
	layers: readonly { id: string; shown: boolean }[];
	/** Ids of the layers that there are besides, for others. */
	hidden?: readonly string[];
	measures: readonly MeasureId[] | null;
	themes: readonly string[];
	languages: readonly string[];
	duties: readonly string[] | null;
	facilities: readonly string[] | null;
}

export const VIEW_FIELDS = [
	'lng',
	'lat',
	'zoom',
	'grid',
	'duty',
	'facility',
	'measure',
	'month',
	'show',
	'hide',
	'at',
	'theme',
	'lang'
] as const;
export type ViewField = (typeof VIEW_FIELDS)[number];

/** A value of the address that was not understood, or that is not for whoever looks. */
export interface ViewNotice {
	field: ViewField;
	value: string;
	beyond?: true;
}

const GRID_CODE = /^[0-9A-Z]{8,24}$/;
const CATALOGUE_CODE = /^[a-z0-9_]{1,60}$/;
const DEEPEST_ZOOM = 22;

export const FIRST_MEASURE: ChosenMeasure = { id: 'gap', duty: ALL_DUTIES, facility: null };

export function readView(
	parameters: URLSearchParams,
	known: ViewKnowledge
): { view: ViewState; notices: ViewNotice[] } {
	const notices: ViewNotice[] = [];
	function field<T>(name: ViewField, parse: (value: string) => T | null): T | null {
		const value = parameters.get(name);
		if (value === null || value === '') return null;
		const parsed = parse(value);
		if (parsed === null) say(name, value, isBeyond(name, value));
		return parsed;
	}
	function say(field: ViewField, value: string, beyond: boolean): void {
		notices.push(beyond ? { field, value, beyond } : { field, value });
	}
	/** A measure that there is, for others, and a month of it. */
	const beyond = measureBeyond(parameters.get('measure'), known);
	const isBeyond = (name: ViewField, value: string) =>
		beyond !== null && (name === 'measure' || (name === 'month' && isMonthly(beyond) && isMonth(value)));

	const lng = field('lng', (value) => parseBetween(value, -180, 180));
	const lat = field('lat', (value) => parseBetween(value, -85, 85));
	const zoom = field('zoom', (value) => parseBetween(value, 0, DEEPEST_ZOOM));
	const view: ViewState = {
		place: lng !== null && lat !== null ? { lng, lat, zoom: zoom ?? 15 } : null,
		grid: field('grid', (value) => (GRID_CODE.test(value) ? value : null)),
		duty: field('duty', (value) => parseCode(value, known.duties)),
		facility: field('facility', (value) => parseCode(value, known.facilities)),
		measure: field('measure', (value) => parseMeasure(value, known)) ?? { ...FIRST_MEASURE },
		month: null,
		layers: Object.fromEntries(known.layers.map((layer) => [layer.id, layer.shown])),
		at: field('at', parseDay),
		theme: field('theme', (value) => known.themes.find((theme) => theme === value) ?? null),
		lang: field('lang', (value) => known.languages.find((language) => language === value) ?? null)
	};
	const monthly = isMonthly(view.measure.id);
	view.month = field('month', (value) => (monthly && isMonth(value) ? value : null));
	for (const [name, shown] of [
		['show', true],
		['hide', false]
	] as const) {
		for (const id of (parameters.get(name) ?? '').split('.').filter((part) => part !== '')) {
			if (Object.hasOwn(view.layers, id)) view.layers[id] = shown;
			else say(name, id, known.hidden?.includes(id) ?? false);
		}
	}
	return { view, notices };
}

/** The address of a view: defaults are left out, so that it stays short enough to read aloud. */
export function writeView(view: ViewState, known: ViewKnowledge): URLSearchParams {
	const parameters = new URLSearchParams();
	if (view.place) {
		parameters.set('lng', decimals(view.place.lng, 6));
		parameters.set('lat', decimals(view.place.lat, 6));
		parameters.set('zoom', decimals(view.place.zoom, 2));
	}
	if (view.grid) parameters.set('grid', view.grid);
	if (view.duty) parameters.set('duty', view.duty);
	if (view.facility) parameters.set('facility', view.facility);
	const measure = writeMeasure(view.measure);
	if (measure !== writeMeasure(FIRST_MEASURE)) parameters.set('measure', measure);
	if (view.month && isMonthly(view.measure.id)) parameters.set('month', view.month);
	const toggled = (wanted: boolean) =>
		known.layers
			.filter((layer) => layer.shown !== wanted && view.layers[layer.id] === wanted)
			.map((layer) => layer.id)
			.join('.');
	if (toggled(true)) parameters.set('show', toggled(true));
	if (toggled(false)) parameters.set('hide', toggled(false));
	if (view.at) parameters.set('at', view.at);
	if (view.theme) parameters.set('theme', view.theme);
	if (view.lang) parameters.set('lang', view.lang);
	return parameters;
}

/** True when nothing of the address says what to look at: a first visit. */
export function saysNothing(view: ViewState): boolean {
	return view.place === null && view.grid === null;
}

function writeMeasure(measure: ChosenMeasure): string {
	const chosen = measure.duty ?? measure.facility;
	return chosen ? `${measure.id}.${chosen}` : measure.id;
}

function parseMeasure(value: string, known: ViewKnowledge): ChosenMeasure | null {
	const [name = '', chosen = ''] = value.split('.', 2);
	const id = (known.measures ?? MEASURE_IDS).find((measure) => measure === name);
	if (!id) return null;
	switch (MEASURES[id].needs) {
		case 'duty': {
			const duty = chosen === '' || chosen === ALL_DUTIES ? ALL_DUTIES : parseCode(chosen, known.duties);
			return duty === null ? null : { id, duty, facility: null };
		}
		case 'facility': {
			const facility = parseCode(chosen, known.facilities);
			return facility === null ? null : { id, duty: null, facility };
		}
		case 'nothing':
			return chosen === '' ? { id, duty: null, facility: null } : null;
	}
}

function measureBeyond(value: string | null, known: ViewKnowledge): MeasureId | null {
	const id = MEASURE_IDS.find((measure) => measure === value?.split('.', 1)[0]);
	return id && known.measures && !known.measures.includes(id) ? id : null;
}

function parseCode(value: string, known: readonly string[] | null): string | null {
	if (!CATALOGUE_CODE.test(value)) return null;
	return known === null || known.includes(value) ? value : null;
}

function parseBetween(value: string, least: number, most: number): number | null {
	if (!/^-?\d{1,3}(\.\d{1,17})?$/.test(value)) return null;
	const number = Number(value);
	return number >= least && number <= most ? number : null;
}

/** A day of the calendar: 2026-02-30 is none. */
function parseDay(value: string): string | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
	const day = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value) ? value : null;
}

function decimals(value: number, digits: number): string {
	return String(Number(value.toFixed(digits)));
}
