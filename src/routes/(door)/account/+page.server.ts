import { seesCases } from '$lib/domain/incident/rights';
import { redirect } from '@sveltejs/kit';
import { endOwnSessions, ownSessions, readOwnAccount, renewRecoveryCodes } from '$lib/server/account/own';
import { removeOwnPhone, setOwnPhone } from '$lib/server/account/phone';
import { accessOf, contextOf } from '$lib/server/context';
import { doing } from '$lib/forms/doing.server';
import { forgetSession, inside } from '../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { reader } = inside(event);
	const context = contextOf(event);
	const access = accessOf(context);
	const sessions = await ownSessions(context, reader);
	return {
		...(await readOwnAccount(context, reader)),
		rights: {
			people: access.may('read', 'account'),
			contacts: access.may('read', 'contact'),
			cases: seesCases(access),
			incidents: access.may('read', 'incident'),
			audit: access.may('read', 'audit')
		},
		changed: event.url.searchParams.get('changed'),
		sessions: sessions.map(({ id, device, created_at, last_seen_at }) => ({
			id,
			device,
			began: created_at.toISOString(),
			used: last_seen_at.toISOString(),
			own: id === reader.session
		}))
	};
};

export const actions: Actions = {
	signOut: (event) =>
		doing(event, async ({ context }) => {
			const { reader } = event.locals;
			if (reader) await endOwnSessions(context, reader, { only: reader.session });
			forgetSession(event);
			redirect(303, '/');
		}),
	end: (event) =>
		doing(event, async ({ context, field }) => {
			const { reader } = inside(event);
			const only = /^\d{1,9}$/.test(field('session')) ? Number(field('session')) : 0;
			return { ended: await endOwnSessions(context, reader, { only }) };
		}),
	endOthers: (event) =>
		doing(event, async ({ context }) => {
			const { reader } = inside(event);
			return { ended: await endOwnSessions(context, reader, { but: reader.session }) };
		}),
	setPhone: (event) =>
		doing(event, async ({ context, field }) => {
			await setOwnPhone(context, inside(event).reader, field('phone'));
			return { phone: 'saved' as const };
		}),
	removePhone: (event) =>
		doing(event, async ({ context }) => {
			await removeOwnPhone(context, inside(event).reader);
			return { phone: 'removed' as const };
		}),
	newCodes: (event) =>
		doing(event, async ({ context }) => ({ codes: await renewRecoveryCodes(context, inside(event).reader) }))
};
