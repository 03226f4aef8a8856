/** Responsibilities and the documents they rest on, as they are written down one after another. */
import type { DemoDocument, DemoGround, DemoResponsibility } from './city-data.ts';
import { addDays } from '../calendar/days.ts';
import type { Random } from './random.ts';

export interface Means {
	staff: number | null;
	yuan: number | null;
	authority?: string | null;
}

export class ResponsibilityBook {
	readonly documents: DemoDocument[] = [];
	readonly list: DemoResponsibility[] = [];
	readonly #numbers = new Map<string, number>();
	readonly #dice: Random;
	readonly #today: string;
	readonly #prefix: string;

	/** @param prefix of the references */
	constructor(dice: Random, today: string, prefix = 'demo') {
		this.#dice = dice;
		this.#today = today;
		this.#prefix = prefix;
	}

	/** A new document of an issuer, in force so many days before today; its number. */
	document(sign: string, issuer: string, title: string, daysAgo: number): string {
		const issuedOn = addDays(this.#today, -daysAgo);
		const year = issuedOn.slice(0, 4);
		const n = (this.#numbers.get(sign + year) ?? this.#dice.int(2, 9)) + this.#dice.int(1, 4);
		this.#numbers.set(sign + year, n);
		const number = `${sign}〔${year}〕${n}号`;
		this.documents.push({ number, title, issuer, issuedOn });
		return number;
	}

	/** The first document that an issuer numbers in the year of a day. */
	firstDocument(sign: string, issuer: string, title: string, issuedOn: string): string {
		const number = `${sign}〔${issuedOn.slice(0, 4)}〕1号`;
		this.documents.push({ number, title, issuer, issuedOn });
		return number;
	}

	issuedOn(number: string): string {
		return this.documents.find((document) => document.number === number)!.issuedOn;
	}

	add(
		organisation: string,
		duty: string,
		part: DemoResponsibility['part'],
		document: string | null,
		grounds: DemoGround[],
		period: { from: string; to?: string | null },
		means: Means = { staff: null, yuan: null }
	): DemoResponsibility {
		const row: DemoResponsibility = {
			ref: `${this.#prefix}-${String(this.list.length + 1).padStart(5, '0')}`,
			organisation,
			duty,
			part,
			document,
			staff: means.staff,
			yuan: means.yuan,
			authority: means.authority ?? null,
			from: period.from,
			to: period.to ?? null,
			grounds
		};
		this.list.push(row);
		return row;
	}
}

export const area = (code: string): DemoGround => ({ kind: 'area', area: code });
export const objects = (
	code: string,
	object: 'road' | 'block' | 'green_space',
	of: string | null = null
): DemoGround => ({
	kind: 'object',
	area: code,
	object,
	class: of
});
