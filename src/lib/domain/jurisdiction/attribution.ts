/**
 * How invented data asks to be named. Stored in this form whatever language it is read in; who shows it says it in the
 * reader's (words/source.ts).
 */
export const FICTION_ATTRIBUTION = '虚构数据，仅供演示';
