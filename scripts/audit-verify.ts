/**
 * npm run audit:verify -- [--expect NUMBER:HASH]: follows the chain of audit entries and names each that was altered, is
 * missing or stands elsewhere. Exit: 0 whole, 1 not whole or not to be had, 2 not understood.
 */
import { parseArgs } from 'node:util';
import type { Head } from '../src/lib/server/audit/chain.ts';
import { verifyAudit } from '../src/lib/server/audit/service.ts';
import { openDatabase } from '../src/lib/server/db/index.ts';
import { auditWords, faultSentence } from '../src/lib/words/audit.ts';
import { commandLanguage } from './command/language.ts';
import { progressBar } from './command/progress-bar.ts';
import { NotUnderstood, runCommand } from './command/run.ts';

const lang = commandLanguage(process.env);
const words = auditWords[lang];
const SHOWN = 100;

function readExpected(): Head | undefined {
	try {
		const { expect } = parseArgs({ options: { expect: { type: 'string' } } }).values;
		if (expect === undefined) return undefined;
		const [, nth, hash] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/.exec(expect)!;
		return { nth: Number(nth), hash: hash! };
	} catch {
		throw new NotUnderstood();
	}
}

async function main(): Promise<void> {
	const noted = readExpected();
	const bar = progressBar();
	const db = await openDatabase({ readOnly: true });
	try {
		const { entries, head, faults } = await verifyAudit(
			{ db },
			{ noted, onEntries: (done, all) => bar(words.following, done, all) }
		);
		if (faults.length === 0) {
			console.log(entries === 0 ? words.none : words.whole(entries, `${head!.nth}:${head!.hash}`));
			return;
		}
		console.error(words.faults(faults.length));
		for (const fault of faults.slice(0, SHOWN)) console.error(faultSentence(fault, words));
		if (faults.length > SHOWN) console.error(words.more(faults.length - SHOWN));
		process.exitCode = 1;
	} finally {
		await db.close();
	}
}

await runCommand(main, {
	lang,
	usage: words.usage,
	sentence: ({ kind }) => (kind === 'statement-faulty' ? words.oldSchema : undefined)
});
