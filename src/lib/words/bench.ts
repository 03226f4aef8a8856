/** Words of npm run bench. */
import type { Language } from './language.ts';

export interface BenchFigures {
	grids: number;
	duties: number;
	responsibilities: number;
	recomputeS: number;
	dutiesS: number;
	plainSampleS: number;
	statesSampleS: number;
	plainS: number;
	statesS: number;
	sample: number;
	rounded: boolean;
	compared: number;
	mixed: number;
	apart: number;
	widestM2: number;
	editsMs: number[];
	editMedianMs: number;
}

export interface BenchWords {
	usage: string;
	generating: string;
	lines(of: BenchFigures): string[];
	/** times: of the plain query with the same answer (four states); once: of a single difference. */
	ratio(times: number, once: number, least: number, met: boolean): string;
	same(met: boolean): string;
	edit(share: number, most: number, met: boolean): string;
}

const s = (seconds: number): string => `${seconds.toFixed(2)} s`;
const ms = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;

export const benchWords: Record<Language, BenchWords> = {
	'zh-CN': {
		usage: '用法：npm run bench -- [--grids 数量] [--all] [--edits 数量] [--generate]',
		generating: '没有数据，先在临时目录生成演示城市。',
		lines: (of) => [
			`单元网格 ${of.grids} 个，职责 ${of.duties} 项，责任 ${of.responsibilities} 条`,
			`全部重算并从零写入（职责和设施覆盖）：${s(of.recomputeS)}；只重算职责、不需写入：${s(of.dutiesS)}`,
			`普通查询，${of.sample} 个网格${of.rounded ? '，坐标取整到 0.01 毫米' : ''}：逐网格逐职责求一次差 ${s(of.plainSampleS)}，按全部网格折算 ${s(of.plainS)}；分清四种状态 ${s(of.statesSampleS)}，折算 ${s(of.statesS)}`,
			`比较 ${of.compared} 个答案，其中混合 ${of.mixed} 个，不一致 ${of.apart} 个，最大相差 ${of.widestM2.toFixed(4)} 平方米`,
			`终止一条责任 ${of.editsMs.length} 次：中位数 ${ms(of.editMedianMs)}，最快 ${ms(of.editsMs[0] ?? NaN)}，最慢 ${ms(of.editsMs.at(-1) ?? NaN)}`
		],
		ratio: (times, once, least, met) =>
			`重算职责比得出同样答案的普通查询快 ${times.toFixed(1)} 倍（只求一次差：${once.toFixed(1)} 倍；要求不少于 ${least} 倍）：${met ? '达到' : '未达到'}`,
		same: (met) => `答案一致：${met ? '是' : '否'}`,
		edit: (share, most, met) =>
			`一次修改用时是全部重算的 1/${Math.round(1 / share)}（要求小于 1/${Math.round(1 / most)}）：${met ? '达到' : '未达到'}`
	},
	en: {
		usage: 'Usage: npm run bench -- [--grids N] [--all] [--edits N] [--generate]',
		generating: 'No data: the demonstration city is made in a temporary folder first.',
		lines: (of) => [
			`${of.grids} unit grids, ${of.duties} duties, ${of.responsibilities} responsibilities`,
			`Full recompute, stored from nothing (duties and reaches): ${s(of.recomputeS)}; duties alone, nothing to write: ${s(of.dutiesS)}`,
			`Plain query on ${of.sample} grids${of.rounded ? ', rounded to 0.01 mm' : ''}: one difference per grid and duty ${s(of.plainSampleS)}, scaled to all grids ${s(of.plainS)}; all four states ${s(of.statesSampleS)}, scaled ${s(of.statesS)}`,
			`${of.compared} answers compared, ${of.mixed} of them mixed, ${of.apart} apart, widest difference ${of.widestM2.toFixed(4)} m²`,
			`A responsibility ended ${of.editsMs.length} times: median ${ms(of.editMedianMs)}, fastest ${ms(of.editsMs[0] ?? NaN)}, slowest ${ms(of.editsMs.at(-1) ?? NaN)}`
		],
		ratio: (times, once, least, met) =>
			`Recomputing the duties is ${times.toFixed(1)} times faster than the plain query with the same answer (than one difference alone: ${once.toFixed(1)}; at least ${least}): ${met ? 'met' : 'not met'}`,
		same: (met) => `Same answers: ${met ? 'yes' : 'no'}`,
		edit: (share, most, met) =>
			`An edit takes 1/${Math.round(1 / share)} of a full recompute (less than 1/${Math.round(1 / most)}): ${met ? 'met' : 'not met'}`
	}
};
