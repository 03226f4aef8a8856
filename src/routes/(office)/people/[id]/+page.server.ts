import { error } from '@sveltejs/kit';
import { ROLE_NAMES, isOfficer } from '$lib/domain/access/roles';
import { isWanggeError } from '$lib/domain/errors';
import { eraseAccount } from '$lib/server/account/erasing';
import {
	assign,
	endAccount,
	endAssignment,
	organisationsToActFor,
	readAccount,
	removeSecondFactor,
	renewLink
} from '$lib/server/account/managing';
import { contextOf, type Context } from '$lib/server/context';
import { doing } from '../../../(door)/doing.server';
import { linkShown } from '../../link.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** @throws 404 for what is no account, and for whoever may not see accounts */
async function accountFor(context: Context, id: string) {
	try {
		return await readAccount(context, /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0);
	} catch (fault) {
		if (isWanggeError(fault, 'not-found')) error(404);
		throw fault;
	}
}

export const load: PageServerLoad = async (event) => {
	const context = contextOf(event);
	const account = await accountFor(context, event.params.id);
	const access = context.access!;
	const [appoints, assigns] = [access.may('appoint', 'account'), access.may('assign', 'account')];
	return {
		account,
		roles: ROLE_NAMES.filter((role) => (isOfficer(role) ? appoints : assigns)),
		organisations: assigns ? await organisationsToActFor(context) : [],
		own: account.id === access.account
	};
};

const done = { done: true };
const idOf = ({ params }: RequestEvent) => (/^[1-9]\d{0,8}$/.test(params.id) ? Number(params.id) : 0);

export const actions: Actions = {
	assign: (event) =>
		doing(event, async ({ context, field }) => {
			await assign(context, {
				account: idOf(event),
				role: field('role'),
				area: field('area'),
				organisation: field('organisation'),
				until: field('until'),
				reason: field('reason')
			});
			return done;
		}),
	endAssignment: (event) =>
		doing(event, async ({ context, field }) => {
			await endAssignment(context, /^\d{1,9}$/.test(field('assignment')) ? Number(field('assignment')) : 0);
			return done;
		}),
	renew: (event) =>
		doing(event, async ({ context }) => linkShown(event, await renewLink(context, idOf(event)))),
	removeFactor: (event) =>
		doing(event, async ({ context }) => {
			await removeSecondFactor(context, idOf(event));
			return done;
		}),
	end: (event) =>
		doing(event, async ({ context }) => {
			await endAccount(context, idOf(event));
			return done;
		}),
	erase: (event) =>
		doing(event, async ({ context, field }) => {
			await eraseAccount(context, idOf(event), field('sure') === 'yes');
			return done;
		})
};
