import { isWanggeError, WanggeError } from '../../src/lib/domain/errors.ts';
import { carrierSentence } from '../../src/lib/words/carrier.ts';
import type { Language } from '../../src/lib/words/language.ts';

/** Thrown where the arguments of a command are not understood. */
export class NotUnderstood extends Error {}

export interface Telling {
	lang: Language;
	/** How the command is used; of one that takes arguments. */
	usage?: string;
	/** Sentence of the command itself for what it knows. */
	sentence?(error: WanggeError): string | undefined;
}

/**
 * Runs a command and says on stderr why it was not done: exit 2 where it was not understood, 1 where something went
 * wrong. WANGGE_DEBUG: with the stack.
 */
export async function runCommand(main: () => Promise<void>, telling: Telling): Promise<void> {
	try {
		await main();
	} catch (error) {
		if (error instanceof NotUnderstood) {
			console.error(telling.usage);
			process.exitCode = 2;
			return;
		}
		const known = isWanggeError(error) ? error : new WanggeError('internal', {}, String(error));
		console.error(telling.sentence?.(known) ?? carrierSentence(telling.lang, known) ?? known.message);
		if (process.env.WANGGE_DEBUG) console.error(error);
		process.exitCode = 1;
	}
}
