const A_YEAR_S = 31_536_000;

/**
 * Keeps a choice of the reader's for their next visits. Only what they chose here: a colleague's link that opens in
 * another language or theme changes nothing for good.
 * @param value null forgets
 */
export function remember(cookie: string, value: string | null): void {
	const age = value === null ? 0 : A_YEAR_S;
	document.cookie = `${cookie}=${value ?? ''};path=/;max-age=${age};samesite=lax`;
}
