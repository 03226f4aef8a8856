import { search } from '$lib/domain/api/search';
import { route } from '$lib/server/api/answer';
import { find } from '$lib/server/search/service';

export const { GET, fallback } = route(search, find);
