/** Hot spots and bursts of cases: what was found, and what its figures mean. */
import { enFormats, zhFormats } from './format.ts';
import type { Language } from './language.ts';

const zh = {
	spots: '热点',
	bursts: '短时聚集',
	spotsLead: '热点只说明这里报得比偶然多，不说明为什么；没有按人口、人流折算，因为这些数并非处处都有。',
	spotWords:
		'p 是说：把各网格的件数随机换个位置，这一处及周围仍有这么多（或更极端）的可能性。几万个网格都试过，q 把这一点折算进去：q 不超过 0.05 的热点里，约二十分之一会是误报。单独一格很多而周围不多，不算热点。',
	burstWords:
		'这里在这几天忽然多起来：如果地点和日期互不相干，本来只该有“预计”那么多。p 已经把所有圆圈和时段都试过这一点算进去。',
	reach: (m: number) => `${zhFormats.distance(m)}以内算一处`,
	reachLabel: '多大范围算一处',
	observed: '实际',
	expected: '预计',
	these: '这些案件',
	showThere: '在图上看',
	noSpots: '没有热点：各处的多少，偶然就能解释。',
	noTested: '网格太少，或各格一样多，无从比较。',
	noBursts: '没有短时聚集。',
	tooMany: (most: number) =>
		`案件超过 ${zhFormats.number(most)} 件，没有找短时聚集：请缩小时段、区域或类别。`,
	hotGrids: (hot: number, cold: number, tested: number) =>
		`检验了 ${zhFormats.number(tested)} 个网格，报得多的 ${zhFormats.number(hot)} 个，报得少的 ${zhFormats.number(cold)} 个（q 不超过 0.10）。`,
	stages: {
		waiting: '前面还有别的计算，正在等候……',
		reading: '正在读取案件……',
		grids: '正在检验网格……',
		bursts: '正在找短时聚集'
	},
	progress: (done: number, all: number) => `${zhFormats.number(done)} / ${zhFormats.number(all)} 次随机对照`,
	look: '开始检验热点',
	cancel: '取消',
	cancelled: '已取消，什么都还没有检验完。',
	cancelledBursts: '已取消：热点检验完了，短时聚集没有找。',
	again: '重新检验',
	lookFailed: '没有算成，请再试一次。',
	tookTooLong: '算得太久，已停止：请缩小时段、区域或类别。'
};

const en: typeof zh = {
	spots: 'Hot spots',
	bursts: 'Bursts',
	spotsLead:
		'A hot spot says only that more is reported here than chance explains, not why. Nothing is divided by residents or passers-by, who are not known everywhere.',
	spotWords:
		'p says how likely as much, or more, would be here and around if the grids’ counts were dealt out at random. Tens of thousands of grids were tried, and q accounts for that: of hot spots with q up to 0.05 about one in twenty is a false alarm. One grid with many and few around it is no hot spot.',
	burstWords:
		'Here more was reported all at once in these days: “expected” is what there would be if place and day had nothing to do with each other. p already accounts for all circles and stretches that were tried.',
	reach: (m) => `within ${enFormats.distance(m)}`,
	reachLabel: 'How far one place reaches',
	observed: 'Seen',
	expected: 'Expected',
	these: 'These cases',
	showThere: 'On the map',
	noSpots: 'No hot spots: chance explains how much is reported where.',
	noTested: 'Too few grids, or the same count in each: nothing to compare.',
	noBursts: 'No bursts.',
	tooMany: (most) =>
		`More than ${enFormats.number(most)} cases: bursts were not looked for. Choose fewer days, a smaller area or a class.`,
	hotGrids: (hot, cold, tested) =>
		`${enFormats.number(tested)} grids tested: more reported in ${enFormats.number(hot)}, less in ${enFormats.number(cold)} (q up to 0.10).`,
	stages: {
		waiting: 'Waiting for other searches …',
		reading: 'Reading the cases …',
		grids: 'Testing the grids …',
		bursts: 'Looking for bursts'
	},
	progress: (done, all) => `${enFormats.number(done)} of ${enFormats.number(all)} random deals`,
	look: 'Test for hot spots',
	cancel: 'Cancel',
	cancelled: 'Cancelled before anything was tested.',
	cancelledBursts: 'Cancelled: hot spots were tested, bursts were not looked for.',
	again: 'Test again',
	lookFailed: 'It did not work. Please try again.',
	tookTooLong: 'It took too long and was stopped. Choose fewer days, a smaller area or a class.'
};

export const hotSpotWords: Record<Language, typeof zh> = { 'zh-CN': zh, en };
