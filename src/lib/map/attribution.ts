/** The map's own corner that names its sources, in the language of the reader. */
import maplibre from 'maplibre-gl';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { WORDS } from '../words/index.ts';
import type { Language } from '../words/language.ts';

export class Attribution {
	readonly #map: MapLibreMap;
	/** As the tiles' documents have them, by source. */
	readonly #stored = new Map<string, string>();
	#lang: Language;
	#control: maplibre.AttributionControl | null = null;

	constructor(map: MapLibreMap, lang: Language) {
		this.#map = map;
		this.#lang = lang;
		// Before the control's own listener, so that it finds the text already translated.
		map.on('sourcedata', ({ sourceId, sourceDataType }) => {
			if (sourceDataType === 'metadata') this.#translate(sourceId);
		});
		for (const id of Object.keys(map.getStyle().sources)) this.#translate(id);
	}

	/** Anew after every change of language: the control reads its few words when it is added. */
	show(lang: Language = this.#lang): void {
		this.#lang = lang;
		for (const id of this.#stored.keys()) this.#translate(id);
		if (this.#control) this.#map.removeControl(this.#control);
		this.#control = new maplibre.AttributionControl({ compact: true });
		this.#map.addControl(this.#control, 'bottom-right');
	}

	#translate(id: string): void {
		const source: { attribution?: string } | undefined = this.#map.getSource(id);
		const said = source?.attribution;
		if (!source || !said) return;
		const known = this.#stored.get(id);
		// Our own text of before is not what the document says.
		const stored = known !== undefined && isSaid(known, said) ? known : said;
		this.#stored.set(id, stored);
		source.attribution = WORDS[this.#lang].source.attribution(stored);
	}
}

/** Whether a text is what was stored, in either language. */
const isSaid = (stored: string, said: string) =>
	Object.values(WORDS).some((words) => words.source.attribution(stored) === said);
