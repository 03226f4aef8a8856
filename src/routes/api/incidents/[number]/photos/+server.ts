import { sendPhoto } from '$lib/domain/api/photos';
import { doneResponse, guarded, notAllowed, parse, readyContext } from '$lib/server/api/answer';
import { actOnCase } from '$lib/server/incident/act';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	guarded(event, async () => {
		const { number, key, kind } = parse(sendPhoto, event);
		const photos = [{ kind, bytes: new Uint8Array(await event.request.arrayBuffer()) }];
		const deed = { key, action: 'photograph', version: 0, photos } as const;
		return doneResponse(await actOnCase(readyContext(event.locals), number, deed));
	});

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed('POST')), { allow: 'POST' });
