import { accountWords } from '$lib/words/account';
import { parseTheme, THEME_COOKIE } from './theme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies, url }) => ({
	lang: locals.lang,
	/** null: as the device has it. */
	theme: parseTheme(url.searchParams.get('theme')) ?? parseTheme(cookies.get(THEME_COOKIE)),
	reader: readerFor(locals)
});

/** How whoever has signed in is called; null for a visitor. */
function readerFor({ reader, lang }: App.Locals): string | null {
	if (!reader || reader.awaits) return null;
	const [role] = reader.demonstration ? reader.access.grants.map((grant) => grant.role) : [];
	return role ? accountWords[lang].roleNames[role] : reader.title;
}
