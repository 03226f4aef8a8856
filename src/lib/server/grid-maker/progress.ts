/** How far the making of grids is. */
import { shareByParts } from '../../domain/progress/parts.ts';

/** @param done share of the whole work, from reading the ground to the last row written, 0 to 1 */
export type Progress = (done: number) => void;

/** Seconds of each part for the demonstration's 2,000 km² on the embedded engine: only their proportions count. */
const SECONDS = {
	reading: 1.3,
	dividing: 9,
	placing: 0.65,
	grouping: 1.1,
	grids: 1.6,
	buildings: 5.9,
	incidents: 2.4
};
export type GridPart = keyof typeof SECONDS;
/** @param done share of the part, 0 to 1 */
export type PartProgress = (part: GridPart, done: number) => void;

const share = shareByParts(SECONDS);

export const byParts =
	(onProgress: Progress): PartProgress =>
	(part, done) =>
		onProgress(share(part, done));
