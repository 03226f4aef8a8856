import type { LayoutServerLoad } from './$types';

/** Secrets of one person stand on these pages: no disk and no proxy keeps them. */
export const load: LayoutServerLoad = ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
};
