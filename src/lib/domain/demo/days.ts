/** Calendar days as YYYY-MM-DD, counted without a clock. */
const DAY = 86_400_000;

export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The moment so many minutes after midnight of a day in China's time (UTC+8). */
export function moment(day: string, minutes: number): string {
	const at = new Date(Date.parse(`${day}T00:00:00Z`) + Math.round(minutes) * 60_000).toISOString();
	return `${at.slice(0, 19)}+08:00`;
}
