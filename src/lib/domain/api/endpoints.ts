import { areaList, areaProfile } from './areas.ts';
import { casePlaces } from './case-places.ts';
import type { Endpoint } from './endpoint.ts';
import { gridAt, gridCard } from './grids.ts';
import { incidentClasses } from './incident-classes.ts';
import { casesLive, measureLive } from './live.ts';
import { measureColumn, measureMonths, worstGrids } from './measures.ts';
import { patternCells, patternCounts, patternHotSpots } from './patterns.ts';
import { search } from './search.ts';
import { catalogue, health, jurisdiction } from './setting.ts';

/** Every endpoint of the HTTP API, in the order of its document. */
export const ENDPOINTS = [
	gridCard,
	gridAt,
	worstGrids,
	measureColumn,
	measureMonths,
	measureLive,
	casesLive,
	patternCells,
	patternCounts,
	patternHotSpots,
	casePlaces,
	areaList,
	areaProfile,
	search,
	catalogue,
	incidentClasses,
	jurisdiction,
	health
] as const satisfies readonly Endpoint[];

export type EndpointId = (typeof ENDPOINTS)[number]['id'];
