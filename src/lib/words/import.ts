/** Words of the import commands. */
import type { Language } from './language.ts';

interface LeftOutWords {
	kind: string;
	reason: string;
	count: number;
	examples: readonly string[];
}

interface UncoveredWords {
	name: string;
	parent_m2: number;
	open_m2: number;
	lng: number;
	lat: number;
}

interface ClassCounts {
	rows: number;
	classes: { added: number; changed: number; unchanged: number };
	matches: number;
	limits: { added: number; ended: number; unchanged: number };
}

export interface ImportWords {
	usage: string;
	stages: Record<'reading' | 'assembling' | 'writing' | 'grids' | 'coverage', string>;
	kinds: Record<string, string>;
	reasons: Record<string, string>;
	before: Record<'nothing' | 'same' | 'removed', string>;
	done(name: string, asOf: string): string;
	tree(levels: readonly { level: string; count: number }[]): string;
	levels: Record<string, string>;
	taken(kind: string, count: number): string;
	seen(seen: { building: number; highway: number; tree: number }): string;
	gone(kind: string, count: number): string;
	grids(counts: { grids: number; created: number; ended: number; kept: number }): string;
	leftOutTitle: string;
	leftOut(row: LeftOutWords): string;
	uncovered(part: UncoveredWords): string;
	codes: string;
	noResidents: string;
	noResponsibilities: string;
	restart: string;
	attribution: string;
	took(seconds: number, megabytes: number): string;
	groundless(line: number, ground: string): string;
	responsibilities(counts: {
		rows: number;
		written: number;
		unchanged: number;
		organisations: number;
		documents: number;
	}): string;
	classes(report: ClassCounts, dry: boolean): string;
	incidents(report: {
		id: number | null;
		rows: number;
		taken: number;
		refused: number;
		classes: number;
	}): string;
	more(count: number): string;
	errorsIn(file: string): string;
	noImports: string;
	imported(one: {
		id: number;
		file: string;
		rows: number;
		taken: number;
		at: string;
		undone: boolean;
	}): string;
	undone(counts: { incidents: number; classes: number }): string;
	problems(count: number, shown: number): string;
}

const zh: ImportWords = {
	usage: `用法：
  npm run import -- osm 文件.osm.pbf [--preset china|liechtenstein | --levels city=2,district=6,community=8]
                    [--name 名称] [--replace] [--allow-holes]
  npm run import -- responsibilities 文件.csv
  npm run import -- incident-classes 文件.csv [--dry-run]   案件类别、对应旧类、处置时限；--dry-run 只核对
  npm run import -- incidents 文件.csv|.json --mapping 对照.json [--save 名称] [--dry-run] [--errors 问题.csv]
  npm run import -- incidents 文件 --use 名称 …      用存过的对照；incidents --list 列出导入；--undo 编号 整个撤销
  npm run -s import -- responsibilities|incident-classes --template   打印模板
  --allow-holes：确有地面不属于任何社区时才用，这些地面没有网格`,
	stages: {
		reading: '读取',
		assembling: '拼合几何',
		writing: '写入',
		grids: '划分网格',
		coverage: '计算覆盖'
	},
	kinds: {
		area: '区划',
		boundary: '边界',
		block: '地块',
		building: '楼栋',
		road: '道路',
		water: '水面',
		waterway: '河渠线',
		green_space: '绿地',
		tree: '树木',
		facility: '设施',
		node: '节点',
		grid: '单元网格'
	},
	reasons: {
		outside: '在辖区之外',
		'not-valid': '几何无效（自相交）',
		'not-closed': '轮廓没有闭合',
		'too-few-points': '不足三个角',
		'no-outer': '没有外环',
		crossing: '线段相交，分不清内外',
		incomplete: '部分节点或线段不在文件中',
		point: '只是一个点，没有范围',
		area: '是面，不是中心线',
		group: '关系只把几段编为一组，各段已按线处理',
		'no-road': '不是可通行的道路（赛道、在建、站台等）',
		'not-an-area': '关系的类型不是面',
		unnamed: '边界线没有名称',
		'part-of-another': '属于同类的另一处设施',
		'off-the-earth': '坐标不在地球上',
		'boundary-incomplete': '边界不完整（邻区，被裁断）',
		'boundary-not-closed': '边界没有闭合（辖区之外）',
		'boundary-too-few-points': '边界不足三个角',
		'boundary-no-outer': '边界没有外环',
		'boundary-crossing': '边界线段相交'
	},
	before: {
		nothing: '数据库原来是空的。',
		same: '与已导入的是同一辖区，已更新。',
		removed: '原有的辖区已由本次导入取代。'
	},
	done: (name, asOf) => `已导入“${name}”，数据截至 ${asOf}。`,
	tree: (levels) =>
		`区划树：${levels.map(({ level, count }) => `${zh.levels[level] ?? level} ${count}`).join('，')}`,
	levels: { city: '市', district: '区', street: '街道', community: '社区', duty_grid: '责任网格' },
	taken: (kind, count) => `  ${zh.kinds[kind] ?? kind} ${count}`,
	seen: (seen) =>
		`文件中的对象：building ${seen.building}，highway ${seen.highway}，natural=tree ${seen.tree}`,
	gone: (kind, count) => `  新文件中已没有，已移除：${zh.kinds[kind] ?? kind} ${count}`,
	grids: (c) => `单元网格 ${c.grids}（新建 ${c.created}，终止 ${c.ended}，不变 ${c.kept}）`,
	leftOutTitle: '未导入（类别、原因、数量、例）：',
	leftOut: (row) =>
		`  ${zh.kinds[row.kind] ?? row.kind}  ${zh.reasons[row.reason] ?? row.reason}  ${row.count}  例：${row.examples.join('；')}`,
	uncovered: (p) =>
		`“${p.name}”内有 ${Math.round(p.open_m2)} 平方米（${((100 * p.open_m2) / p.parent_m2).toFixed(2)}%）不属于任何下级区划，最大的一块位于 ${p.lng.toFixed(6)},${p.lat.toFixed(6)}，这里没有网格。`,
	codes: '没有国家代码的区划使用以字母开头的自编代码（6+3+3 位），不会与真实代码混淆。',
	noResidents: '文件中没有居民数：相关指标显示“无数据”，不算缺口。',
	noResponsibilities: '文件中没有职责：各项职责显示为“空白”，请用 npm run import -- responsibilities 导入。',
	restart: '如网页服务正在运行，请重新启动它。',
	attribution: '© OpenStreetMap contributors，ODbL 1.0',
	took: (seconds, megabytes) => `用时 ${seconds.toFixed(1)} 秒，内存峰值 ${Math.round(megabytes)} MB`,
	groundless: (line, ground) => `第 ${line} 行：范围 ${ground} 现在没有任何对象，这一处没有人因此负责。`,
	responsibilities: (c) =>
		`已读 ${c.rows} 行：写入责任 ${c.written} 项，未变 ${c.unchanged} 项；单位 ${c.organisations} 个，文件 ${c.documents} 份。`,
	classes: ({ rows, classes: c, matches, limits: l }, dry) =>
		`${dry ? '试运行，没有写入：' : ''}已读 ${rows} 行：类别新增 ${c.added}、改动 ${c.changed}、未变 ${c.unchanged}；新旧对应 ${matches}；时限新增 ${l.added}、结束 ${l.ended}、未变 ${l.unchanged}。`,
	incidents: ({ id, rows, taken, refused, classes }) =>
		`${id === null ? '试运行，没有写入：' : `导入编号 ${id}：`}共 ${rows} 行，收 ${taken}，不收 ${refused}${classes > 0 ? `；新增类别 ${classes}` : ''}。`,
	more: (count) => `还有 ${count} 处，用 --errors 问题.csv 写出全部。`,
	errorsIn: (file) => `不收的行和原因写在 ${file}。`,
	noImports: '还没有导入过案件。',
	imported: ({ id, file, rows, taken, at, undone }) =>
		`${id}\t${at}\t${file}\t共 ${rows} 行，收 ${taken}${undone ? '（已撤销）' : ''}`,
	undone: ({ incidents, classes }) => `已撤销：移除案件 ${incidents} 件，类别 ${classes} 个。`,
	problems: (count, shown) =>
		`发现 ${count} 处问题，没有写入任何数据${count > shown ? `（只列出前 ${shown} 处）` : ''}：`
};

const en: ImportWords = {
	usage: `Usage:
  npm run import -- osm FILE.osm.pbf [--preset china|liechtenstein | --levels city=2,district=6,community=8]
                    [--name NAME] [--replace] [--allow-holes]
  npm run import -- responsibilities FILE.csv
  npm run import -- incident-classes FILE.csv [--dry-run]   classes of incident, what they were, their limits
  npm run import -- incidents FILE.csv|.json --mapping MAPPING.json [--save NAME] [--dry-run] [--errors OUT.csv]
  npm run import -- incidents FILE --use NAME ...    by a saved mapping; incidents --list; --undo ID takes one back
  npm run -s import -- responsibilities|incident-classes --template   prints the template
  --allow-holes: only where some ground truly belongs to no community; it gets no grids`,
	stages: {
		reading: 'Reading',
		assembling: 'Putting geometry together',
		writing: 'Writing',
		grids: 'Making grids',
		coverage: 'Working out coverage'
	},
	kinds: {
		area: 'areas',
		boundary: 'boundaries',
		block: 'blocks',
		building: 'buildings',
		road: 'roads',
		water: 'water',
		waterway: 'waterways',
		green_space: 'green spaces',
		tree: 'trees',
		facility: 'facilities',
		node: 'nodes',
		grid: 'unit grids'
	},
	reasons: {
		outside: 'outside the jurisdiction',
		'not-valid': 'geometry not valid (crosses itself)',
		'not-closed': 'outline not closed',
		'too-few-points': 'fewer than three corners',
		'no-outer': 'no outer ring',
		crossing: 'sides cross, so inside cannot be told from outside',
		incomplete: 'some of its nodes or ways are not in the file',
		point: 'a point without extent',
		area: 'a surface, not a centre line',
		group: 'a relation that only groups its ways, each of which counts as a line',
		'no-road': 'no road in use (race track, under construction, platform)',
		'not-an-area': "the relation's type is not an area",
		unnamed: 'boundary way without a name',
		'part-of-another': 'part of another facility of its type',
		'off-the-earth': 'coordinates not on the Earth',
		'boundary-incomplete': 'boundary not whole (a neighbour, cut off)',
		'boundary-not-closed': 'boundary not closed (outside)',
		'boundary-too-few-points': 'boundary with fewer than three corners',
		'boundary-no-outer': 'boundary without an outer ring',
		'boundary-crossing': 'boundary whose sides cross'
	},
	before: {
		nothing: 'The database was empty.',
		same: 'The same jurisdiction as before, brought up to date.',
		removed: 'The jurisdiction that was there has been replaced.'
	},
	done: (name, asOf) => `Imported "${name}", as of ${asOf}.`,
	tree: (levels) =>
		`Area tree: ${levels.map(({ level, count }) => `${en.levels[level] ?? level} ${count}`).join(', ')}`,
	levels: {
		city: 'city',
		district: 'districts',
		street: 'streets',
		community: 'communities',
		duty_grid: 'duty grids'
	},
	taken: (kind, count) => `  ${en.kinds[kind] ?? kind} ${count}`,
	seen: (seen) =>
		`Objects in the file: building ${seen.building}, highway ${seen.highway}, natural=tree ${seen.tree}`,
	gone: (kind, count) => `  no longer in the file, removed: ${en.kinds[kind] ?? kind} ${count}`,
	grids: (c) => `Unit grids ${c.grids} (${c.created} new, ${c.ended} ended, ${c.kept} as they were)`,
	leftOutTitle: 'Left out (kind, reason, count, examples):',
	leftOut: (row) =>
		`  ${en.kinds[row.kind] ?? row.kind}  ${en.reasons[row.reason] ?? row.reason}  ${row.count}  e.g. ${row.examples.join('; ')}`,
	uncovered: (p) =>
		`${Math.round(p.open_m2)} m² of "${p.name}" (${((100 * p.open_m2) / p.parent_m2).toFixed(2)}%) belong to no area below it, the largest piece at ${p.lng.toFixed(6)},${p.lat.toFixed(6)}: no grids there.`,
	codes:
		'Areas without a national code have one of ours (6+3+3), which begins with letters so that nobody takes it for real.',
	noResidents: 'The file knows no residents: measures of residents say "no data", which is never a gap.',
	noResponsibilities:
		'The file knows no responsibilities: every duty is a gap until npm run import -- responsibilities brings them.',
	restart: 'If the web server is running, start it again.',
	attribution: '© OpenStreetMap contributors, ODbL 1.0',
	took: (seconds, megabytes) => `${seconds.toFixed(1)} s, at most ${Math.round(megabytes)} MB of memory`,
	groundless: (line, ground) =>
		`Line ${line}: there is nothing of ${ground} at present; nobody answers for anything by it.`,
	responsibilities: (c) =>
		`${c.rows} rows read: ${c.written} responsibilities written, ${c.unchanged} unchanged; ${c.organisations} organisations, ${c.documents} documents.`,
	classes: ({ rows, classes: c, matches, limits: l }, dry) =>
		`${dry ? 'Nothing was written: ' : ''}read ${rows} rows: classes ${c.added} new, ${c.changed} changed, ${c.unchanged} as before; ${matches} matches between editions; limits ${l.added} new, ${l.ended} ended, ${l.unchanged} as before.`,
	incidents: ({ id, rows, taken, refused, classes }) =>
		`${id === null ? 'Nothing was written: ' : `Import ${id}: `}${rows} rows, ${taken} taken, ${refused} refused${classes > 0 ? `; ${classes} classes added` : ''}.`,
	more: (count) => `${count} more: --errors OUT.csv writes them all.`,
	errorsIn: (file) => `The refused rows, with the reasons, are in ${file}.`,
	noImports: 'No incidents were imported yet.',
	imported: ({ id, file, rows, taken, at, undone }) =>
		`${id}\t${at}\t${file}\t${rows} rows, ${taken} taken${undone ? ' (undone)' : ''}`,
	undone: ({ incidents, classes }) => `Undone: ${incidents} incidents and ${classes} classes removed.`,
	problems: (count, shown) =>
		`${count} problems, and nothing was written${count > shown ? ` (the first ${shown} are listed)` : ''}:`
};

export const importWords: Record<Language, ImportWords> = { 'zh-CN': zh, en };
