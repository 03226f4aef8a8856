/** The incidents of the last twelve months, cell by cell. */
import type { DemoIncident } from '../demo/city-data.ts';
import { addDays } from '../calendar/days.ts';
import { moment } from '../demo/moment.ts';
import {
	CLASSES,
	dayWeights,
	monthOf,
	oftenIn,
	picker,
	way,
	type Class,
	type HotSpot
} from '../demo/incidents.ts';
import type { Random } from '../demo/random.ts';

export type FullIncident = Omit<DemoIncident, 'at' | 'address'>;

const DAYS = 365;
type PlaceKind = HotSpot['kind'];
const IN_TOWN: readonly (readonly [PlaceKind, number])[] = [
	['street', 34],
	['homes', 30],
	['market', 12],
	['night', 8],
	['road', 7],
	['green', 5],
	['station', 4]
];
const IN_COUNTRY: readonly (readonly [PlaceKind, number])[] = [
	['village', 60],
	['road', 18],
	['works', 14],
	['green', 8]
];

export class IncidentMaker {
	readonly #dice: Random;
	readonly #days: string[];
	readonly #months: number[];
	readonly #pickDay: (t: number) => number;
	readonly #classes: Record<string, (readonly [Class, number])[][]>;
	#made = 0;

	/** @param today YYYY-MM-DD; nothing happens on or after its first minute */
	constructor(dice: Random, today: string) {
		this.#dice = dice;
		this.#days = Array.from({ length: DAYS }, (_, i) => addDays(today, i - DAYS));
		this.#months = this.#days.map(monthOf);
		this.#pickDay = picker(dayWeights(dice, this.#days));
		this.#classes = Object.fromEntries(
			Object.entries(CLASSES).map(([kind, list]) => [
				kind,
				Array.from({ length: 12 }, (_, month) => list.map((one) => [one, oftenIn(one, month)] as const))
			])
		);
	}

	/** @param town 0 open country to 1 the middle of the city */
	next(town: number): FullIncident {
		const dice = this.#dice;
		const place = dice.weighted(dice.next() < town * 1.3 ? IN_TOWN : IN_COUNTRY);
		const day = this.#pickDay(dice.next());
		const what = dice.weighted(this.#classes[place]![this.#months[day]!]!);
		const minutes = Math.floor(((what.peak + dice.normal() * 2.8 + 24) % 24) * 60);
		const on = this.#days[day]!;
		return {
			// The running number goes through the whole year, so it is no measure of a day.
			number: on.replaceAll('-', '') + String(++this.#made).padStart(7, '0'),
			kind: what.kind,
			code: what.code,
			happenedAt: moment(on, minutes),
			...way(dice, day * 1440 + minutes, DAYS * 1440, what.limit, this.#days[0]!)
		};
	}
}
