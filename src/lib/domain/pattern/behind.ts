/** Which of the cases behind a figure are asked for, as it stands in the address of their page. */

/** Around a grid: those whose middle is within some metres of its own. */
export interface Near {
	/** Code. */
	grid: string;
	metres: number;
}

const CODE = /^[0-9A-Z]{8,24}$/;
const METRES = /^\d{1,5}(\.\d{1,6})?$/;
/** Whoever looks further than this had better narrow it down. */
const MOST_PAGES = 200;

/** What cannot be read is as if it were not there. Near is null where the cases lie wherever they lie. */
export function parseBehind(asked: URLSearchParams): { near: Near | null; page: number } {
	const grid = asked.get('near')?.toUpperCase() ?? '';
	const metres = asked.get('within') ?? '0';
	const page = Number(asked.get('page') ?? 1);
	return {
		near: CODE.test(grid) && METRES.test(metres) ? { grid, metres: Number(metres) } : null,
		page: Number.isInteger(page) && page >= 1 ? Math.min(page, MOST_PAGES) : 1
	};
}

/** The same address with another page of it. */
export function withPage(asked: URLSearchParams, page: number): string {
	const query = new URLSearchParams(asked);
	query.set('page', String(page));
	return `?${query.toString()}`;
}
