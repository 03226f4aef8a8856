/**
 * Names for a city that does not exist. Places are called by two syllables that China's districts, streets and towns
 * do not put together (no pair of these two lists names any of the 41,352 in the public list of divisions; the test
 * beside this file looks), roads and companies likewise.
 */
import type { Random } from './random.ts';

export const FIRST = [...'霁岫槿筠栖蘅沅茗荻芷樾榛菱鹭崖汐漪潋珂璞琼瑜'];
export const SECOND = [...'溪川原坞陌畔渚湾岭墩堰桥塘浦津垄坪洼庄集岗谷泉池台墟埠屯堡畈'];
const ROAD_FIRST = [...'霁筠栖蘅沅芷樾榛鹭汐漪潋璞瑜槿岫'];
const ROAD_SECOND = [...'明安和泰兴宁华文昌平阳景云庆丰'];
const BRANDS = [...'霁筠蘅沅芷樾榛鹭漪璞瑜岫'];
const BRAND_ENDS = [...'禾远润达和景衡澄岳帆'];
const COMPOUND_ENDS = ['苑', '园', '花园', '家园', '里', '新村', '小区', '名邸', '雅居', '公馆'] as const;

export class NameMaker {
	readonly #dice: Random;
	readonly #places: string[];
	readonly #roads: string[];
	readonly #brands: string[];
	readonly #used = new Set<string>();

	constructor(dice: Random) {
		this.#dice = dice;
		const pairs = (a: readonly string[], b: readonly string[]): string[] =>
			a.flatMap((x) => b.map((y) => x + y));
		this.#places = dice.fork('places').shuffle(pairs(FIRST, SECOND));
		this.#roads = dice.fork('roads').shuffle(pairs(ROAD_FIRST, ROAD_SECOND));
		this.#brands = dice.fork('brands').shuffle(pairs(BRANDS, BRAND_ENDS));
	}

	/** Two syllables for a place, each time others. */
	place(): string {
		return this.#places.pop() ?? this.#once(() => `新${this.#dice.pick(FIRST)}${this.#dice.pick(SECOND)}`);
	}

	/** Two syllables for a road, without its suffix. */
	road(): string {
		return (
			this.#roads.pop() ??
			this.#once(() => this.#dice.pick(ROAD_FIRST) + this.#dice.pick(FIRST) + this.#dice.pick(ROAD_SECOND))
		);
	}

	/** Two syllables for a company. */
	brand(): string {
		return (
			this.#brands.pop() ??
			this.#once(() => this.#dice.pick(BRANDS) + this.#dice.pick(FIRST) + this.#dice.pick(BRAND_ENDS))
		);
	}

	compound(old: boolean): string {
		const end = old ? this.#dice.pick(['新村', '小区', '里']) : this.#dice.pick(COMPOUND_ENDS);
		return this.#once(() => this.#dice.pick(ROAD_FIRST) + this.#dice.pick(ROAD_SECOND) + end, 40);
	}

	/** A name not given before; after many tries with 二期, 三期 and so on. */
	#once(make: () => string, tries = 60): string {
		for (let n = 0; n < tries; n++) {
			const name = make();
			if (!this.#used.has(name)) {
				this.#used.add(name);
				return name;
			}
		}
		const stem = make();
		for (let n = 2; ; n++) {
			const name = `${stem}${numeral(n)}期`;
			if (!this.#used.has(name)) {
				this.#used.add(name);
				return name;
			}
		}
	}
}

const NUMERALS = [...'〇一二三四五六七八九'];
/** A number below a hundred in Chinese. */
export function numeral(n: number): string {
	if (n < 10) return NUMERALS[n]!;
	const [tens, ones] = [Math.floor(n / 10), n % 10];
	return `${tens > 1 ? NUMERALS[tens] : ''}十${ones ? NUMERALS[ones] : ''}`;
}
