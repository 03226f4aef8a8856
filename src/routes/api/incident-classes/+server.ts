import { incidentClasses } from '$lib/domain/api/incident-classes';
import { route } from '$lib/server/api/answer';
import { readClasses } from '$lib/server/incident-class/service';

export const { GET, fallback } = route(incidentClasses, readClasses);
