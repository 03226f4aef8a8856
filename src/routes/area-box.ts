import { fetchJson } from '$lib/offline/request.svelte';

type Box = [west: number, south: number, east: number, north: number];

/** Degrees. @returns null where the area has no ground, or did not come */
export async function boxOfArea(code: string): Promise<Box | null> {
	const answer = await fetchJson<{ area: { bbox: Box | null } }>(`/api/areas/${encodeURIComponent(code)}`);
	return 'value' in answer ? answer.value.area.bbox : null;
}
