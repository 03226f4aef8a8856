import type { Jurisdiction } from '$lib/features/view/setting';
import { fetchJson } from '$lib/offline/request.svelte';
import type { PageLoad } from './$types';

/** What the map needs to know of the ground, besides what the server counts. */
export const load: PageLoad = async ({ data, fetch }) => {
	const found = await fetchJson<Jurisdiction>('/api/jurisdiction', undefined, fetch);
	return { ...data, jurisdiction: 'value' in found ? found.value : null };
};
