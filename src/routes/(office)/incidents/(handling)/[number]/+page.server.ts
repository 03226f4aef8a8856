import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { isWanggeError, WanggeError } from '$lib/domain/errors';
import { CASE_ACTIONS } from '$lib/domain/incident/workflow';
import { PHOTO_KINDS, photosWith } from '$lib/domain/photo/photo';
import { basemapOf } from '$lib/server/area/setting';
import { contextOf, timezoneOf, type Context } from '$lib/server/context';
import { actOnCase } from '$lib/server/incident/act';
import { readCase } from '$lib/server/incident/page';
import { doing } from '$lib/forms/doing.server';
import { CASES } from '../../depends';
import { TYPED, type Tried } from '../../tried';
import type { Actions, PageServerLoad } from './$types';

/** What people call a day of more time, by the clock of the limit: eight hours of an office, or all of it. */
const DAY_MINUTES = { emergency_hours: 1440, working_hours: 480, working_days: 1440 } as const;
/** A condition may be empty: what was chosen is marked. */
const CHOSEN = '=';

export const load: PageServerLoad = async (event) => {
	event.depends(CASES);
	const context = contextOf(event);
	try {
		return {
			found: await readCase(context, event.params.number),
			now: context.now.toISOString(),
			timezone: timezoneOf(),
			basemap: basemapOf(process.env),
			/** What a form on this page is called: sent twice, it is done once. */
			key: randomUUID()
		};
	} catch (fault) {
		if (isWanggeError(fault, 'not-found')) error(404, ABSENT);
		throw fault;
	}
};

async function dayOfLimit(context: Context, number: string): Promise<number> {
	const { timeline } = await readCase(context, number);
	const limit = timeline.findLast((entry) => entry.limit !== null)?.limit;
	return DAY_MINUTES[limit?.clock ?? 'working_days'];
}

export const actions: Actions = {
	default: async (event) => {
		const tried: Tried = { action: null, typed: {} };
		const refused = await doing(event, async ({ context, field, files }) => {
			const action = CASE_ACTIONS.find((one) => one === field('action'));
			if (!action) throw new WanggeError('invalid', { field: 'action' });
			tried.action = action;
			// A page with scripts has it still, and what was typed is sent about no more than it must be.
			if (event.request.headers.get('x-sveltekit-action') !== 'true')
				tried.typed = Object.fromEntries(TYPED.map((name) => [name, field(name)]));
			const given = (name: string) => field(name) || undefined;
			const shown = photosWith(action);
			const kind = shown === 'chosen' ? PHOTO_KINDS.find((one) => one === field('kind')) : shown;
			if (kind === undefined) throw new WanggeError('invalid', { field: 'kind' });
			const bytes = kind === null ? [] : await files('photos');
			await actOnCase(context, event.params.number, {
				photos: kind === null ? undefined : bytes.map((one) => ({ kind, bytes: one })),
				photo: given('photo') ? Number(field('photo')) : undefined,
				key: field('key'),
				action,
				version: Number(field('version')),
				reason: given('reason'),
				organisation: given('organisation'),
				condition: field('limit').startsWith(CHOSEN) ? field('limit').slice(CHOSEN.length) : undefined,
				found: field('found') === '' ? undefined : field('found') === 'yes',
				other: given('other'),
				minutes: given('days')
					? Number(field('days')) * (await dayOfLimit(context, event.params.number))
					: undefined
			});
			redirect(303, `/incidents/${encodeURIComponent(event.params.number)}`);
		});
		return fail(refused.status, { ...refused.data, tried });
	}
};
