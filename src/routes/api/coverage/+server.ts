import { worstGrids } from '$lib/domain/api/measures';
import { route } from '$lib/server/api/answer';
import { rankGrids } from '$lib/server/measure/service';

export const { GET, fallback } = route(worstGrids, rankGrids);
