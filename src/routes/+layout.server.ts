import { parseTheme, THEME_COOKIE } from './theme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies, url }) => ({
	lang: locals.lang,
	/** null: as the device has it. */
	theme: parseTheme(url.searchParams.get('theme')) ?? parseTheme(cookies.get(THEME_COOKIE))
});
