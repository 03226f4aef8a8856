import { areaProfile } from '$lib/domain/api/areas';
import { route } from '$lib/server/api/answer';
import { readArea } from '$lib/server/area/service';

export const { GET, fallback } = route(areaProfile, readArea);
