/** Street trees, and the jobs that keep trees and green spaces in order. */
import type { DemoGreen, DemoGreeningDuty, DemoRoad, DemoTree } from './city-data.ts';
import { addDays } from '../calendar/days.ts';
import { along, lineLength, type Point } from './plane.ts';
import type { Random } from './random.ts';

const SPECIES: [string, number][] = [
	['国槐', 22],
	['悬铃木', 18],
	['白蜡', 15],
	['银杏', 12],
	['栾树', 11],
	['毛白杨', 8],
	['旱柳', 6],
	['女贞', 5],
	['樱花', 3]
];

/** Along both sides of the named roads, one species a road. */
export function makeTrees(
	dice: Random,
	roads: readonly { road: DemoRoad; spacing: number }[],
	community: (p: Point) => string | null,
	today: string
): DemoTree[] {
	const trees: DemoTree[] = [];
	const byRoad = new Map<string, { species: string; age: number }>();
	for (const { road, spacing } of roads) {
		const key = road.name ?? '';
		const row = byRoad.get(key) ?? { species: dice.weighted(SPECIES), age: dice.int(4, 45) };
		byRoad.set(key, row);
		const total = lineLength(road.line);
		for (let d = spacing * 0.7; d < total - spacing * 0.3; d += spacing) {
			const { at, heading } = along(road.line, d);
			for (const side of [1, -1]) {
				if (dice.chance(0.1)) continue;
				const off = side * (road.width / 2 - 3.5);
				const p: Point = [at[0] - Math.sin(heading) * off, at[1] + Math.cos(heading) * off];
				const age = dice.chance(0.12) ? dice.int(1, 4) : row.age + dice.int(-2, 2);
				trees.push({
					species: row.species,
					diameter: Math.round((4 + Math.max(1, age) * dice.between(0.7, 1.1)) * 10) / 10,
					height: Math.round((2.5 + Math.min(18, Math.max(1, age) * dice.between(0.4, 0.6))) * 10) / 10,
					plantedOn: addDays(today, -Math.max(1, age) * 365 - dice.int(0, 300)),
					at: p,
					community: community(p)
				});
			}
		}
	}
	return trees;
}

type Grade = '一级' | '二级' | '三级';
/** Days between two times, by grade: general practice, an editable default. */
const JOBS: { job: string; kinds: readonly DemoGreen['kind'][]; days: Record<Grade, number> }[] = [
	{ job: '保洁', kinds: ['park', 'garden'], days: { 一级: 1, 二级: 2, 三级: 7 } },
	{
		job: '草坪修剪',
		kinds: ['park', 'garden', 'grass', 'compound_green'],
		days: { 一级: 15, 二级: 25, 三级: 40 }
	},
	{ job: '绿篱修剪', kinds: ['park', 'compound_green'], days: { 一级: 30, 二级: 45, 三级: 60 } },
	{ job: '浇水', kinds: ['park', 'garden', 'compound_green'], days: { 一级: 7, 二级: 10, 三级: 20 } },
	{
		job: '病虫害防治',
		kinds: ['park', 'garden', 'compound_green', 'forest'],
		days: { 一级: 30, 二级: 45, 三级: 90 }
	},
	{ job: '施肥', kinds: ['park', 'garden'], days: { 一级: 90, 二级: 120, 三级: 180 } },
	{ job: '防火巡查', kinds: ['forest'], days: { 一级: 3, 二级: 7, 三级: 7 } }
];
const TREE_JOBS: [string, number][] = [
	['修剪', 365],
	['病虫害防治', 60],
	['扶正支撑', 180],
	['涂白', 365]
];
/** Every job, each once. */
export const GREENING_JOBS: readonly string[] = [
	...new Set([...JOBS.map(({ job }) => job), ...TREE_JOBS.map(([job]) => job)])
];

export function makeGreeningDuties(
	dice: Random,
	greens: readonly DemoGreen[],
	trees: readonly DemoTree[],
	keeperOf: (green: DemoGreen) => string | null,
	today: string
): DemoGreeningDuty[] {
	const duties: DemoGreeningDuty[] = [];
	const add = (
		on: { green: number } | { tree: number },
		job: string,
		grade: Grade,
		days: number,
		organisation: string | null,
		careless: number
	): void => {
		// Done some time within the last round, or, where nobody took care, longer ago than that.
		const forgotten = dice.chance(careless);
		const ago = forgotten
			? days + dice.int(1, Math.max(2, Math.round(days * 0.6)))
			: dice.int(0, Math.max(0, days - 1));
		duties.push({
			green: 'green' in on ? on.green : null,
			tree: 'tree' in on ? on.tree : null,
			job,
			grade,
			organisation,
			intervalDays: days,
			lastDoneOn: addDays(today, -ago),
			nextDueOn: addDays(today, days - ago)
		});
	};
	greens.forEach((green, g) => {
		const organisation = keeperOf(green);
		const grade = green.grade ?? '三级';
		for (const { job, kinds, days } of JOBS)
			if (kinds.includes(green.kind) && dice.chance(0.85))
				add({ green: g }, job, grade, days[grade], organisation, organisation ? 0.05 : 0.3);
	});
	trees.forEach((tree, t) => {
		if (!tree.community || !dice.chance(0.12)) return;
		const [job, days] = dice.pick(TREE_JOBS);
		add({ tree: t }, job, '二级', days, `${tree.community.slice(0, 6)}-greening-b`, 0.06);
	});
	return duties;
}
