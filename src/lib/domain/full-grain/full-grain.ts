/**
 * A data set of a large city's size for trying the product at full grain: every list is made as it is asked for, the
 * same from the same seed, and nothing but the areas and some numbers for each cell is ever held. All fictional; people
 * occur as counts alone. Positions are metres of the metric frame, as in the demonstration city.
 */
import type { DemoRoad } from '../demo/city-data.ts';
import { addDays } from '../calendar/days.ts';
import { NameMaker } from '../demo/names.ts';
import { insideRing, round2, type Point, type Ring, type Shape } from '../demo/plane.ts';
import { Random } from '../demo/random.ts';
import { makeAnswering, sinceOf, type Answering } from './answering.ts';
import { gridCodes, nameAreas, type FullArea } from './areas.ts';
import { buildingsIn, type FullBuilding } from './buildings.ts';
import { spread, townness } from './density.ts';
import { facilityAt, kindOf, type FullFacility } from './facilities.ts';
import { IncidentMaker, type FullIncident } from './incidents.ts';
import { Lattice, within } from './lattice.ts';
import { unit } from './noise.ts';
import { outline } from './outline.ts';
import { partition, type Partition } from './partition.ts';
import { roadsOf } from './roads.ts';
import { sizeOf, type Size } from './size.ts';

export interface FullGrid {
	/** From 1, in the order of the list: what stands in a cell names it by this. */
	id: number;
	code: string;
	community: string;
	dutyGrid: string;
	ring: Ring;
	builtUp: boolean;
}

/** In the grid of that id. */
export type InGrid<T> = T & { grid: number; community: string };

/** Townness from which a grid counts as built-up ground. */
const BUILT_UP = 0.12;
const ROADS_A_COMMUNITY = 7;
/** No hot spot falls nearer to a cell's edge than this share of the cell: its edges may bend so far. */
const EDGE = 0.14;

export class FullGrain {
	/** Middle, longitude and latitude in degrees. */
	readonly position: [number, number] = [117.09, 36];
	readonly size: Size;
	/** From the city down to the duty grids; an area comes after the one above it. */
	readonly areas: readonly FullArea[];
	readonly answering: Answering;
	readonly today: string;
	/** Since when all of it is as it is, YYYY-MM-DD. */
	readonly since: string;
	readonly #seed: number;
	readonly #dice: Random;
	readonly #lattice: Lattice;
	readonly #town: Float32Array;
	readonly #partition: Partition;

	/**
	 * @param seed a whole number
	 * @param share of the full size, 0.001 to 1
	 * @param today YYYY-MM-DD, the day that the data ends with
	 * @throws WanggeError invalid for another share
	 */
	constructor(seed: number, share: number, today: string) {
		this.size = sizeOf(share);
		this.today = today;
		this.since = sinceOf(today);
		this.#dice = new Random(seed).fork('full-grain');
		this.#seed = this.#dice.fork('ground').int(0, 0x7fffffff);
		this.#lattice = new Lattice(this.#seed, this.size);
		this.#town = townness(this.#seed, this.#lattice, this.size);
		this.#partition = partition(this.#seed, this.#lattice, this.size);
		const names = new NameMaker(this.#dice.fork('names'));
		this.areas = nameAreas(names, this.#partition, this.#town);
		const cellsOf = new Map(this.areas.map(({ code, cells }) => [code, cells]));
		const spotIn = (code: string): Point => {
			const cells = cellsOf.get(code)!;
			return this.#lattice.middle(cells[cells.length >> 1]!);
		};
		const dice = this.#dice.fork('answering');
		this.answering = makeAnswering(dice, names, this.areas, spotIn, this.since, today);
	}

	get name(): string {
		return this.areas[0]!.name;
	}

	/** The ground of an area: the union of its cells, point for point. */
	outline({ level, cells }: FullArea): Shape[] {
		const of = this.#partition.of[level];
		const own = of[cells[0]!];
		return outline(this.#lattice, cells, (cell) => of[cell] === own);
	}

	/** The unit grids in the order of their ids. */
	*grids(): Generator<FullGrid> {
		const codes = this.#codes();
		for (let cell = 0; cell < this.size.grids; cell++) {
			const { community, dutyGrid } = this.#seat(cell);
			yield {
				id: cell + 1,
				code: codes[cell]!,
				community,
				dutyGrid,
				ring: this.#lattice.ring(cell),
				builtUp: this.#town[cell]! >= BUILT_UP
			};
		}
	}

	roads(): Generator<DemoRoad> {
		const names = this.#roads();
		return roadsOf(this.#lattice, this.size, this.#town, (line) => names[(line * 7) % names.length]!);
	}

	/** How many the list has: it depends on where there is town. */
	get roadCount(): number {
		return [...this.roads()].length;
	}

	*buildings(): Generator<InGrid<FullBuilding>> {
		const dice = this.#dice.fork('buildings');
		const roads = this.#roads();
		const counts = this.#spread(
			this.size.buildings,
			(town, luck) => (0.3 + 1.8 * town) * (0.7 + 0.6 * luck),
			31
		);
		for (const [cell, count] of counts.entries()) {
			if (!count) continue;
			const { community, index } = this.#seat(cell);
			const road = roads[(index * ROADS_A_COMMUNITY + (cell % ROADS_A_COMMUNITY)) % roads.length]!;
			const number = 1 + 20 * Math.floor(cell / ROADS_A_COMMUNITY);
			const address = (nth: number): string => `${road}路${(number % 1980) + nth}号`;
			for (const building of buildingsIn(dice, this.#lattice.ring(cell), count, this.#town[cell]!, address))
				yield { ...building, grid: cell + 1, community };
		}
	}

	*facilities(): Generator<InGrid<FullFacility>> {
		const dice = this.#dice.fork('facilities');
		const day = (before: number): string => addDays(this.today, -before);
		const counts = this.#spread(
			this.size.facilities,
			(town, luck) => (0.15 + 1.6 * town) * (0.2 + 1.6 * luck),
			32
		);
		const numbers = new Map<string, number>();
		let nth = 0;
		for (const [cell, count] of counts.entries())
			for (let i = 0; i < count; i++) {
				const { community, name } = this.#seat(cell);
				const kind = kindOf(dice, nth++, this.size.facilities);
				const key = `${community}/${kind.type}`;
				const number = (numbers.get(key) ?? 0) + 1;
				numbers.set(key, number);
				const at = this.#spot(dice, this.#lattice.ring(cell));
				const facility = facilityAt(dice, kind, name, number, at, this.since, day);
				yield { ...facility, grid: cell + 1, community };
			}
	}

	*incidents(): Generator<InGrid<FullIncident & { at: Point }>> {
		const dice = this.#dice.fork('incidents');
		const maker = new IncidentMaker(dice, this.today);
		// A few places see ten times what others do.
		const counts = this.#spread(
			this.size.incidents,
			(town, luck) => (0.2 + 2 * town) * (luck > 0.97 ? 8 : 0.4 + luck),
			33
		);
		for (const [cell, count] of counts.entries()) {
			const ring = count ? this.#lattice.ring(cell) : [];
			const { community } = this.#seat(cell);
			for (let i = 0; i < count; i++)
				yield { ...maker.next(this.#town[cell]!), at: this.#spot(dice, ring), grid: cell + 1, community };
		}
	}

	#seat(cell: number): { community: string; dutyGrid: string; name: string; index: number } {
		const { of } = this.#partition;
		const index = of.community[cell]!;
		const { code, name } = this.areas[index]!;
		return { community: code, dutyGrid: this.areas[of.duty_grid[cell]!]!.code, name, index };
	}

	#codes(): string[] {
		const codes: string[] = new Array<string>(this.size.grids);
		for (const area of this.areas) {
			if (area.level !== 'community') continue;
			const middles = [...area.cells].map((cell) => this.#lattice.middle(cell));
			for (const [cell, code] of gridCodes(area, middles, this.size.step)) codes[cell] = code;
		}
		return codes;
	}

	#roads(): string[] {
		const names = new NameMaker(this.#dice.fork('roads'));
		return Array.from({ length: 900 }, () => names.road());
	}

	#spread(whole: number, weight: (town: number, luck: number) => number, salt: number): Uint16Array {
		const of = (cell: number): number => weight(this.#town[cell]!, unit(this.#seed, cell, salt, 1));
		return spread(whole, this.size.grids, of);
	}

	#spot(dice: Random, ring: Ring): Point {
		for (;;) {
			const [x, y] = within(ring, dice.between(EDGE, 1 - EDGE), dice.between(EDGE, 1 - EDGE));
			const at: Point = [round2(x), round2(y)];
			if (insideRing(at, ring)) return at;
		}
	}
}
