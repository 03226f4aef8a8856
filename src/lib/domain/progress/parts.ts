/**
 * How far a work is that has several parts, when it is known how long each of them usually takes.
 * @param seconds the parts in their order; only the proportions count
 * @returns the share of the whole, 0 to 1, when so much of a part is done
 */
export function shareByParts<Part extends string>(
	seconds: Record<Part, number>
): (part: Part, done: number) => number {
	const before = {} as Record<Part, number>;
	let whole = 0;
	for (const part of Object.keys(seconds) as Part[]) {
		before[part] = whole;
		whole += seconds[part];
	}
	return (part, done) => (before[part] + seconds[part] * Math.min(1, Math.max(0, done))) / whole;
}
