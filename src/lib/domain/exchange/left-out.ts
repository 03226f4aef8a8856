/** What an import did not take, and why: counted by kind and reason, with the first few by name. */
export interface LeftOutRow {
	kind: string;
	reason: string;
	count: number;
	/** Keys of the first few, with their name where they have one: "way/12 Gasse". */
	examples: string[];
}

const EXAMPLES = 3;

export class LeftOut {
	private readonly rowsByKey = new Map<string, LeftOutRow>();

	add(kind: string, reason: string, ref: string, name?: string | null): void {
		const key = `${kind} ${reason}`;
		let row = this.rowsByKey.get(key);
		if (!row) {
			row = { kind, reason, count: 0, examples: [] };
			this.rowsByKey.set(key, row);
		}
		row.count++;
		if (row.examples.length < EXAMPLES) row.examples.push(name ? `${ref} ${name}` : ref);
	}

	/** By kind, the commonest reason first. */
	rows(): LeftOutRow[] {
		return [...this.rowsByKey.values()].sort(
			(a, b) =>
				a.kind.localeCompare(b.kind, 'en') || b.count - a.count || a.reason.localeCompare(b.reason, 'en')
		);
	}
}
