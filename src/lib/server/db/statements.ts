import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WanggeError } from '../../domain/errors.ts';
import { projectRoot } from './root.ts';

/** One named statement of db/queries/<noun>.sql. */
export interface Statement {
	readonly name: string;
	readonly noun: string;
	/** The line that says why the statement is there. */
	readonly why: string;
	readonly text: string;
}

export type Statements = (name: string) => Statement;

const NAME_LINE = /^--\s*name:\s*(\S+)\s*$/;
const loaded = new Map<string, ReadonlyMap<string, Statement>>();

/**
 * The named statements of db/queries/<noun>.sql as a lookup.
 * @throws WanggeError statement-unknown for a noun without a file, or a name that is not in it;
 * statement-faulty for a file that breaks the form (no why, no text, the same name twice, text before a name)
 */
export function loadStatements(noun: string): Statements {
	return (name) => {
		let statements = loaded.get(noun);
		if (!statements) {
			statements = readStatements(noun);
			loaded.set(noun, statements);
		}
		const statement = statements.get(name);
		if (!statement) throw new WanggeError('statement-unknown', { noun, name });
		return statement;
	};
}

/** Nouns that have a file in db/queries. */
export function statementNouns(): string[] {
	return readdirSync(join(projectRoot(), 'db', 'queries'))
		.filter((file) => file.endsWith('.sql'))
		.map((file) => file.slice(0, -'.sql'.length))
		.sort();
}

/** All statements of a noun, by name. */
export function readStatements(noun: string): ReadonlyMap<string, Statement> {
	const file = join(projectRoot(), 'db', 'queries', `${noun}.sql`);
	if (!/^[a-z][a-z0-9-]*$/.test(noun) || !existsSync(file)) {
		throw new WanggeError('statement-unknown', { noun });
	}
	return parseStatements(noun, readFileSync(file, 'utf8'));
}

export function parseStatements(noun: string, source: string): ReadonlyMap<string, Statement> {
	const statements = new Map<string, Statement>();
	const fault = (name: string, reason: string) => new WanggeError('statement-faulty', { noun, name, reason });
	let open: { name: string; lines: string[] } | undefined;

	const finish = () => {
		if (!open) return;
		const { name, lines } = open;
		const first = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('--'));
		if (first < 0) throw fault(name, 'no text');
		const why = lines
			.slice(0, first)
			.map((line) => line.trim().replace(/^--\s*/, ''))
			.filter(Boolean)
			.join(' ');
		if (!why) throw fault(name, 'no line that says why');
		if (statements.has(name)) throw fault(name, 'name used twice');
		const text = lines.slice(first).join('\n').trim().replace(/;\s*$/, '');
		statements.set(name, { name, noun, why, text });
	};

	for (const line of source.split(/\r?\n/)) {
		const head = NAME_LINE.exec(line);
		if (head) {
			finish();
			open = { name: head[1]!, lines: [] };
		} else if (open) {
			open.lines.push(line);
		} else if (line.trim() !== '' && !line.trim().startsWith('--')) {
			throw fault('', `text before the first name: ${line.trim().slice(0, 60)}`);
		}
	}
	finish();
	return statements;
}
