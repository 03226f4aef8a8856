import { type Language } from '../../src/lib/words/language.ts';

/** Language of a command's output: WANGGE_LANG, else the terminal's; Chinese where neither says English. */
export function commandLanguage(env: Record<string, string | undefined>): Language {
	const wish = env.WANGGE_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
	return /^en\b|^en_/i.test(wish) ? 'en' : 'zh-CN';
}
