import type { Bounds } from '$lib/map/contract';
import { fetchJson } from '$lib/offline/request.svelte';

/** @returns null where the area has no ground, or did not come */
export async function boxOfArea(code: string): Promise<Bounds | null> {
	const answer = await fetchJson<{ area: { bbox: Bounds | null } }>(`/api/areas/${encodeURIComponent(code)}`);
	return 'value' in answer ? answer.value.area.bbox : null;
}
