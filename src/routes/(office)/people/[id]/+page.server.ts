import { error, redirect } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { DEVICE_ROLES, ROLE_NAMES, isOfficer } from '$lib/domain/access/roles';
import { isWanggeError, WanggeError } from '$lib/domain/errors';
import { eraseAccount } from '$lib/server/account/erasing';
import { assign, endAssignment, organisationsToActFor } from '$lib/server/account/assigning';
import { endAccount, readAccount, removeSecondFactor, renewLink } from '$lib/server/account/managing';
import { maskedPhoneOf } from '$lib/server/account/phone';
import { beginPreview, previewLimit } from '$lib/server/account/previews';
import { contextOf, type Context } from '$lib/server/context';
import { doing } from '$lib/forms/doing.server';
import { linkShown } from '../../link.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** @throws 404 for what is no account, and for whoever may not see accounts */
async function accountFor(context: Context, id: string) {
	try {
		return await readAccount(context, /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0);
	} catch (fault) {
		if (isWanggeError(fault, 'not-found')) error(404, ABSENT);
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
		phone: await maskedPhoneOf(context, account.id),
		roles: (account.kind === 'device' ? DEVICE_ROLES : ROLE_NAMES).filter((role) =>
			isOfficer(role) ? appoints : assigns
		),
		organisations: assigns ? await organisationsToActFor(context) : [],
		own: account.id === access.account,
		previewable: access.may('preview', 'account') && previewLimit(account, access.account) === null
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
	preview: (event) =>
		doing(event, async ({ context }) => {
			const { reader } = event.locals;
			if (!reader) throw new WanggeError('session-over');
			await beginPreview(context, reader, idOf(event));
			redirect(303, '/');
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
