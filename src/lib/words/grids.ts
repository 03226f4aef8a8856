/** Words of the grid maker's command, and one sentence for each thing that can be wrong with a file of grids. */
import type { WanggeError } from '../domain/errors.ts';
import type { GridProblem } from '../domain/grid/own-grids.ts';
import type { Spread } from '../domain/grid/spread.ts';
import type { Language } from './language.ts';

export interface GridCounts {
	communities: number;
	grids: number;
	created: number;
	ended: number;
	kept: number;
	restitched: number;
}

export interface GridWords {
	usage: string;
	dividing: string;
	done(counts: GridCounts): string;
	areas(spread: Spread, builtUp: boolean): string;
	households(spread: Spread): string;
	noHouseholds: string;
	cut(cut: { byBorder: number; byLines: number; byCuts: number; byFile?: number }, buildings: number): string;
	coarsened(row: { code: string; target: number; coarse: number; grids: number }): string;
	skipped(codes: readonly string[]): string;
	dutyGrids(counts: { count: number; populated: number; inRange: number }): string;
	coverage: string;
	clean(communities: number, ownCheck: boolean): string;
	unbalanced(row: {
		code: string;
		name: string;
		community_m2: number;
		grids_m2: number;
		grids: number;
	}): string;
	unmatched(row: { code: string; lng: number; lat: number }): string;
	invalidCoverage(count: number): string;
	problems(count: number, shown: number): string;
	problem(problem: GridProblem): string;
	error(error: WanggeError): string | undefined;
}

const m2 = (value: number) => Math.round(value).toLocaleString('en-US');
const place = ({ place: at }: GridProblem) => (at ? `${at[0].toFixed(6)},${at[1].toFixed(6)}` : '');

const zh: GridWords = {
	usage: `用法：npm run grids -- [选项]
  --area 代码            只划分这个区域内的社区
  --target 平方米        建成区网格面积，默认 10000
  --coarse 平方米        其他地方的网格面积，默认 250000
  --built-up 比例        建筑占地达到多少算建成区，默认 0.06
  --min-area 平方米      最小网格；--min-width 米  最小平均宽度
  --snap 米              线与更强的线相距多近时并为一条，默认 8
  --simplify 米          道路、水边、街区边线的简化容差，默认 1.5
  --duty-grids           同时编组责任网格（300 至 500 户）
  --replace-imported     已导入的网格也重新划分
  --import 文件.geojson [--crs EPSG:xxxx]   导入自有网格并检查
  --check                只检查现有网格`,
	dividing: '划分网格',
	done: (c) =>
		`${c.communities} 个社区，${c.grids} 个网格：新 ${c.created}，终止 ${c.ended}，不变 ${c.kept}${c.restitched ? `（其中 ${c.restitched} 个在边界上加了角点）` : ''}。`,
	areas: (s, builtUp) =>
		`${builtUp ? '建成区' : '全部'}网格面积（平方米）：${s.count} 个，最小 ${m2(s.least)}，十分位 ${m2(s.low)}，中位 ${m2(s.median)}，九分位 ${m2(s.high)}，最大 ${m2(s.most)}，平均 ${m2(s.mean)}。`,
	households: (s) =>
		`每网格户数：${s.count} 个网格有住户，十分位 ${m2(s.low)}，中位 ${m2(s.median)}，九分位 ${m2(s.high)}，最多 ${m2(s.most)}，平均 ${m2(s.mean)}。`,
	noHouseholds: '户数不详：没有楼栋登记户数。',
	cut: (c, buildings) =>
		c.byFile === undefined
			? `网格边穿过的楼栋：${c.byBorder + c.byLines + c.byCuts} / ${buildings}（社区边界 ${c.byBorder}，道路水系 ${c.byLines}，自划线 ${c.byCuts}）。`
			: `网格边穿过的楼栋：${c.byBorder + c.byFile} / ${buildings}（社区边界 ${c.byBorder}，文件里的网格线 ${c.byFile}）。`,
	coarsened: (r) =>
		`社区 ${r.code} 编码不够用，网格放大：建成区 ${m2(r.target)}、其他 ${m2(r.coarse)} 平方米，共 ${r.grids} 个。`,
	skipped: (codes) =>
		`这些社区使用导入的网格，未改动：${codes.join('、')}（要重新划分请加 --replace-imported）。`,
	dutyGrids: (d) =>
		`责任网格 ${d.count} 个；有住户的 ${d.populated} 个中 ${d.inRange} 个在 300 至 500 户之间。`,
	coverage: '正在重新计算责任覆盖……',
	clean: (n, own) =>
		`${n} 个社区的网格：无重叠、无空洞、边线逐段吻合${own ? '（引擎自身的覆盖检查也通过）' : ''}。`,
	unbalanced: (r) =>
		`社区 ${r.code} ${r.name}：面积 ${m2(r.community_m2)}，其 ${r.grids} 个网格共 ${m2(r.grids_m2)} 平方米。`,
	unmatched: (r) => `网格 ${r.code} 的一段边与相邻网格不吻合，位于 ${r.lng.toFixed(6)},${r.lat.toFixed(6)}。`,
	invalidCoverage: (n) => `引擎的覆盖检查（ST_CoverageInvalidEdges）报告 ${n} 个网格有误。`,
	problems: (n, shown) => `文件有 ${n} 处问题，未作任何改动${shown < n ? `；以下是前 ${shown} 处` : ''}：`,
	problem: (p) => {
		const who = `${p.feature === undefined ? '' : `第 ${p.feature} 个要素`}${p.code ? ` ${p.code}` : ''}`;
		const at = place(p) ? `，位于 ${place(p)}` : '';
		const what: Record<GridProblem['kind'], string> = {
			'not-a-feature': '不是 Feature',
			'not-a-polygon': `不是多边形（${p.detail}）`,
			multipart: `有 ${p.detail} 个部分，一个网格只能是一块`,
			'ring-open': '的环没有闭合',
			'ring-short': `的环只有 ${p.detail} 个点，至少要 4 个`,
			number: `的坐标不是有限的数（${p.detail}）`,
			'code-missing': '没有 code 属性',
			'code-pattern': p.detail
				? `编码不合规则，应为 ${p.detail}`
				: '编码不合规则（8 至 24 位数字或大写字母）',
			'code-twice': `编码与第 ${p.detail} 个要素重复`,
			'code-used':
				p.detail === 'ended' ? '编码曾用于已终止的网格，不能再用' : '编码已用于另一块地；地变了要用新编码',
			'self-crossing': `几何无效（${p.detail}）`,
			outside: '不在任何社区内',
			'wrong-community': `位于社区 ${p.other}，与编码前缀不符`,
			overlap: `与 ${p.other} 重叠 ${m2(p.m2 ?? 0)} 平方米`,
			hole: `社区 ${p.other} 有 ${m2(p.m2 ?? 0)} 平方米没有网格`,
			'crosses-border': `越出社区 ${p.other} 的边界 ${m2(p.m2 ?? 0)} 平方米`
		};
		return `${who} ${what[p.kind]}${at}。`.trim();
	},
	error: ({ kind, details: d }) => {
		const sentences: Record<string, string> = {
			'file-empty': '文件是空的，没有任何网格。',
			'file-broken':
				d.reason === 'not-found'
					? `找不到文件：${d.file}。`
					: d.reason === 'not-json'
						? `文件不是 JSON：第 ${d.line} 行第 ${d.character} 个字符处不合 JSON 的写法。`
						: d.reason === 'folder'
							? `${d.file} 是文件夹，不是文件；请写出文件夹里的文件名。`
							: '文件不是 GeoJSON 的 FeatureCollection。',
			'crs-unknown':
				d.reason === 'not-degrees'
					? `第 ${d.feature} 个要素的坐标 ${d.x}, ${d.y} 不是经纬度，而文件${d.crs === 'missing' ? '没有说明坐标系' : `写的是 ${d.crs}`}；请用 --crs EPSG:xxxx 说明。`
					: `不认识坐标系 ${d.crs}；请用 --crs EPSG:xxxx 说明。`,
			'crs-mismatch': `文件写的坐标系是 ${d.file}，--crs 给的是 ${d.given}。`,
			'not-found':
				d.what === 'jurisdiction' ? '还没有设置辖区。' : `没有找到社区${d.area ? `：${d.area}` : ''}。`,
			'number-range': `社区 ${d.area} 的编码用完了（最多 ${d.max} 个）。`,
			invalid: `${d.field} 的值不合适：${d.value}。`
		};
		return sentences[kind];
	}
};

const en: GridWords = {
	usage: `usage: npm run grids -- [options]
  --area CODE            only the communities in this area
  --target M2            area of a grid in built-up ground, 10000 by default
  --coarse M2            area of a grid elsewhere, 250000 by default
  --built-up SHARE       share of ground under buildings from which it is built up, 0.06 by default
  --min-area M2          smallest grid; --min-width M  least mean width
  --snap M               how near a line is drawn onto a stronger one, 8 by default
  --simplify M           tolerance for roads, water edges and blocks, 1.5 by default
  --duty-grids           group grids into duty grids of 300 to 500 households too
  --replace-imported     divide also where grids were imported
  --import FILE.geojson [--crs EPSG:xxxx]   bring and check your own grids
  --check                only check the grids that there are`,
	dividing: 'Making grids',
	done: (c) =>
		`${c.communities} communities, ${c.grids} grids: ${c.created} new, ${c.ended} ended, ${c.kept} unchanged${c.restitched ? ` (${c.restitched} got a corner on a border)` : ''}.`,
	areas: (s, builtUp) =>
		`Area of ${builtUp ? 'built-up' : 'all'} grids in m²: ${s.count}; least ${m2(s.least)}, tenth ${m2(s.low)}, median ${m2(s.median)}, ninth tenth ${m2(s.high)}, most ${m2(s.most)}, mean ${m2(s.mean)}.`,
	households: (s) =>
		`Households in a grid: ${s.count} grids have any; tenth ${m2(s.low)}, median ${m2(s.median)}, ninth tenth ${m2(s.high)}, most ${m2(s.most)}, mean ${m2(s.mean)}.`,
	noHouseholds: 'Households: not known for any building.',
	cut: (c, buildings) =>
		c.byFile === undefined
			? `Buildings that a grid's edge runs through: ${c.byBorder + c.byLines + c.byCuts} of ${buildings} (community boundary ${c.byBorder}, roads and water ${c.byLines}, own cuts ${c.byCuts}).`
			: `Buildings that a grid's edge runs through: ${c.byBorder + c.byFile} of ${buildings} (community boundary ${c.byBorder}, the file's lines ${c.byFile}).`,
	coarsened: (r) =>
		`Community ${r.code} would run out of codes, so its grids are larger: ${m2(r.target)} m² built up, ${m2(r.coarse)} m² elsewhere, ${r.grids} in all.`,
	skipped: (codes) =>
		`These communities have imported grids and were left alone: ${codes.join(', ')} (--replace-imported divides them).`,
	dutyGrids: (d) =>
		`${d.count} duty grids; of ${d.populated} with people, ${d.inRange} have 300 to 500 households.`,
	coverage: 'Working out the coverage again ...',
	clean: (n, own) =>
		`Grids of ${n} communities: no overlap, no hole, every edge matches${own ? " (and the engine's own coverage check is clean)" : ''}.`,
	unbalanced: (r) =>
		`Community ${r.code} ${r.name}: ${m2(r.community_m2)} m², its ${r.grids} grids ${m2(r.grids_m2)} m².`,
	unmatched: (r) =>
		`An edge of grid ${r.code} does not match its neighbour at ${r.lng.toFixed(6)},${r.lat.toFixed(6)}.`,
	invalidCoverage: (n) => `The engine's coverage check (ST_CoverageInvalidEdges) reports ${n} grids.`,
	problems: (n, shown) =>
		`${n} things are wrong with the file; nothing was changed${shown < n ? `. The first ${shown}` : ''}:`,
	problem: (p) => {
		const who = `${p.feature === undefined ? '' : `Feature ${p.feature}`}${p.code ? ` (${p.code})` : ''}`;
		const at = place(p) ? ` at ${place(p)}` : '';
		const what: Record<GridProblem['kind'], string> = {
			'not-a-feature': 'is no Feature',
			'not-a-polygon': `is no polygon (${p.detail})`,
			multipart: `has ${p.detail} parts; a grid is one piece`,
			'ring-open': 'has a ring that is not closed',
			'ring-short': `has a ring of ${p.detail} positions; at least 4 are needed`,
			number: `has a coordinate that is no finite number (${p.detail})`,
			'code-missing': 'has no property code',
			'code-pattern': p.detail
				? `has a code that does not follow the rule: it should be ${p.detail}`
				: 'has a code that does not follow the rule (8 to 24 digits or capital letters)',
			'code-twice': `has the same code as feature ${p.detail}`,
			'code-used':
				p.detail === 'ended'
					? 'has the code of a grid that has ended; codes are never used again'
					: 'has the code of other ground; changed ground needs a new code',
			'self-crossing': `is not valid (${p.detail})`,
			outside: 'lies in no community',
			'wrong-community': `lies in community ${p.other}, which its code does not say`,
			overlap: `overlaps ${p.other} by ${m2(p.m2 ?? 0)} m²`,
			hole: `Community ${p.other} has ${m2(p.m2 ?? 0)} m² without a grid`,
			'crosses-border': `leaves community ${p.other} by ${m2(p.m2 ?? 0)} m²`
		};
		return `${who} ${what[p.kind]}${at}.`.trim();
	},
	error: ({ kind, details: d }) => {
		const sentences: Record<string, string> = {
			'file-empty': 'The file is empty: it holds no grid.',
			'file-broken':
				d.reason === 'not-found'
					? `There is no file ${d.file}.`
					: d.reason === 'not-json'
						? `The file is no JSON: it breaks at line ${d.line}, character ${d.character}.`
						: d.reason === 'folder'
							? `${d.file} is a folder, not a file: name a file in it.`
							: 'The file is no GeoJSON FeatureCollection.',
			'crs-unknown':
				d.reason === 'not-degrees'
					? `Feature ${d.feature} has ${d.x}, ${d.y}, which are no degrees, and the file ${d.crs === 'missing' ? 'names no coordinate system' : `says ${d.crs}`}: name it with --crs EPSG:xxxx.`
					: `The coordinate system ${d.crs} is not known: name it with --crs EPSG:xxxx.`,
			'crs-mismatch': `The file says ${d.file}, --crs says ${d.given}.`,
			'not-found':
				d.what === 'jurisdiction'
					? 'The jurisdiction has not been set up yet.'
					: `No community was found${d.area ? ` in ${d.area}` : ''}.`,
			'number-range': `Community ${d.area} has used up its codes (${d.max} at most).`,
			invalid: `${d.field} cannot be ${d.value}.`
		};
		return sentences[kind];
	}
};

export const gridWords: Record<Language, GridWords> = { 'zh-CN': zh, en };
