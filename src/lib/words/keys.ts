/** Sentences of npm run keys, and of keys that cannot be used. */
import type { ErrorDetails, ErrorKind } from '../domain/errors.ts';
import type { Language } from './language.ts';

interface KeysWords {
	usage: string;
	resealed: (column: string, resealed: number, current: number) => string;
	/** After a rotation: where the new key is, and what is to be done. */
	newInFile: (file: string) => string;
	newInEnvironment: string;
	stillNeeded: (column: string, count: number) => string;
	notDropped: string;
	dropped: (count: number, file: string) => string;
	nothingFormer: string;
	dropYourself: string;
	reasons: Record<'form' | 'key' | 'altered', string>;
	unreadable: (count: number) => string;
	row: (column: string, id: number, why: string) => string;
	more: (count: number) => string;
	/** By kind; undefined where the details are about something else. */
	errors: Partial<Record<ErrorKind, (details: ErrorDetails) => string | undefined>>;
}

const NEW = 'npm run -s keys -- --new';
const ROTATE = 'npm run keys -- --rotate';
const DROP_OLD = 'npm run keys -- --drop-old';
const SHOWN = 100;
const isOfKeys = ({ field }: ErrorDetails) => field === 'WANGGE_KEYS' || field === 'keys';

export const keysWords: Record<Language, KeysWords> = {
	'zh-CN': {
		usage: `用法：${NEW}        打印一把新密钥
      ${ROTATE}     用最新的密钥重新加密库里的每一项；密钥存在文件里的，先换一把新的
      ${DROP_OLD}   从文件里去掉旧密钥；先核对这个数据库里没有一项还要用它们`,
		resealed: (column, resealed, current) =>
			`${column}：重新加密 ${resealed} 项，原来就是最新密钥的 ${current} 项`,
		newInFile: (file) =>
			`新密钥在 ${file} 的第一行，旧密钥还在。现在重新启动用它的所有进程；都用上新密钥以后，可以去掉旧密钥：${DROP_OLD}`,
		newInEnvironment:
			'所有进程的 WANGGE_KEYS 都以这把密钥开头以后，后面的旧密钥可以去掉；先用 --drop-old 核对一遍。',
		stillNeeded: (column, count) => `${column}：还有 ${count} 项要用旧密钥`,
		notDropped: `旧密钥没有去掉。先运行 ${ROTATE}`,
		dropped: (count, file) =>
			`去掉了 ${count} 把旧密钥，${file} 里只剩最新的一把。只核对了现在配置的这个数据库。`,
		nothingFormer: '只有一把密钥，没有旧的可去掉。',
		dropYourself: '这个数据库里没有一项还要用旧密钥。密钥是 WANGGE_KEYS 给的，请自己从那里去掉第一把以外的。',
		reasons: {
			form: '不是加密的内容',
			key: '现有的密钥里没有它的那一把',
			altered: '被改动过，或是从别的行挪来的'
		},
		unreadable: (count) => `有 ${count} 项打不开，什么都没有改动：`,
		row: (column, id, why) => `${column}，编号 ${id}：${why}`,
		more: (count) => `……还有 ${count} 项`,
		errors: {
			invalid: (d) =>
				isOfKeys(d)
					? `${String(d.file ?? d.field)} 不是密钥的列表：每把密钥是 32 字节的 base64，最新的在最前面；可以用 ${NEW} 得到一把。`
					: undefined,
			'keys-exposed': (d) =>
				`密钥文件 ${String(d.file)} 别人也能读（权限 ${String(d.mode)}），没有使用。先弄清谁读过它，再运行 chmod 600，并换一把密钥：${ROTATE}`,
			conflict: (d) =>
				isOfKeys(d) ? `另一个进程（${String(d.pid)}）正在更换 ${String(d.file)} 里的密钥。` : undefined,
			'statement-faulty': () => '数据库的结构还是旧的，没有加密的列；请先运行 npm run migrate。'
		}
	},
	en: {
		usage: `Usage: ${NEW}        prints a new key
       ${ROTATE}     seals everything in the database anew with the newest key; where keys are in the file, with one more
       ${DROP_OLD}   takes the old keys out of the file, once nothing in this database needs them`,
		resealed: (column, resealed, current) =>
			`${column}: ${resealed} sealed anew, ${current} already under the newest key`,
		newInFile: (file) =>
			`The new key is in the first line of ${file}; the old ones are still there. Restart every process that uses it now. Once all run with the new key the old ones may go: ${DROP_OLD}`,
		newInEnvironment:
			'Once the WANGGE_KEYS of every process begins with this key, the old ones behind it may go; check with --drop-old first.',
		stillNeeded: (column, count) => `${column}: ${count} still ${count === 1 ? 'needs' : 'need'} an old key`,
		notDropped: `The old keys were not dropped. First run ${ROTATE}`,
		dropped: (count, file) =>
			`${count} old ${count === 1 ? 'key' : 'keys'} dropped; ${file} holds the newest alone. Only the database that is configured now was checked.`,
		nothingFormer: 'There is one key, and no old one to drop.',
		dropYourself:
			'Nothing in this database needs an old key. The keys come from WANGGE_KEYS: take all but the first out of it yourself.',
		reasons: {
			form: 'it is nothing sealed',
			key: 'its key is not among those at hand',
			altered: 'it was altered, or comes from another row'
		},
		unreadable: (count) => `Nothing was changed, for what cannot be opened: ${count}`,
		row: (column, id, why) => `${column}, id ${id}: ${why}`,
		more: (count) => `… and ${count} more`,
		errors: {
			invalid: (d) =>
				isOfKeys(d)
					? `${String(d.file ?? d.field)} is no list of keys: each is 32 bytes in base64, the newest first; ${NEW} gives one.`
					: undefined,
			'keys-exposed': (d) =>
				`The file of keys ${String(d.file)} can be read by others (mode ${String(d.mode)}) and is not used. Find out who has read it, run chmod 600, and change the key: ${ROTATE}`,
			conflict: (d) =>
				isOfKeys(d)
					? `Another process (${String(d.pid)}) is changing the keys in ${String(d.file)}.`
					: undefined,
			'statement-faulty': () =>
				'The schema of the database is an older one without sealed columns: run npm run migrate first.'
		}
	}
};

/** What is wrong with the keys, or with what they should open; undefined where it is about something else. */
export function keysSentence(
	lang: Language,
	{ kind, details }: { kind: ErrorKind; details: ErrorDetails }
): string | undefined {
	const words = keysWords[lang];
	if (kind !== 'secret-unreadable') return words.errors[kind]?.(details);
	const rows = details.rows as { column: string; id: number; reason: keyof KeysWords['reasons'] }[];
	const lines = rows
		.slice(0, SHOWN)
		.map(({ column, id, reason }) => words.row(column, id, words.reasons[reason]));
	const more = rows.length > SHOWN ? [words.more(rows.length - SHOWN)] : [];
	return [words.unreadable(rows.length), ...lines, ...more].join('\n');
}
