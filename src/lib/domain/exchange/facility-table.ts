/**
 * Which objects of OpenStreetMap are facilities of which type: rows of db/seed/osm-facilities.csv, read from the top,
 * the first that fits decides. Conditions are joined by &:
 * `key=a|b` the value is one of these; `key!=a` it is there or not, but not this; `key~a|b` it contains one of these
 * words, whatever their case; `key` it is there; `!key` it is not. An empty type means: known, and no facility.
 */
import { WanggeError } from '../errors.ts';
import type { Tags } from './osm.ts';

export interface FacilityRow {
	tags: string | null;
	facility_type: string | null;
}

interface Condition {
	key: string;
	fits(value: string | undefined): boolean;
}
interface Rule {
	conditions: Condition[];
	type: string | null;
}

export class FacilityTable {
	private readonly byKey = new Map<string, Rule[]>();
	private readonly keys: string[];
	readonly types: ReadonlySet<string>;

	/** @throws WanggeError row-invalid for a row that cannot be read */
	constructor(rows: readonly FacilityRow[]) {
		const types = new Set<string>();
		rows.forEach((row, index) => {
			const conditions = (row.tags ?? '').split('&').map((text) => parseCondition(text.trim(), index + 2));
			const type = row.facility_type?.trim() || null;
			if (type) types.add(type);
			const key = conditions[0]!.key;
			if (!this.byKey.has(key)) this.byKey.set(key, []);
			this.byKey.get(key)!.push({ conditions, type });
		});
		this.keys = [...this.byKey.keys()];
		this.types = types;
	}

	/** The type; null when the object is no facility of the catalogue. The order of rows holds within a first key. */
	typeOf(tags: Tags): string | null {
		for (const key of this.keys) {
			if (!(key in tags)) continue;
			const rule = this.byKey
				.get(key)!
				.find(({ conditions }) => conditions.every((condition) => condition.fits(tags[condition.key])));
			if (rule) return rule.type;
		}
		return null;
	}
}

function parseCondition(text: string, line: number): Condition {
	const found = /^(!?)([a-z0-9_:]+)(?:(!=|=|~)(.+))?$/i.exec(text);
	if (!found || (found[1] && found[3]))
		throw new WanggeError('row-invalid', { line, field: 'tags', value: text });
	const [, not, key, sign, value = ''] = found;
	const values = value.split('|').map((item) => item.trim().toLowerCase());
	const fits: Record<string, Condition['fits']> = {
		'': (is) => (is !== undefined) !== (not === '!'),
		'=': (is) => is !== undefined && values.includes(is.toLowerCase()),
		'!=': (is) => is === undefined || !values.includes(is.toLowerCase()),
		'~': (is) => is !== undefined && values.some((word) => is.toLowerCase().includes(word))
	};
	return { key: key!, fits: fits[sign ?? '']! };
}
