/** The month a step away from one, no farther than the first or the last. @param months ascending */
export function stepFrom(months: readonly string[], month: string, by: number): string {
	const at = months.indexOf(month) + by;
	return months[Math.min(months.length - 1, Math.max(0, at))] ?? month;
}

/** The month that playing shows first: from the end it begins anew. */
export const startFrom = (months: readonly string[], month: string): string =>
	month === months.at(-1) ? months[0]! : month;
