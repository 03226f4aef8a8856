/** How far the making of the demonstration is. */
import { shareByParts } from '../../domain/progress/parts.ts';

/**
 * Parts in their order, under the words that people are told: seconds that each took on the embedded engine. Only their
 * proportions count; measure again when a part becomes much faster or slower, or the bar will stand still or leap.
 */
const SECONDS = {
	land: 0.3,
	'streets/plans': 1.1,
	'streets/country': 1.2,
	areas: 0.35,
	buildings: 1.4,
	people: 0.8,
	'layers/areas': 0.4,
	'layers/lines': 1,
	'layers/built': 9.7,
	'life/facilities': 0.8,
	'life/incidents': 1.3,
	'life/greening': 0.95,
	responsibilities: 0.25,
	grids: 22,
	'grids/change': 0.5,
	settling: 0.6,
	'settling/disk': 2.4
};
export type DemonstrationPart = keyof typeof SECONDS;
type Words<Part> = Part extends `${infer Stage}/${string}` ? Stage : Part;
export type DemonstrationStage = Words<DemonstrationPart>;
/** @param done share of the whole work, 0 to 1 */
export type DemonstrationProgress = (stage: DemonstrationStage, done: number) => void;
/** @param done share of the part, 0 to 1 */
export type PartProgress = (part: DemonstrationPart, done?: number) => void;

const share = shareByParts(SECONDS);

export const byParts =
	(onProgress: DemonstrationProgress): PartProgress =>
	(part, done = 0) =>
		onProgress(part.split('/')[0] as DemonstrationStage, share(part, done));
