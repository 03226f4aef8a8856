/** What whoever runs the installation has chosen for the showing of numbers. */
import { wholeSetting } from '../db/index.ts';

const USUAL = 20;

/**
 * How many numbers somebody may have shown on a day; 0: nobody any.
 * @throws WanggeError invalid { field: 'WANGGE_REVEALS_PER_DAY' }
 */
export const revealsPerDay = (environment: Readonly<Record<string, string | undefined>> = process.env) =>
	wholeSetting('WANGGE_REVEALS_PER_DAY', undefined, environment, USUAL, 0, 1000);
