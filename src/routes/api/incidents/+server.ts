import { reportCommand } from '$lib/domain/api/incidents';
import { commandRoute } from '$lib/server/api/answer';
import { reportIncident } from '$lib/server/incident/report';

export const { POST, fallback } = commandRoute(reportCommand, (context, _path, { happened_at, ...report }) =>
	reportIncident(context, {
		...report,
		happenedAt: happened_at === undefined ? undefined : new Date(happened_at)
	})
);
