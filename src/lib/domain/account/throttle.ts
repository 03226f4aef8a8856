/**
 * How long nobody may try after failures in a row (OWASP ASVS 5.0, 6.3.1: guessing is slowed, an account is never locked
 * for good). The wait doubles with each failure beyond those that are free.
 */
export interface ThrottleRule {
	/** Failures in a row that cost no waiting. */
	free: number;
	firstWaitMs: number;
	longestWaitMs: number;
	/** After so long without a failure it begins anew. */
	forgottenMs: number;
}

const MINUTE = 60_000;
export const THROTTLES = {
	/** By sign-in name, whether there is such an account or not. */
	account: { free: 5, firstWaitMs: MINUTE / 2, longestWaitMs: 15 * MINUTE, forgottenMs: 24 * 60 * MINUTE },
	/** By address: a whole office may sit behind one. */
	address: { free: 30, firstWaitMs: MINUTE / 2, longestWaitMs: 15 * MINUTE, forgottenMs: 60 * MINUTE }
} as const satisfies Record<string, ThrottleRule>;
export type ThrottleKind = keyof typeof THROTTLES;

/** @param failures in a row, this one included. @returns ms */
export function waitAfter(failures: number, rule: ThrottleRule): number {
	const beyond = failures - rule.free;
	return beyond <= 0 ? 0 : Math.min(rule.longestWaitMs, rule.firstWaitMs * 2 ** Math.min(beyond - 1, 30));
}

/** Of IPv6 the network of 64 bits: whoever has one address has all of them. */
export function networkOf(address: string): string {
	const [whole] = address.toLowerCase().split('%') as [string];
	// With a port behind it, as some proxies say it, or written as IPv6.
	const four = /^(?:::ffff:)?(\d+(?:\.\d+){3})(?::\d+)?$/.exec(whole)?.[1];
	if (four !== undefined || !whole.includes(':')) return four ?? address;
	const [before, behind] = whole.split('::').map((part) => part.split(':').filter(Boolean)) as [
		string[],
		string[]?
	];
	const left = behind ? Array<string>(Math.max(0, 8 - before.length - behind.length)).fill('0') : [];
	const groups = [...before, ...left, ...(behind ?? [])].slice(0, 4);
	return `${groups.map((group) => group.padStart(4, '0')).join(':')}::/64`;
}
