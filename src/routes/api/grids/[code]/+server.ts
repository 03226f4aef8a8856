import { gridCard } from '$lib/domain/api/grids';
import { route } from '$lib/server/api/answer';
import { readCard } from '$lib/server/grid/service';

export const { GET, fallback } = route(gridCard, readCard);
