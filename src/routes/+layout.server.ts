import { seesCases } from '$lib/domain/incident/rights';
import { error, redirect } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { VISITOR, type Grant } from '$lib/domain/access/access';
import { wayOn } from '$lib/server/access/gate';
import { accountWords } from '$lib/words/account';
import { parseTheme, THEME_COOKIE } from './theme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies, url, route, depends }) => {
	turnAway(locals, url, route.id);
	// An open page asks whether it is still so (desk.svelte.ts).
	depends('wangge:reader');
	return {
		lang: locals.lang,
		/** null: as the device has it. */
		theme: parseTheme(url.searchParams.get('theme')) ?? parseTheme(cookies.get(THEME_COOKIE)),
		reader: readerFor(locals),
		preview: previewFor(locals),
		may: mayOf(locals)
	};
};

/** Before anything of a page is read: to where it goes on, or as from an address that there is not. */
function turnAway({ refused }: App.Locals, url: URL, route: string | null): void {
	if (!refused) return;
	const to = wayOn(refused, url);
	if (to) redirect(303, to);
	// The office says so itself, within the frame of every page; here there is none yet.
	if (!route?.startsWith('/(office)')) error(404, ABSENT);
}

/** How whoever has signed in is called; null for a visitor. */
function readerFor({ reader, lang }: App.Locals): string | null {
	return !reader || reader.awaits ? null : calledIn(lang, { ...reader, grants: reader.given });
}

/** Which ways the map offers; what is done is asked again by the services. */
function mayOf({ context, reader }: App.Locals): { cases: boolean; report: boolean } {
	const access = context?.access ?? VISITOR;
	return {
		cases: seesCases(access),
		// Whoever looks as somebody else reports nothing.
		report: access.may('report', 'incident') && !reader?.preview
	};
}

/** As whom they look, and for how many more seconds; null: as themselves. */
function previewFor({ reader, context, lang }: App.Locals): { title: string; left: number } | null {
	if (!reader?.preview || !context) return null;
	const { until } = reader.preview;
	return {
		title: calledIn(lang, reader.preview),
		left: Math.ceil((Date.parse(until) - context.now.getTime()) / 1000)
	};
}

function calledIn(
	lang: App.Locals['lang'],
	account: { title: string; demonstration: boolean; grants: readonly Grant[] }
): string {
	const [role] = account.demonstration ? account.grants.map((grant) => grant.role) : [];
	return role ? accountWords[lang].roleNames[role] : account.title;
}
