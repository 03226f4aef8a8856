import { casePlaces, filterOf } from '$lib/domain/api/case-places';
import { route } from '$lib/server/api/answer';
import { readPlaces } from '$lib/server/incident/list';

export const { GET, fallback } = route(casePlaces, (context, asked) => readPlaces(context, filterOf(asked)));
