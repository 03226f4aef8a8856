/** Steps of coming in, and who may be at which. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Awaited } from '$lib/domain/account/steps';
import { SESSION_COOKIE, sessionCookie } from '$lib/server/access/cookie';
import type { Reader } from '$lib/server/access/sessions';
import type { Token } from '$lib/server/access/tokens';

const STEPS: Readonly<Record<Awaited, string>> = {
	'second-factor': '/sign-in/code',
	'second-factor-setup': '/sign-in/second-factor',
	'new-password': '/sign-in/password'
};

export function keepSession(event: RequestEvent, token: Token): void {
	event.cookies.set(SESSION_COOKIE, token.text, sessionCookie);
}

export function forgetSession(event: RequestEvent): void {
	event.cookies.delete(SESSION_COOKIE, sessionCookie);
}

/** Where to go on: the next step, or what was wanted before signing in. */
export function goOn(event: { url: URL }, awaits: Awaited | null): never {
	const to = `?to=${encodeURIComponent(wanted(event.url))}`;
	redirect(303, `${awaits ? STEPS[awaits] : '/sign-in/done'}${to}`);
}

/** An address of ours that somebody wanted to see; anything else is the map. */
export function wanted(url: URL): string {
	const to = url.searchParams.get('to') ?? '/';
	return /^\/(?![/\\])[\x20-\x7e]*$/.test(to) ? to : '/';
}

/** Of a page that is one step of signing in: whoever is not at it goes where they are. */
export function atStep(
	event: { url: URL; locals: App.Locals },
	step: Awaited
): { reader: Reader; token: string } {
	const { reader, token } = event.locals;
	if (!reader || token === undefined) redirect(303, '/sign-in?kept=no');
	if (reader.awaits !== step) goOn(event, reader.awaits);
	return { reader, token };
}

/** Of a page for whoever has come in all the way: others are sent to sign in, and back. */
export function inside(event: { url: URL; locals: App.Locals }): { reader: Reader; token: string } {
	const { reader, token } = event.locals;
	if (!reader || token === undefined) redirect(303, `/sign-in?to=${encodeURIComponent(event.url.pathname)}`);
	if (reader.awaits) goOn(event, reader.awaits);
	return { reader, token };
}
