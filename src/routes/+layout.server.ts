import { error, redirect } from '@sveltejs/kit';
import { accountWords } from '$lib/words/account';
import { parseTheme, THEME_COOKIE } from './theme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies, url }) => {
	turnAway(locals, url);
	return {
		lang: locals.lang,
		/** null: as the device has it. */
		theme: parseTheme(url.searchParams.get('theme')) ?? parseTheme(cookies.get(THEME_COOKIE)),
		reader: readerFor(locals)
	};
};

/** Before anything of a page is read: to sign in, or as from an address that there is not. */
function turnAway({ refused }: App.Locals, url: URL): void {
	if (!refused) return;
	if (refused.kind === 'sign-in-refused')
		redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	error(404);
}

/** How whoever has signed in is called; null for a visitor. */
function readerFor({ reader, lang }: App.Locals): string | null {
	if (!reader || reader.awaits) return null;
	const [role] = reader.demonstration ? reader.access.grants.map((grant) => grant.role) : [];
	return role ? accountWords[lang].roleNames[role] : reader.title;
}
