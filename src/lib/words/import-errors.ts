/** One sentence for each thing that can be wrong with what is imported: which object or row, where, and what to do. */
import type { MappingFault } from '../domain/exchange/incident-mapping.ts';
import type { ErrorDetails, ErrorKind } from '../domain/errors.ts';
import { carrierSentence } from './carrier.ts';
import type { Language } from './language.ts';

type Sentence = (details: ErrorDetails) => string;
type Sentences = Record<string, Sentence>;

const faults = (value: unknown, between: string): string =>
	(value as MappingFault[]).map(({ field, reason }) => `${field}（${reason}）`).join(between);
const text = (value: unknown): string =>
	Array.isArray(value)
		? value.map(text).join(', ')
		: value === null || value === undefined
			? ''
			: String(value);
const place = ({ lng, lat }: ErrorDetails): string =>
	typeof lng === 'number' && typeof lat === 'number' ? `${lng.toFixed(6)},${lat.toFixed(6)}` : '';
const at = (details: ErrorDetails, before: string, after = ''): string =>
	place(details) ? `${before}${place(details)}${after}` : '';

/** Levels by their Chinese names. */
const ZH_LEVELS: Record<string, string> = { city: '市', district: '区', street: '街道', community: '社区' };
const zhLevel = (level: unknown): string => ZH_LEVELS[text(level)] ?? text(level);

/** Keys are a kind, or kind:reason where the reason changes the sentence. */
const zh: Sentences = {
	'file-empty': (d) => `文件里没有数据：${text(d.file)}。`,
	'file-broken:not-found': (d) => `找不到文件：${text(d.file)}。`,
	'file-broken:folder': (d) => `${text(d.file)} 是文件夹，不是文件；请写出文件夹里的文件名。`,
	'file-broken:not-osm-pbf': (d) =>
		`这不是 .osm.pbf 文件：${text(d.file)}（第 ${text(d.byte)} 字节处不是数据块头）。`,
	'file-broken:truncated': (d) =>
		`文件不完整：${text(d.file)} 在第 ${text(d.byte)} 字节处中断（共 ${text(d.size)} 字节），请重新下载。`,
	'file-broken:damaged': (d) => `文件已损坏：${text(d.file)} 第 ${text(d.byte)} 字节处的数据块无法读取。`,
	'file-broken:compression': (d) =>
		`文件 ${text(d.file)} 用 ${text(d.compression)} 压缩，本程序只读 zlib 或未压缩的数据块；可用 osmium cat 转换。`,
	'file-broken:feature': (d) => `文件 ${text(d.file)} 需要本程序不支持的特性 ${text(d.feature)}。`,
	'file-broken:not-text': (d) => `${text(d.file)} 不是文本文件；如是 Excel 工作簿，请另存为 CSV。`,
	'file-broken:too-large': (d) => `${text(d.file)} 过大（最多 64 MB）。`,
	'file-broken:encoding': (d) => `${text(d.file)} 的编码既不是 UTF-8 也不是 GB18030，无法读取。`,
	'file-broken:table': (d) => `${text(d.file)} 第 ${text(d.line)} 行起的引号没有成对，无法分格。`,
	'file-broken:header-missing': (d) =>
		`${text(d.file)} 的表头缺少：${text(d.headings)}。可用 npm run -s import -- ${text(d.table)} --template 打印模板。`,
	'file-broken:header-unknown': (d) => `${text(d.file)} 的表头有不认识的列：${text(d.names)}。`,
	'file-broken:header-twice': (d) => `${text(d.file)} 的表头有重复的列：${text(d.headings)}。`,
	'conflict:worked-on': (d) =>
		`导入 ${text(d.id)} 的案件里有 ${text(d.count)} 件已在这里办理过（${text(d.numbers)}${Number(d.count) > 5 ? ' 等' : ''}），撤销会丢掉办理记录，没有执行。请先把它们办结或作废，其余的保留。`,
	'invalid:form': (d) => `--levels 中“${text(d.value)}”写法不对，应如 city=2,district=6,community=8。`,
	'invalid:unknown-preset': (d) => `没有“${text(d.value)}”这个预设，可用 china、liechtenstein。`,
	'invalid:no-levels': () => '无法从文件的范围判断各级边界，请用 --preset 或 --levels 说明。',
	'invalid:unknown-level': (d) =>
		`--levels 中没有“${text(d.value)}”这一级，可用 city、district、street、community。`,
	'invalid:order': (d) => `--levels 要从上到下写，“${text(d.value)}”的位置不对。`,
	'invalid:twice': (d) => `--levels 中 admin_level ${text(d.value)} 出现了两次。`,
	'invalid:no-community': (d) => `--levels 必须写到 community（社区）：${text(d.value)}。`,
	'tree-broken:no-city': (d) =>
		`文件中没有完整的 admin_level=${text(d.adminLevels)} 边界可作城市${text(d.names) ? `（不完整的有：${text(d.names)}）` : ''}；可在 --levels 中去掉 city 并用 --name 命名，以下一级的并集为城市。`,
	'tree-broken:no-city-name': () => '没有 city 一级时，请用 --name 给辖区命名。',
	'tree-broken:several-cities': (d) => `文件中有几个可作城市的边界：${text(d.names)}；请用 --name 选定一个。`,
	'tree-broken:no-community': (d) =>
		`“${text(d.name)}”内没有 admin_level=${text(d.adminLevels)} 的有名边界，没有社区就无法划分网格。`,
	'tree-broken:no-parent': (d) =>
		`“${text(d.name)}”（${text(d.ref)}${at(d, '，位于 ')}）不在任何${zhLevel(d.parentLevel)}的边界内，区划树在此断开；请补全边界或在 --levels 中去掉该级。`,
	'tree-broken:open-boundary': (d) =>
		`“${text(d.name)}”的边界（${text(d.ref)}）${d.fault === 'incomplete' ? '缺少部分线段' : d.fault === 'not-closed' ? '没有闭合' : '无法拼成面'}${at(d, '，位于 ')}，区划树在此有缺口。`,
	'tree-broken:overlap': (d) =>
		`“${text(d.first_name)}”（${text(d.first)}）与“${text(d.second_name)}”（${text(d.second)}）重叠 ${Math.round(Number(d.m2))} 平方米${at(d, '，位于 ')}。`,
	'tree-broken:hole': (d) =>
		`“${text(d.name)}”（${text(d.ref)}）内有 ${Math.round(Number(d.m2))} 平方米不属于任何下级区划${at(d, '，位于 ')}：可能缺少一个区划的边界或名称，请补全；确实不设下级区划的，请加 --allow-holes。`,
	'tree-broken:codes-full': (d) => `“${text(d.name)}”（${text(d.ref)}）的上级 ${text(d.code)} 已无可用代码。`,
	duplicate: (d) =>
		`区划代码 ${text(d.code)} 重复：“${text(d.firstName)}”（${text(d.first)}）与“${text(d.secondName)}”（${text(d.second)}）。`,
	'geometry-invalid': (d) =>
		`“${text(d.name)}”的边界（${text(d.ref)}）几何无效${at(d, '，位于 ')}：${text(d.reason)}。`,
	'conflict:jurisdiction-exists': (d) =>
		`数据库中已有辖区“${text(d.name)}”，来源不同；如要用本文件取代它及其全部数据，请加 --replace。`,
	'conflict:older-file': (d) =>
		`已导入的数据截至 ${text(d.present)}，本文件更早（${text(d.asOf)}）；如确要取代，请加 --replace。`,
	'conflict:areas-gone': (d) =>
		`已有的“${text(d.name)}”（${text(d.code)}）不在本文件所选的级别中，而日期相同，无法判断它何时撤销；如要重新建立，请加 --replace。`,
	'file-broken:json': (d) =>
		`${text(d.file)} 不是 JSON：第 ${text(d.line)} 行第 ${text(d.character)} 个字符处不对。`,
	'file-broken:not-a-list': (d) => `${text(d.file)} 应是 JSON 对象的列表。`,
	'file-broken:columns': (d) => `${text(d.file)} 里没有对照所说的列：${text(d.names)}。`,
	'file-broken:mapping': (d) => `对照 ${text(d.file)} 有误：${faults(d.faults, '、')}。`,
	'conflict:file-known': (d) =>
		`这个文件已经导入过（编号 ${text(d.id)}）；要重来请先 npm run import -- incidents --undo ${text(d.id)}。`,
	'conflict:national': (d) =>
		`${text(d.edition)} 是国家标准，不能往里加类别；请在对照里写本市扩展的版本名称。`,
	'not-found:mapping': (d) =>
		`没有叫“${text(d.name)}”的对照；先用 --mapping 文件.json --save ${text(d.name)} 存一次。`,
	'not-found:class': (d) => `对照里写的类别 ${text(d.edition)} ${text(d.code)} 不存在。`,
	'not-found:import': (d) => `没有编号为 ${text(d.id)} 的导入，或已经撤销。`,
	'not-found:jurisdiction': () => '数据库里还没有辖区；请先运行 npm run import -- osm 或 npm run demo。'
};

const en: Sentences = {
	'file-empty': (d) => `There is no data in the file ${text(d.file)}.`,
	'file-broken:not-found': (d) => `There is no file ${text(d.file)}.`,
	'file-broken:folder': (d) => `${text(d.file)} is a folder, not a file: name a file in it.`,
	'file-broken:not-osm-pbf': (d) =>
		`This is no .osm.pbf file: ${text(d.file)} (no block begins at byte ${text(d.byte)}).`,
	'file-broken:truncated': (d) =>
		`The file is not whole: ${text(d.file)} stops inside the block at byte ${text(d.byte)} of ${text(d.size)}. Fetch it again.`,
	'file-broken:damaged': (d) =>
		`The file is damaged: the block at byte ${text(d.byte)} of ${text(d.file)} cannot be read.`,
	'file-broken:compression': (d) =>
		`${text(d.file)} is compressed with ${text(d.compression)}; only zlib and uncompressed blocks can be read. osmium cat converts it.`,
	'file-broken:feature': (d) =>
		`${text(d.file)} needs the feature ${text(d.feature)}, which is not supported.`,
	'file-broken:not-text': (d) => `${text(d.file)} is no text file; save an Excel workbook as CSV.`,
	'file-broken:too-large': (d) => `${text(d.file)} is too large (64 MB at most).`,
	'file-broken:encoding': (d) => `${text(d.file)} is neither UTF-8 nor GB18030.`,
	'file-broken:table': (d) =>
		`A quote that opens on line ${text(d.line)} of ${text(d.file)} is never closed.`,
	'file-broken:header-missing': (d) =>
		`The header of ${text(d.file)} lacks ${text(d.names)}. npm run -s import -- ${text(d.table)} --template prints one.`,
	'file-broken:header-unknown': (d) => `The header of ${text(d.file)} has unknown columns: ${text(d.names)}.`,
	'file-broken:header-twice': (d) => `The header of ${text(d.file)} has columns twice: ${text(d.names)}.`,
	'conflict:worked-on': (d) =>
		`${text(d.count)} cases of import ${text(d.id)} were worked on here (${text(d.numbers)}${Number(d.count) > 5 ? ', …' : ''}); undoing it would lose what was done, so nothing was. Close them or make them void, and keep the rest.`,
	'invalid:form': (d) => `"${text(d.value)}" in --levels is not of the form city=2,district=6,community=8.`,
	'invalid:unknown-preset': (d) => `There is no preset "${text(d.value)}": china, liechtenstein.`,
	'invalid:no-levels': () =>
		'The extent of the file does not tell which boundaries are which: give --preset or --levels.',
	'invalid:unknown-level': (d) =>
		`--levels knows no level "${text(d.value)}": city, district, street, community.`,
	'invalid:order': (d) => `--levels goes from the top down: "${text(d.value)}" is out of place.`,
	'invalid:twice': (d) => `--levels names admin_level ${text(d.value)} twice.`,
	'invalid:no-community': (d) => `--levels must go down to community: ${text(d.value)}.`,
	'tree-broken:no-city': (d) =>
		`The file has no whole boundary of admin_level ${text(d.adminLevels)} to be the city${text(d.names) ? ` (not whole: ${text(d.names)})` : ''}. Leave city out of --levels and give --name: then the union of the next level is the city.`,
	'tree-broken:no-city-name': () => 'Without a city level, --name must say what the jurisdiction is called.',
	'tree-broken:several-cities': (d) =>
		`Several boundaries could be the city: ${text(d.names)}. Choose one with --name.`,
	'tree-broken:no-community': (d) =>
		`There is no named boundary of admin_level ${text(d.adminLevels)} in "${text(d.name)}": without communities there are no grids.`,
	'tree-broken:no-parent': (d) =>
		`"${text(d.name)}" (${text(d.ref)}${at(d, ', at ')}) lies in no ${text(d.parentLevel)}: the area tree has a hole there. Complete the boundaries, or leave that level out of --levels.`,
	'tree-broken:open-boundary': (d) =>
		`The boundary of "${text(d.name)}" (${text(d.ref)}) ${d.fault === 'incomplete' ? 'lacks some of its ways' : d.fault === 'not-closed' ? 'is not closed' : 'cannot be put together'}${at(d, ', at ')}: the area tree has a hole there.`,
	'tree-broken:overlap': (d) =>
		`"${text(d.first_name)}" (${text(d.first)}) and "${text(d.second_name)}" (${text(d.second)}) overlap by ${Math.round(Number(d.m2))} m²${at(d, ', at ')}.`,
	'tree-broken:hole': (d) =>
		`${Math.round(Number(d.m2))} m² of "${text(d.name)}" (${text(d.ref)}) belong to no area below it${at(d, ', at ')}: a boundary or its name may be missing. Complete the file, or add --allow-holes where there truly is none.`,
	'tree-broken:codes-full': (d) =>
		`No code is left below ${text(d.code)} for "${text(d.name)}" (${text(d.ref)}).`,
	duplicate: (d) =>
		`The division code ${text(d.code)} occurs twice: "${text(d.firstName)}" (${text(d.first)}) and "${text(d.secondName)}" (${text(d.second)}).`,
	'geometry-invalid': (d) =>
		`The boundary of "${text(d.name)}" (${text(d.ref)}) is not valid${at(d, ' at ')}: ${text(d.reason)}.`,
	'conflict:jurisdiction-exists': (d) =>
		`The database holds the jurisdiction "${text(d.name)}" from another source. To put this file in the place of it and all its data, add --replace.`,
	'conflict:older-file': (d) =>
		`The data imported before describes ${text(d.present)}; this file is older (${text(d.asOf)}). To take it nevertheless, add --replace.`,
	'conflict:areas-gone': (d) =>
		`"${text(d.name)}" (${text(d.code)}) is not among the levels chosen from this file of the same day, so nobody can say when it ended. To begin anew, add --replace.`,
	'file-broken:json': (d) =>
		`${text(d.file)} is no JSON: line ${text(d.line)}, character ${text(d.character)} is wrong.`,
	'file-broken:not-a-list': (d) => `${text(d.file)} is to be a JSON list of objects.`,
	'file-broken:columns': (d) => `${text(d.file)} lacks columns that the mapping names: ${text(d.names)}.`,
	'file-broken:mapping': (d) => `The mapping ${text(d.file)} is wrong: ${faults(d.faults, ', ')}.`,
	'conflict:file-known': (d) =>
		`This file was taken before (import ${text(d.id)}); to begin again, npm run import -- incidents --undo ${text(d.id)}.`,
	'conflict:national': (d) =>
		`${text(d.edition)} is a national list, to which nothing is added: name an edition of the city's own.`,
	'not-found:mapping': (d) =>
		`There is no mapping "${text(d.name)}": save one with --mapping FILE.json --save ${text(d.name)}.`,
	'not-found:class': (d) => `There is no class ${text(d.edition)} ${text(d.code)}, which the mapping names.`,
	'not-found:import': (d) => `There is no import ${text(d.id)}, or it was undone.`,
	'not-found:jurisdiction': () =>
		'The database has no jurisdiction yet: run npm run import -- osm or npm run demo first.'
};

const SENTENCES: Record<Language, Sentences> = { 'zh-CN': zh, en };
const OTHERS: Record<Language, (kind: string, message: string) => string> = {
	'zh-CN': (kind, message) => `导入没有完成（${kind}）：${message}`,
	en: (kind, message) => `The import was not done (${kind}): ${message}`
};

/** The sentence for a refusal; `message`, meant for logs, is shown only where there is none. */
export function importErrorSentence(
	lang: Language,
	error: { kind: ErrorKind; details: ErrorDetails; message: string }
): string {
	const { kind, details, message } = error;
	const reason =
		typeof details.reason === 'string'
			? details.reason
			: typeof details.what === 'string'
				? details.what
				: '';
	const sentence = SENTENCES[lang][`${kind}:${reason}`] ?? SENTENCES[lang][kind];
	return sentence?.(details) ?? carrierSentence(lang, error) ?? OTHERS[lang](kind, message);
}
/** Keys that have a sentence, to compare the languages. */
export const importErrorKeys = (lang: Language): string[] => Object.keys(SENTENCES[lang]).sort();
