import { saysNothing, readView } from '$lib/domain/view/view-state';
import type { GridCard } from '$lib/domain/grid/card';
import { cardAddress, type Catalogue, type Jurisdiction, knowledgeOf } from '$lib/features/view/setting';
import { fetchJson } from '$lib/offline/request.svelte';
import type { PageLoad } from './$types';

/** What the first picture needs: the setting, and the card of the grid that the address (or a first visit) names. */
export const load: PageLoad = async ({ fetch, url }) => {
	const [jurisdiction, catalogue] = await Promise.all([
		fetchJson<Jurisdiction>('/api/jurisdiction', undefined, fetch),
		fetchJson<Catalogue>('/api/catalogue', undefined, fetch)
	]);
	const setting = {
		jurisdiction: 'value' in jurisdiction ? jurisdiction.value : null,
		catalogue: 'value' in catalogue ? catalogue.value : null,
		problem: 'problem' in jurisdiction ? jurisdiction.problem : null
	};
	const { view } = readView(url.searchParams, knowledgeOf(setting.catalogue));
	const firstVisit = saysNothing(view);
	const grid = firstVisit ? (setting.jurisdiction?.start?.code ?? null) : view.grid;
	const address = grid && cardAddress(grid, view.at);
	const card = address ? await fetchJson<GridCard>(address, undefined, fetch) : null;
	return {
		...setting,
		firstVisit,
		card:
			address && card
				? {
						address,
						value: 'value' in card ? card.value : null,
						problem: 'problem' in card ? card.problem : null
					}
				: null
	};
};
