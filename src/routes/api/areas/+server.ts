import { areaList } from '$lib/domain/api/areas';
import { route } from '$lib/server/api/answer';
import { listAreas } from '$lib/server/area/service';

export const { GET, fallback } = route(areaList, listAreas);
