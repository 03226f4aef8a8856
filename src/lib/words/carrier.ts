/** What a command says when the database that it works on is not to be had, whatever it wanted there. */
import type { ErrorDetails, ErrorKind } from '../domain/errors.ts';
import type { Language } from './language.ts';

type Sentences = Partial<Record<ErrorKind, (details: ErrorDetails) => string>>;

const SENTENCES: Record<Language, Sentences> = {
	'zh-CN': {
		'engine-locked': (d) => `数据库正被另一个程序使用（进程 ${String(d.pid)}）；请先停止 npm start。`,
		'database-unreachable': (d) => `连不上数据库 ${String(d.target)}。`,
		'migration-missing': (d) => `数据库由更新的版本升级过（${String(d.name)}）；请换用那个版本的程序。`
	},
	en: {
		'engine-locked': (d) =>
			`Another program has the database open (process ${String(d.pid)}): stop npm start first.`,
		'database-unreachable': (d) => `The database ${String(d.target)} cannot be reached.`,
		'migration-missing': (d) =>
			`The database was brought up to date by a newer version (${String(d.name)}): use that version.`
	}
};

/** undefined where it is not about the database. */
export const carrierSentence = (
	lang: Language,
	{ kind, details }: { kind: ErrorKind; details: ErrorDetails }
): string | undefined => SENTENCES[lang][kind]?.(details);
