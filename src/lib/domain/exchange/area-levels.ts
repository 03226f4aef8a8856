/** Which admin_level of OpenStreetMap is which level of the area tree. */
import { WanggeError } from '../errors.ts';

export const AREA_LEVELS = ['city', 'district', 'street', 'community'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** From the top down; a level may have several admin_levels, tried in this order. */
export type LevelMap = readonly { level: AreaLevel; adminLevels: readonly number[] }[];

/**
 * China: prefectures are 5 (the four municipalities 4), districts 6, streets and towns 8, communities and villages 10
 * (https://wiki.openstreetmap.org/wiki/Tag:boundary=administrative). Liechtenstein: the state 2, municipalities 8.
 */
export const LEVEL_PRESETS = {
	china: 'city=5|4,district=6,street=8,community=10',
	liechtenstein: 'city=2,community=8'
} as const;
export type LevelPreset = keyof typeof LEVEL_PRESETS;

/** west, south, east, north in degrees: where a preset is meant for. The smaller first. */
const EXTENTS: readonly (readonly [LevelPreset, readonly [number, number, number, number]])[] = [
	['liechtenstein', [9.4, 47, 9.7, 47.3]],
	['china', [73, 3, 136, 54]]
];

/** The preset for a file whose bounds (west, south, east, north in degrees) have their middle there; null for none. */
export function presetFor(bounds: readonly [number, number, number, number] | null): LevelPreset | null {
	if (!bounds) return null;
	const [lng, lat] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
	const found = EXTENTS.find(([, [w, s, e, n]]) => lng >= w && lng <= e && lat >= s && lat <= n);
	return found?.[0] ?? null;
}

/**
 * Reads "city=2,district=6,community=8"; the city may be left out, and is then the union of what is below it.
 * @throws WanggeError invalid naming the field `levels` and what is wrong with it
 */
export function parseLevels(text: string): LevelMap {
	const wrong = (reason: string, value: string) =>
		new WanggeError('invalid', { field: 'levels', reason, value });
	const levels = text.split(',').map((part) => {
		const found = /^\s*([a-z_]+)\s*=\s*(\d{1,2}(?:\|\d{1,2})*)\s*$/.exec(part);
		if (!found) throw wrong('form', part.trim());
		const level = AREA_LEVELS.find((known) => known === found[1]);
		if (!level) throw wrong('unknown-level', found[1]!);
		return { level, adminLevels: found[2]!.split('|').map(Number) };
	});
	const rank = (level: AreaLevel) => AREA_LEVELS.indexOf(level);
	levels.forEach(({ level }, i) => {
		if (i > 0 && rank(level) <= rank(levels[i - 1]!.level)) throw wrong('order', level);
	});
	const used = levels.flatMap(({ adminLevels }) => adminLevels);
	const twice = used.find((value, i) => used.indexOf(value) !== i);
	if (twice !== undefined) throw wrong('twice', String(twice));
	if (levels.at(-1)!.level !== 'community') throw wrong('no-community', text);
	return levels;
}
