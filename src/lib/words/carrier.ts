/** What a command says when the database that it works on is not to be had, whatever it wanted there. */
import type { ErrorDetails, ErrorKind } from '../domain/errors.ts';
import { LANGUAGES, type Language } from './language.ts';

type Sentences = Partial<Record<ErrorKind, (details: ErrorDetails, message: string) => string | undefined>>;

/** insufficient_privilege: the owner of the database may do less than it takes. */
const isNotAllowed = (details: ErrorDetails) => details.sqlstate === '42501';
const ADMINISTRATOR = 'psql -d … -v owner=… -f db/administrator.sql';

const notAllowedZh = (reason: string) =>
	`数据库所有者权限不够（${reason}）。请由数据库管理员运行一次 ${ADMINISTRATOR}，再试。`;
const notAllowedEn = (reason: string) =>
	`The database's owner may not do that (${reason}). Let the server's administrator run ${ADMINISTRATOR} once, then try again.`;

const SENTENCES: Record<Language, Sentences> = {
	'zh-CN': {
		'engine-locked': (d) => `数据库正被另一个程序使用（进程 ${String(d.pid)}）；请先停止 npm start。`,
		'database-unreachable': (d) => `连不上数据库 ${String(d.target)}。`,
		'migration-failed': (d) => (isNotAllowed(d) ? notAllowedZh(String(d.reason)) : undefined),
		'database-refused': (d, message) => (isNotAllowed(d) ? notAllowedZh(message) : undefined),
		'migration-missing': (d) => `数据库由更新的版本升级过（${String(d.name)}）；请换用那个版本的程序。`
	},
	en: {
		'engine-locked': (d) =>
			`Another program has the database open (process ${String(d.pid)}): stop npm start first.`,
		'database-unreachable': (d) => `The database ${String(d.target)} cannot be reached.`,
		'migration-failed': (d) => (isNotAllowed(d) ? notAllowedEn(String(d.reason)) : undefined),
		'database-refused': (d, message) => (isNotAllowed(d) ? notAllowedEn(message) : undefined),
		'migration-missing': (d) =>
			`The database was brought up to date by a newer version (${String(d.name)}): use that version.`
	}
};

/** undefined where it is not about the database. */
export const carrierSentence = (
	lang: Language,
	{ kind, details, message = '' }: { kind: ErrorKind; details: ErrorDetails; message?: string }
): string | undefined => SENTENCES[lang][kind]?.(details, message);

/** The same in both languages: for whoever starts it, of whom nobody knows which they read. */
export const carrierSentences = (error: Parameters<typeof carrierSentence>[1]): string | undefined => {
	const said = LANGUAGES.map((lang) => carrierSentence(lang, error));
	return said.includes(undefined) ? undefined : said.join('\n');
};
