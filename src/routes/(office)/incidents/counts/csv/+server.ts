import { parseCountsFilter } from '$lib/domain/incident/class-counts';
import { failed } from '$lib/server/api/answer';
import { contextOf, dayOf } from '$lib/server/context';
import { exportCounts } from '$lib/server/incident/class-counts';
import { countWords } from '$lib/words/counts';
import type { RequestHandler } from './$types';

/** To take something away is recorded, and so it is no reading. */
export const POST: RequestHandler = async (event) => {
	const { reader, lang } = event.locals;
	const context = contextOf(event);
	const filter = parseCountsFilter(event.url.searchParams, dayOf(context.now));
	try {
		const proven = reader?.proven || reader?.demonstration || false;
		const body = await exportCounts(context, filter, { proven, language: lang });
		const name = encodeURIComponent(`${countWords[lang].file}-${filter.from}-${filter.to}.csv`);
		return new Response(body, {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="counts.csv"; filename*=UTF-8''${name}`,
				'cache-control': 'private, no-store'
			}
		});
	} catch (error) {
		return failed(event, error);
	}
};
