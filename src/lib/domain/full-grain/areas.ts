/** Codes and names of the areas, from the city down to the duty grids. */
import { dutyGridCode, gridCode } from '../grid/code.ts';
import { bandHeight, numberingOrder } from '../grid/numbering.ts';
import type { NameMaker } from '../demo/names.ts';
import type { Point } from '../demo/plane.ts';
import type { Level, Partition } from './partition.ts';

export interface FullArea {
	level: Level;
	code: string;
	/** Code of the area above. */
	parent: string | null;
	name: string;
	/** Name without its ending. */
	stem: string;
	/** A town (镇) or village rather than a sub-district or community. */
	town: boolean;
	cells: Int32Array;
}

const CITY_CODE = '9901';
export const SEQUENCE_DIGITS = 3;
/** Mean townness below which a street is a town. */
const COUNTRY = 0.24;

const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');

/**
 * @param townness of each cell, 0 to 1
 * @returns the areas in the order of the partition's parts
 */
export function nameAreas(names: NameMaker, { parts }: Partition, townness: Float32Array): FullArea[] {
	const areas: FullArea[] = [];
	const numbers = new Map<string, number>();
	const nth = (key: string): number => {
		const n = (numbers.get(key) ?? 0) + 1;
		numbers.set(key, n);
		return n;
	};
	for (const { level, parent, cells } of parts) {
		const above = areas[parent];
		const code = above?.code ?? '';
		const base = { level, parent: above?.code ?? null, cells };
		if (level === 'city') {
			const stem = names.place();
			areas.push({ ...base, code: CITY_CODE, name: `${stem}市`, stem, town: false });
		} else if (level === 'district') {
			const stem = names.place();
			areas.push({ ...base, code: CITY_CODE + pad(nth(code) + 1, 2), name: `${stem}区`, stem, town: false });
		} else if (level === 'street') {
			const town = cells.reduce((sum, cell) => sum + townness[cell]!, 0) / cells.length < COUNTRY;
			const stem = names.place();
			const number = town ? 100 + nth(`${code}/town`) : nth(code);
			areas.push({
				...base,
				code: code + pad(number, 3),
				name: `${stem}${town ? '镇' : '街道'}`,
				stem,
				town
			});
		} else if (level === 'community') {
			const stem = names.place();
			const town = above!.town;
			areas.push({
				...base,
				code: code + pad(nth(code), 3),
				name: `${stem}${town ? '村' : '社区'}`,
				stem,
				town
			});
		} else {
			const number = nth(code);
			const name = `${above!.name}第${number}网格`;
			areas.push({ ...base, code: dutyGridCode(code, number), name, stem: above!.stem, town: above!.town });
		}
	}
	return areas;
}

/**
 * Codes of a community's unit grids, by the product's own rule of numbering.
 * @param middles of the cells, metric frame, in the order of its cells
 */
export function gridCodes(
	{ code, cells }: FullArea,
	middles: readonly Point[],
	step: number
): Map<number, string> {
	const order = numberingOrder(middles, bandHeight([step * step]));
	return new Map(order.map((index, i) => [cells[index]!, gridCode(code, i + 1, SEQUENCE_DIGITS)]));
}
