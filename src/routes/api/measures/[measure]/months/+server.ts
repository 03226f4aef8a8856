import { measureMonths } from '$lib/domain/api/measures';
import { route } from '$lib/server/api/answer';
import { readMonths } from '$lib/server/measure/service';

export const { GET, fallback } = route(measureMonths, readMonths);
