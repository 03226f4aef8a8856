import type { GridCard } from '$lib/domain/grid/card';
import type { Catalogue, Jurisdiction } from '$lib/features/view/setting';
import type { RequestProblem } from '$lib/offline/request.svelte';

/** What the map's page is opened with. */
export interface Setting {
	jurisdiction: Jurisdiction;
	catalogue: Catalogue | null;
	firstVisit: boolean;
	card: { address: string; value: GridCard | null; problem: RequestProblem | null } | null;
}
