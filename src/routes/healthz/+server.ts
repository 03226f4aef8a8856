import { health } from '$lib/domain/api/setting';
import { route } from '$lib/server/api/answer';
import { readHealth } from '$lib/server/health/service';

export const { GET, fallback } = route(health, readHealth);
