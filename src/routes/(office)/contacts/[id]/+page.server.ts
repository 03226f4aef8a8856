import { error } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { isWanggeError } from '$lib/domain/errors';
import { dialling, spacedPhone } from '$lib/domain/people/phone';
import { readContact, revealContact } from '$lib/server/contact/service';
import { contextOf } from '$lib/server/context';
import { doing } from '$lib/forms/doing.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const idOf = ({ params }: RequestEvent) => (/^[1-9]\d{0,8}$/.test(params.id) ? Number(params.id) : 0);

export const load: PageServerLoad = async (event) => {
	try {
		return { contact: await readContact(contextOf(event), idOf(event)) };
	} catch (fault) {
		if (isWanggeError(fault, 'not-found')) error(404, ABSENT);
		throw fault;
	}
};

export const actions: Actions = {
	/** The one answer in which a number stands whole. */
	reveal: (event) =>
		doing(event, async ({ context, field }) => {
			const given = { reason: field('reason'), workItem: field('work-item') };
			const { number, fictional, left } = await revealContact(context, idOf(event), given);
			return { revealed: { number: spacedPhone(number), dial: fictional ? null : dialling(number), left } };
		})
};
