/** Where data came from, as the reader is told it. */
import { FICTION_ATTRIBUTION } from '../domain/jurisdiction/attribution.ts';

/** Our own sources are stored under a name in both languages: 网格划分 (grid maker). */
const BOTH = /^([^()]*[\u4e00-\u9fff][^()]*?) \(([^()\u4e00-\u9fff]+)\)$/;

export const zh = {
	name: (stored: string) => BOTH.exec(stored)?.[1] ?? stored,
	/** May hold several attributions in a row. */
	attribution: (stored: string) => stored
};

export const en: typeof zh = {
	name: (stored) => BOTH.exec(stored)?.[2] ?? stored,
	attribution: (stored) => stored.replaceAll(FICTION_ATTRIBUTION, 'Invented data, for demonstration only')
};
