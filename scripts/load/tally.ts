/** What a crowd has asked for, how long each answer took, and what went wrong. */
import { percentile } from '../../src/lib/domain/statistics/percentile.ts';

/** Pages are asked for whole, as by a bookmark, and by their data alone, as by a link within the product. */
export const KINDS = [
	'list',
	'list-whole',
	'case',
	'case-whole',
	'act',
	'report',
	'follow',
	'wall-list',
	'wall-column',
	'wall-tile'
] as const;
export type Kind = (typeof KINDS)[number];

export interface Line {
	kind: Kind;
	count: number;
	/** Milliseconds. */
	p50: number;
	p95: number;
	p99: number;
	most: number;
}

export interface Report {
	lines: Line[];
	seconds: number;
	/** What was said instead of an answer, and how often. */
	errors: Record<string, number>;
	/** Deeds that came after somebody else's: the product says so, and nothing is lost. */
	forestalled: number;
	/** From sending a deed until a wall heard of it, ms. */
	heard: { count: number; p50: number; p95: number; most: number; missed: number };
	/** Of the crowd's own process, seconds. */
	processor: number;
}

export class Tally {
	readonly #times = new Map<Kind, number[]>();
	readonly #errors = new Map<string, number>();
	readonly #sent = new Map<string, number>();
	readonly #heard: { deed: string; at: number }[] = [];
	#begun = false;
	forestalled = 0;

	/** From now on it is measured; errors count from the start. */
	begin(): void {
		this.#begun = true;
	}

	took(kind: Kind, ms: number): void {
		if (!this.#begun) return;
		const times = this.#times.get(kind);
		if (times) times.push(ms);
		else this.#times.set(kind, [ms]);
	}

	failed(kind: Kind, what: string): void {
		const text = `${kind}: ${what}`;
		this.#errors.set(text, (this.#errors.get(text) ?? 0) + 1);
	}

	/** A deed is known by the case and how many events it had then. */
	did(number: string, version: number, at: number): void {
		if (this.#begun) this.#sent.set(`${number} ${version}`, at);
	}

	heard(number: string, version: number, at: number): void {
		this.#heard.push({ deed: `${number} ${version}`, at });
	}

	/** @param walls how many should have heard of each deed */
	report(seconds: number, walls: number): Report {
		const known = this.#heard.filter(({ deed }) => this.#sent.has(deed));
		const lags = known.map(({ deed, at }) => at - this.#sent.get(deed)!);
		const lines = KINDS.flatMap((kind): Line[] => {
			const times = this.#times.get(kind) ?? [];
			if (times.length === 0) return [];
			const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share)) as [
				number,
				number,
				number
			];
			return [{ kind, count: times.length, p50, p95, p99, most: Math.max(...times) }];
		});
		return {
			lines,
			seconds,
			errors: Object.fromEntries(this.#errors),
			forestalled: this.forestalled,
			heard: {
				count: lags.length,
				p50: percentile(lags, 0.5),
				p95: percentile(lags, 0.95),
				most: Math.max(0, ...lags),
				missed: this.#sent.size * walls - lags.length
			},
			processor: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6
		};
	}
}
