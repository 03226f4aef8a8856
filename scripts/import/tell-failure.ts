import { isWanggeError, WanggeError } from '../../src/lib/domain/errors.ts';
import { carrierSentence } from '../../src/lib/words/carrier.ts';
import type { Language } from '../../src/lib/words/language.ts';

/**
 * Says on stderr why a command was not done, and has it exit with 1. WANGGE_DEBUG: with the stack.
 * @param sentence of the command itself for what it knows
 */
export function tellFailure(
	error: unknown,
	lang: Language,
	sentence: (error: WanggeError) => string | undefined = () => undefined
): void {
	const known = isWanggeError(error) ? error : new WanggeError('internal', {}, String(error));
	console.error(sentence(known) ?? carrierSentence(lang, known) ?? known.message);
	if (process.env.WANGGE_DEBUG) console.error(error);
	process.exitCode = 1;
}
