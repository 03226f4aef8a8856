/**
 * npm run audit:verify -- [--expect NUMBER:HASH]: follows the chain of audit entries and names each that was altered, is
 * missing or stands elsewhere. Exit: 0 whole, 1 not whole or not to be had, 2 not understood.
 */
import { parseArgs } from 'node:util';
import type { ChainFault, Head } from '../src/lib/server/audit/chain.ts';
import { verifyAudit } from '../src/lib/server/audit/service.ts';
import { openDatabase } from '../src/lib/server/db/index.ts';
import { auditWords } from '../src/lib/words/audit.ts';
import { commandLanguage } from './import/command-language.ts';
import { progressBar } from './import/progress-bar.ts';
import { tellFailure } from './import/tell-failure.ts';

const lang = commandLanguage(process.env);
const words = auditWords[lang];
const SHOWN = 100;

/** @returns null when the arguments are not understood */
function readExpected(): { noted: Head | undefined } | null {
	try {
		const { expect } = parseArgs({ options: { expect: { type: 'string' } } }).values;
		if (expect === undefined) return { noted: undefined };
		const [, nth, hash] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/.exec(expect) ?? [];
		return nth && hash ? { noted: { nth: Number(nth), hash } } : null;
	} catch {
		return null;
	}
}

function said(fault: ChainFault): string {
	switch (fault.kind) {
		case 'altered':
			return words.altered(fault.nth);
		case 'missing':
			return words.missing(fault.from, fault.to);
		case 'moved':
			return words.moved(fault.nth, fault.belongs);
		case 'unchained':
			return words.unchained(fault.id);
		case 'head':
			return words.head;
		case 'rewritten':
			return words.rewritten(fault.nth);
	}
}

async function main(): Promise<number> {
	const expected = readExpected();
	if (!expected) {
		console.error(words.usage);
		return 2;
	}
	const bar = progressBar();
	const db = await openDatabase({ readOnly: true });
	try {
		const { entries, head, faults } = await verifyAudit(
			{ db },
			{ noted: expected.noted, onEntries: (done, all) => bar(words.following, done, all) }
		);
		if (faults.length === 0) {
			console.log(entries === 0 ? words.none : words.whole(entries, `${head!.nth}:${head!.hash}`));
			return 0;
		}
		console.error(words.faults(faults.length));
		for (const fault of faults.slice(0, SHOWN)) console.error(said(fault));
		if (faults.length > SHOWN) console.error(words.more(faults.length - SHOWN));
		return 1;
	} finally {
		await db.close();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	tellFailure(error, lang, ({ kind }) => (kind === 'statement-faulty' ? words.oldSchema : undefined));
}
