/** As SvelteKit says of an address that there is not: what is hidden is not told from it. */
export const ABSENT = 'Not Found';
