/** Facilities in the panel. */
import { enFormats, zhFormats } from './format.ts';
import { en as findingEn, zh as findingZh } from './finding.ts';

interface Served {
	age_from: number | null;
	age_to: number | null;
	radius_m: number;
}

export const zh = {
	title: '设施',
	coverage: '覆盖（按年龄）',
	nearest: '最近',
	noData: '无数据',
	noDataWhy: '没有人口或年龄数据，不能判断，不算缺口',
	nobodyOfAge: '没有这个年龄的居民',
	none: '辖区内没有登记',
	within: (inside: number, all: number) => `${zhFormats.number(inside)}/${zhFormats.number(all)}`,
	coverageLabel: (name: string, inside: number, all: number) =>
		`${name}：服务年龄 ${zhFormats.people(all)}中 ${zhFormats.people(inside)}在服务半径之内`,
	served: (of: Served) =>
		`服务${of.age_from === null && of.age_to === null ? '全体居民' : ` ${findingZh.age(of.age_from, of.age_to)}`}，半径 ${zhFormats.distance(of.radius_m)}`,
	certainty: {
		confirmed: '半径见标准',
		inferred: '半径为推定值',
		memory: '半径为可修改的默认值'
	},
	outside: (count: number) => `${zhFormats.people(count)}在半径之外`,
	allReached: '全部在半径之内',
	showNearest: (name: string) => `在地图上看${name}`,
	open: (name: string) => `${name}：展开详情`,
	straight: '直线距离，自网格中心'
};

export const en: typeof zh = {
	title: 'Facilities',
	coverage: 'Reached (by age)',
	nearest: 'Nearest',
	noData: 'no data',
	noDataWhy: 'residents or their ages are not known: this is not a gap',
	nobodyOfAge: 'nobody of that age',
	none: 'none in the jurisdiction',
	within: (inside, all) => `${enFormats.number(inside)}/${enFormats.number(all)}`,
	coverageLabel: (name, inside, all) =>
		`${name}: ${enFormats.number(inside)} of ${enFormats.residents(all)} of the age served live within the radius`,
	served: (of) =>
		`serves ${findingEn.age(of.age_from, of.age_to)}, radius ${enFormats.distance(of.radius_m)}`,
	certainty: {
		confirmed: 'radius as in the standard',
		inferred: 'radius inferred',
		memory: 'radius is an editable default'
	},
	outside: (count) => `${enFormats.number(count)} beyond the radius`,
	allReached: 'all within the radius',
	showNearest: (name) => `Show ${name} on the map`,
	open: (name) => `${name}: open the details`,
	straight: 'straight line from the middle of the grid'
};
