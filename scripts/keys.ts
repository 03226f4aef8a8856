/**
 * npm run keys -- --new | --rotate | --drop-old: the keys that seal personal data in the database.
 * Exit: 0 done, 1 refused (nothing was changed), 2 not understood.
 */
import { parseArgs } from 'node:util';
import { openDatabase, type Database } from '../src/lib/server/db/index.ts';
import { keepContextKeys } from '../src/lib/server/fence/service.ts';
import { changeKeyFile, keyFile } from '../src/lib/server/secrets/key-file.ts';
import { keysFrom, newKey, type Keys } from '../src/lib/server/secrets/keys.ts';
import { keysOfEnvironment } from '../src/lib/server/secrets/load.ts';
import { rotateKeys, sealedCounts } from '../src/lib/server/secrets/service.ts';
import { keysSentence, keysWords } from '../src/lib/words/keys.ts';
import { commandLanguage } from './command/language.ts';
import { NotUnderstood, runCommand } from './command/run.ts';

const lang = commandLanguage(process.env);
const words = keysWords[lang];

function readTask(): 'new' | 'rotate' | 'drop-old' {
	try {
		const flag = { type: 'boolean' } as const;
		const { values } = parseArgs({ options: { new: flag, rotate: flag, 'drop-old': flag } });
		const [task, more] = Object.keys(values) as (keyof typeof values)[];
		if (task && !more) return task;
	} catch {
		// Something that is no flag of ours: not understood either.
	}
	throw new NotUnderstood();
}

async function rotate(db: Database): Promise<void> {
	const given = keysOfEnvironment();
	const file = keyFile();
	const seal = async (keys: Keys, keep?: () => void) => {
		const counts = await rotateKeys({ db, actor: 'npm run keys', now: new Date() }, keys, keep);
		for (const [column, { former, current }] of Object.entries(counts))
			console.log(words.resealed(column, former, current));
		// Processes that run go on with the former key, and those that are started from now on have the new one.
		await keepContextKeys(db, keys);
	};
	if (given) await seal(given);
	else
		await changeKeyFile(file, (texts, put) => {
			const more = [newKey(), ...texts];
			return seal(keysFrom(more, file), () => put(more));
		});
	console.log(given ? words.newInEnvironment : words.newInFile(file));
}

async function dropOld(db: Database): Promise<void> {
	const given = keysOfEnvironment();
	if (given) {
		if (await needsNoFormer(db, given)) console.log(words.dropYourself);
		return;
	}
	const file = keyFile();
	await changeKeyFile(file, async (texts, put) => {
		if (!(await needsNoFormer(db, keysFrom(texts, file)))) return;
		put(texts.slice(0, 1));
		await keepContextKeys(db, keysFrom(texts.slice(0, 1), file));
		console.log(words.dropped(texts.length - 1, file));
	});
}

/** Whether there are former keys and nothing needs them; says so where it is not. */
async function needsNoFormer(db: Database, keys: Keys): Promise<boolean> {
	if (keys.former.length === 0) {
		console.log(words.nothingFormer);
		return false;
	}
	const needing = Object.entries(await sealedCounts({ db }, keys)).filter(([, { former }]) => former > 0);
	if (needing.length === 0) return true;
	for (const [column, { former }] of needing) console.error(words.stillNeeded(column, former));
	console.error(words.notDropped);
	process.exitCode = 1;
	return false;
}

async function main(): Promise<void> {
	const task = readTask();
	if (task === 'new') {
		console.log(newKey());
		return;
	}
	const db = await openDatabase();
	try {
		await (task === 'rotate' ? rotate(db) : dropOld(db));
	} finally {
		await db.close();
	}
}

await runCommand(main, { lang, usage: words.usage, sentence: (error) => keysSentence(lang, error) });
