import { getContext, setContext } from 'svelte';
import type { Formats } from './format.ts';
import { FORMATS, WORDS, type Words } from './index.ts';
import type { Language } from './language.ts';

/** The language that one page speaks. Held in the component tree, never in a module, so that users never share it. */
export class Tongue {
	language: Language = $state('zh-CN');

	constructor(language: Language) {
		this.language = language;
	}
	get words(): Words {
		return WORDS[this.language];
	}
	get format(): Formats {
		return FORMATS[this.language];
	}
	/** The name in this language of a thing that has one in each. */
	named(thing: { name_zh: string; name_en: string }): string {
		return this.language === 'zh-CN' ? thing.name_zh : thing.name_en || thing.name_zh;
	}
}

const KEY = Symbol('tongue');

export function provideTongue(language: Language): Tongue {
	return setContext(KEY, new Tongue(language));
}

export function useTongue(): Tongue {
	return getContext<Tongue>(KEY);
}
