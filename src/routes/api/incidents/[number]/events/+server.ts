import { actCommand } from '$lib/domain/api/incidents';
import { commandRoute } from '$lib/server/api/answer';
import { actOnCase } from '$lib/server/incident/act';

export const { POST, fallback } = commandRoute(actCommand, (context, { number }, deed) =>
	actOnCase(context, number, deed)
);
