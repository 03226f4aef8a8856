/** How a type of facility is sited: the form of the rows in facility-siting.ts. */
import type { LotUse } from './lots.ts';
import type { QuarterKind } from './settlements.ts';

export interface Siting {
	type: string;
	name: string;
	/** Lots that can hold one; homes: any lot where people live. */
	hosts: readonly LotUse[] | 'homes';
	/** Metres to the next of its type. */
	apart: number;
	/** Fewest residents of a lot that gets one. */
	residents?: number;
	/** How likely a place that could have one has it, by quarter; a function of depth for the old town. */
	chance: Partial<Record<QuarterKind, number>> & { heart?: number; otherwise: number };
	capacity?: readonly [number, number];
	hours?: string;
	/** Kind of organisation that runs it: the committee of its community, or an office of its street. */
	by?:
		| 'committee'
		| 'office_social_affairs'
		| 'centre_community_service'
		| 'office'
		| 'police'
		| 'sanitation'
		| 'manager';
	/** How likely a village has one. */
	village?: number;
}

export const HOMES = ['lanes', 'walkup', 'midrise', 'towers'] as const;
export const DAY = '08:00-18:00';
export const ALWAYS = '00:00-24:00';
