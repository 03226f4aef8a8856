/** Moments of the demonstration. */

/** The moment so many minutes after midnight of a day (YYYY-MM-DD) in China's time (UTC+8). */
export function moment(day: string, minutes: number): string {
	const at = new Date(Date.parse(`${day}T00:00:00Z`) + Math.round(minutes) * 60_000).toISOString();
	return `${at.slice(0, 19)}+08:00`;
}
