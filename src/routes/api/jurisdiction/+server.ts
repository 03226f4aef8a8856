import { jurisdiction } from '$lib/domain/api/setting';
import { route } from '$lib/server/api/answer';
import { readSetting } from '$lib/server/area/setting';

export const { GET, fallback } = route(jurisdiction, (context) => readSetting(context));
