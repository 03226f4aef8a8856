import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { caseField } from '$lib/domain/incident/faults';
import { contextOf } from '$lib/server/context';
import { readClasses } from '$lib/server/incident-class/service';
import { reportIncident } from '$lib/server/incident/report';
import { doing } from '$lib/forms/doing.server';
import type { Actions, PageServerLoad } from './$types';

const PLACE = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,2}(?:\.\d+)?)\s*$/;

export const load: PageServerLoad = async (event) => {
	const { classes } = await readClasses(contextOf(event), {});
	return {
		classes: classes.map(({ id, name_zh, name_en, group_name, kind }) => ({
			id,
			name_zh,
			name_en,
			group_name,
			kind
		})),
		at: event.url.searchParams.get('at') ?? '',
		key: randomUUID()
	};
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field, files }) => {
			const chosen = Number(field('class'));
			if (!Number.isInteger(chosen) || chosen < 1) throw caseField('class', 'missing');
			const place = PLACE.exec(field('position'));
			if (!place) throw caseField('position', 'missing');
			const { number } = await reportIncident(context, {
				key: field('key'),
				class: chosen,
				position: [Number(place[1]), Number(place[2])],
				address: field('address') || undefined,
				description: field('description') || undefined,
				photos: await files('photos'),
				found: field('found') === 'yes' || undefined
			});
			redirect(303, `/incidents/${encodeURIComponent(number)}`);
		})
};
