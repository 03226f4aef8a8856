/** Incidents of a place month by month, as tiles tell of them (db/functions/81_incident_tiles.sql). */

export interface Counts {
	/** All that were reported, those of them still open, and those of these past their time. */
	n: number;
	open: number;
	overdue: number;
}

export const NONE: Counts = { n: 0, open: 0, overdue: 0 };

/** @param months an entry for each month, parted by commas: n.open.overdue, left out from the end where none */
export function parseCounts(months: string): Counts[] {
	return months.split(',').map((entry) => {
		const [n = 0, open = 0, overdue = 0] = entry.split('.').map(Number);
		return { n, open, overdue };
	});
}

export const sumOf = (counts: readonly Counts[]): Counts =>
	counts.reduce(
		(sum, { n, open, overdue }) => ({
			n: sum.n + n,
			open: sum.open + open,
			overdue: sum.overdue + overdue
		}),
		NONE
	);
