/** Values of OpenStreetMap tags, as people write them. What cannot be read is null, never a guess. */
import type { Tags } from './osm.ts';

const METRES: Record<string, number> = {
	'': 1,
	m: 1,
	meter: 1,
	metre: 1,
	metres: 1,
	米: 1,
	cm: 0.01,
	ft: 0.3048,
	"'": 0.3048
};

/** "12", "12.5 m", "12,5m", "40 ft", "40'" to metres. */
export function metresOf(text: string | undefined): number | null {
	const found = /^\s*(\d+(?:[.,]\d+)?)\s*(m|meter|metre|metres|米|cm|ft|')?\s*$/i.exec(text ?? '');
	if (!found) return null;
	return Number(found[1]!.replace(',', '.')) * METRES[(found[2] ?? '').toLowerCase()]!;
}

/** Whole floors above ground: "3", "2.5" (a half floor under the roof is not one more) to 2. */
export function floorsOf(text: string | undefined): number | null {
	const found = /^\s*(\d{1,3})(?:[.,]\d+)?\s*$/.exec(text ?? '');
	const floors = found ? Number(found[1]) : null;
	return floors !== null && floors <= 200 ? floors : null;
}

export function yes(text: string | undefined): boolean {
	return text !== undefined && !['no', 'false', '0', ''].includes(text);
}

export function nameOf(tags: Tags): string | null {
	const name = tags.name?.trim();
	return name ? name : null;
}

const CJK = /[\u3400-\u9fff]/;

/** One line from addr:*, in the order of the place's own language; null without street or house number. */
export function addressOf(tags: Tags): string | null {
	const full = tags['addr:full']?.trim();
	if (full) return full;
	const street = tags['addr:street'] ?? tags['addr:place'] ?? '';
	const number = tags['addr:housenumber'] ?? '';
	if (!street && !number) return null;
	const city = tags['addr:city'] ?? '';
	if (CJK.test(street + city)) {
		const parts = [city, tags['addr:district'], tags['addr:subdistrict'], street, number];
		const line = parts.filter(Boolean).join('');
		return /\d$/.test(number) ? `${line}号` : line;
	}
	const town = [tags['addr:postcode'], city].filter(Boolean).join(' ');
	return [[street, number].filter(Boolean).join(' '), town].filter(Boolean).join(', ');
}

/** A public line as facility.phone and organisation.phone take it; null when it is anything else. */
export function phoneOf(tags: Tags): string | null {
	const phone = (tags.phone ?? tags['contact:phone'])?.split(';')[0]!.trim();
	return phone && /^[0-9 +()-]{3,24}$/.test(phone) ? phone : null;
}

/** Whole number above 0. */
export function countOf(text: string | undefined): number | null {
	return text && /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

/** "2003", "2003-04" or "2003-04-05" to its first day. */
export function dayOf(text: string | undefined): string | null {
	const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text ?? '');
	if (!found) return null;
	const day = `${found[1]}-${found[2] ?? '01'}-${found[3] ?? '01'}`;
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}
