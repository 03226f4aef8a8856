/** The languages of the screen. Chinese is the product's first language. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_COOKIE = 'lang';

/** The first of these that names a language we speak decides: the address, the cookie, the browser's wishes. */
export function chooseLanguage(wishes: {
	query?: string | null;
	cookie?: string | null;
	accept?: string | null;
}): Language {
	for (const wish of [wishes.query, wishes.cookie, ...(wishes.accept ?? '').split(',')]) {
		const found = named(wish);
		if (found) return found;
	}
	return 'zh-CN';
}

function named(wish: string | null | undefined): Language | undefined {
	const tag = wish?.split(';')[0]?.trim().toLowerCase();
	if (!tag) return undefined;
	if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
	if (tag === 'en' || tag.startsWith('en-')) return 'en';
	return undefined;
}
