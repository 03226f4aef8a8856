/**
 * Division codes for an imported area tree: the real one where the data carries it, otherwise one of the same form
 * (6 + 3 + 3 digits, GB/T 2260 and GB/T 10114) that no real one can be, because it begins with letters:
 *
 * - city: two letters of ISO 3166-1 where the boundary has them, else Z and the end of the boundary's
 *   key; then zeros: LI0000.
 * - district: the city's first four and two digits: LI0001.
 * - street: the code above, 6 digits, and three more: LI0001002. Community: a street's 9 digits and three more; where
 *   there is no street 000 stands for it: LI0000000011.
 *
 * The sequence is the number in ISO 3166-2 where all siblings have one (Vaduz is LI-11), else the order of the keys in
 * OpenStreetMap, which are never used twice. An area that the database knows keeps its code.
 */
import { WanggeError } from '../errors.ts';
import type { AreaLevel } from './area-levels.ts';
import type { Tags } from './osm.ts';

export interface AreaToCode {
	ref: string;
	/** Number of the object in OpenStreetMap. */
	id: number;
	level: AreaLevel;
	name: string;
	parentRef: string | null;
	tags: Tags;
}

/** Keys under which OpenStreetMap keeps China's codes (https://wiki.openstreetmap.org/wiki/Key:ref:admin:CN). */
const CODE_KEYS = [
	'ref:admin:CN:mca',
	'ref:admin:CN:nbs',
	'ref:admin:CN',
	'ref:cadc:2020',
	'division_code',
	'ref:GB2260',
	'ref'
];
const DIGITS: Record<AreaLevel, number> = { city: 6, district: 6, street: 9, community: 12 };

/** The real code in the tags, cut or filled with zeros to the digits of its level; null when there is none. */
export function realCode(tags: Tags, level: AreaLevel): string | null {
	const digits = DIGITS[level];
	for (const key of CODE_KEYS) {
		const value = tags[key]?.replace(/\s/g, '') ?? '';
		if (!/^\d{4,12}$/.test(value)) continue;
		// A bare ref may be anything: only full codes of this level's own length count.
		if (key === 'ref') {
			if (value.length === digits) return value;
			continue;
		}
		if (value.length >= digits && /^0*$/.test(value.slice(digits))) return value.slice(0, digits);
		if (level === 'city' && value.length < digits) return value.padEnd(digits, '0');
	}
	return null;
}

/**
 * @param areas parents before children.
 * @param known codes that the database already has, by key.
 * @returns code by key
 * @throws WanggeError duplicate when two areas carry the same real code; tree-broken when a sequence is full
 */
export function giveCodes(
	areas: readonly AreaToCode[],
	known: ReadonlyMap<string, string>
): Map<string, string> {
	const codes = new Map<string, string>();
	const holder = new Map<string, AreaToCode>();
	const give = (area: AreaToCode, code: string) => {
		const other = holder.get(code);
		if (other)
			throw new WanggeError('duplicate', {
				field: 'code',
				code,
				first: other.ref,
				firstName: other.name,
				second: area.ref,
				secondName: area.name
			});
		holder.set(code, area);
		codes.set(area.ref, code);
	};
	for (const area of areas) {
		const code = known.get(area.ref) ?? realCode(area.tags, area.level);
		if (code) give(area, code);
	}
	const taken = new Set([...known.values(), ...holder.keys()]);
	const siblings = new Map<string, AreaToCode[]>();
	for (const area of areas) {
		const group = `${area.parentRef ?? ''} ${area.level}`;
		if (!siblings.has(group)) siblings.set(group, []);
		siblings.get(group)!.push(area);
	}
	// Parents come first, so their codes are there when the children's are made.
	for (const group of siblings.values()) {
		const numbers = isoNumbers(group);
		[...group]
			.sort((a, b) => a.id - b.id)
			.forEach((area, order) => {
				if (codes.has(area.ref)) return;
				if (area.level === 'city') {
					give(area, cityCode(area));
					return;
				}
				const code = freeCode(area, codes.get(area.parentRef!)!, numbers?.get(area.ref) ?? order + 1, taken);
				taken.add(code);
				give(area, code);
			});
	}
	return codes;
}

function cityCode(city: AreaToCode): string {
	const country = city.tags['ISO3166-1:alpha2'] ?? city.tags['ISO3166-1'] ?? '';
	if (/^[A-Z]{2}$/.test(country)) return `${country}0000`;
	return `Z${city.id.toString(36).toUpperCase().padStart(3, '0').slice(-3)}00`;
}

function freeCode(area: AreaToCode, parent: string, wanted: number, taken: ReadonlySet<string>): string {
	const [stem, digits] =
		area.level === 'district'
			? [parent.slice(0, 4), 2]
			: area.level === 'community'
				? [parent.slice(0, 9).padEnd(9, '0'), 3]
				: [parent.slice(0, 6), 3];
	const limit = 10 ** digits;
	for (let step = 0; step < limit; step++) {
		const sequence = (wanted + step) % limit;
		const code = stem + String(sequence).padStart(digits, '0');
		if (sequence > 0 && !taken.has(code)) return code;
	}
	throw new WanggeError('tree-broken', {
		reason: 'codes-full',
		ref: area.ref,
		name: area.name,
		code: parent
	});
}

/** The numbers of ISO 3166-2 (LI-11 is 11), when every sibling has one of its own. */
function isoNumbers(group: readonly AreaToCode[]): Map<string, number> | null {
	const numbers = new Map<string, number>();
	for (const { ref, tags } of group) {
		const found = /^[A-Z]{2}-0*([1-9]\d{0,2})$/.exec(tags['ISO3166-2'] ?? '');
		if (!found) return null;
		numbers.set(ref, Number(found[1]));
	}
	return new Set(numbers.values()).size === numbers.size ? numbers : null;
}
