import { measureColumn } from '$lib/domain/api/measures';
import { route } from '$lib/server/api/answer';
import { readColumn } from '$lib/server/measure/service';

export const { GET, fallback } = route(measureColumn, readColumn);
