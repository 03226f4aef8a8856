import { health } from '$lib/domain/api/setting';
import { route } from '$lib/server/api/answer';
import { readCoverageState } from '$lib/server/measure/state';

export const { GET, fallback } = route(health, async (context) => ({
	status: 'ready' as const,
	engine: context.db.engine,
	coverage_as_of: (await readCoverageState(context))?.as_of ?? null
}));
