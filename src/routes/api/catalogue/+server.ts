import { catalogue } from '$lib/domain/api/setting';
import { route } from '$lib/server/api/answer';
import { readCatalogue } from '$lib/server/measure/service';

export const { GET, fallback } = route(catalogue, readCatalogue);
