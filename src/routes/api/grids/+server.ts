import { gridAt } from '$lib/domain/api/grids';
import { route } from '$lib/server/api/answer';
import { findGridAt } from '$lib/server/grid/service';

export const { GET, fallback } = route(gridAt, findGridAt);
