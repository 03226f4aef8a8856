/** What pages of cases depend on, to be read anew by it. */
export const CASES = 'wangge:cases';
