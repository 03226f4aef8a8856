/** The sentences at the top of a grid's panel. */
import type { Finding, Named, Summary } from '../domain/grid/summary.ts';
import { enFormats, zhFormats } from './format.ts';

function zhAge(from: number | null, to: number | null): string {
	if (from === null && to === null) return '居民';
	if (to === null || to >= 150) return `${from} 岁以上`;
	return from === null || from === 0 ? `${to} 岁以下` : `${from}–${to - 1} 岁`;
}

function zhFinding(finding: Finding): string {
	const f = zhFormats;
	switch (finding.kind) {
		case 'abandoned':
			return finding.duties.length === finding.of
				? `全部 ${finding.of} 项职责在整个网格都无人负责`
				: `${finding.duties.length} 项职责在整个网格都无人负责（${zhNames(finding.duties)}）`;
		case 'gap':
			return finding.whole
				? `${finding.duty.name_zh}在整个网格无人负责`
				: `${finding.duty.name_zh}有 ${f.area(finding.m2)} 无人负责`;
		case 'overlap': {
			const leads = finding.leads === 2 ? '两家' : `${finding.leads} 家`;
			return finding.whole
				? `${finding.duty.name_zh}在整个网格由${leads}重叠负责`
				: `${finding.duty.name_zh}有 ${f.area(finding.m2)} ${leads}重叠`;
		}
		case 'unreached': {
			const { outside, ofAge, facility, radius } = finding;
			const who = `${zhAge(finding.ageFrom, finding.ageTo)} ${f.people(ofAge)}`;
			const where = `${facility.name_zh} ${f.distance(radius)}之外`;
			return outside === ofAge ? `${who}全部在${where}` : `${who}中 ${f.people(outside)}在${where}`;
		}
		case 'incidents-overdue':
			return `${finding.more ? '至少 ' : ''}${f.items(finding.count)}事件超期未办结`;
		case 'greening-overdue':
			return `${finding.count} 项绿化养护逾期`;
		case 'without-means':
			return `${finding.duty.name_zh}交给了${finding.organisation}，人员和经费没有跟着走`;
		case 'fallback':
			return zhFallback(finding.duties);
	}
}

type FallbackDuty = Extract<Finding, { kind: 'fallback' }>['duties'][number];
/** So many duties are named; more would not be read. */
const NAMED = 3;

function zhFallback(duties: FallbackDuty[]): string {
	const [first, ...others] = duties;
	if (others.length === 0)
		return first!.whole
			? `${first!.name_zh}在整个网格只有属地兜底`
			: `${first!.name_zh}有 ${zhFormats.area(first!.m2)} 只有属地兜底`;
	const named = duties.slice(0, NAMED).map((duty) => `${duty.name_zh} ${zhFormats.area(duty.m2)}`);
	return `${duties.length} 项职责只有属地兜底（${named.join('、')}${duties.length > NAMED ? '等' : ''}）`;
}

function zhNames(duties: Named[]): string {
	return duties.map((duty) => duty.name_zh).join('、');
}

export const zh = {
	sentence: zhFinding,
	nothingWrong: (summary: Summary) => {
		const { unknownFacilities, unneededFacilities, facilities } = summary;
		if (unknownFacilities > 0)
			return `没有发现问题：各项职责都有人负责。${unknownFacilities} 类设施没有数据，不能判断。`;
		if (unneededFacilities === facilities) return '没有发现问题：各项职责明确。这里没有居民，设施不作评价。';
		return unneededFacilities > 0
			? '没有发现问题：各项职责明确，这里的居民用得上的设施都在服务半径之内。'
			: '没有发现问题：各项职责明确，设施都在服务半径之内。';
	},
	stop: '。',
	join: '；',
	more: (count: number) => `还有 ${count} 个问题`,
	fewer: '收起',
	label: '这个网格的问题',
	age: zhAge
};

function enAge(from: number | null, to: number | null): string {
	if (from === null && to === null) return 'all ages';
	if (to === null || to >= 150) return `aged ${from} and over`;
	return from === null || from === 0 ? `under ${to}` : `aged ${from} to ${to - 1}`;
}

function enFinding(finding: Finding): string {
	const f = enFormats;
	switch (finding.kind) {
		case 'abandoned':
			return finding.duties.length === finding.of
				? `Nobody answers for any of the ${finding.of} duties on the whole grid`
				: `Nobody answers for ${finding.duties.length} duties on the whole grid (${enNames(finding.duties)})`;
		case 'gap':
			return finding.whole
				? `${finding.duty.name_en}: nobody answers on the whole grid`
				: `${finding.duty.name_en}: nobody answers for ${f.area(finding.m2)}`;
		case 'overlap':
			return finding.whole
				? `${finding.duty.name_en}: ${finding.leads} organisations overlap on the whole grid`
				: `${finding.duty.name_en}: ${finding.leads} organisations overlap on ${f.area(finding.m2)}`;
		case 'unreached': {
			const { outside, ofAge, facility, radius } = finding;
			const many = outside === ofAge ? 'all' : f.number(outside);
			const age = enAge(finding.ageFrom, finding.ageTo);
			return `${facility.name_en}: ${many} of ${f.residents(ofAge)} (${age}) live beyond ${f.distance(radius)}`;
		}
		case 'incidents-overdue':
			return `${finding.more ? 'At least ' : ''}${finding.count} open incidents are past their time`;
		case 'greening-overdue':
			return `${finding.count} greening jobs are overdue`;
		case 'without-means':
			return `${finding.duty.name_en} was given to ${finding.organisation} without staff or money`;
		case 'fallback':
			return enFallback(finding.duties);
	}
}

function enFallback(duties: FallbackDuty[]): string {
	const [first, ...others] = duties;
	if (others.length === 0)
		return first!.whole
			? `${first!.name_en} rests on the territory alone on the whole grid`
			: `${first!.name_en} rests on the territory alone on ${enFormats.area(first!.m2)}`;
	const named = duties.slice(0, NAMED).map((duty) => `${duty.name_en} ${enFormats.area(duty.m2)}`);
	return `${duties.length} duties rest on the territory alone (${named.join(', ')}${duties.length > NAMED ? ', …' : ''})`;
}

function enNames(duties: Named[]): string {
	return duties.map((duty) => duty.name_en).join(', ');
}

export const en: typeof zh = {
	sentence: enFinding,
	nothingWrong: ({ unknownFacilities, unneededFacilities, facilities }) => {
		if (unknownFacilities > 0)
			return `Nothing wrong was found: somebody answers for every duty. ${unknownFacilities} facility types have no data.`;
		if (unneededFacilities === facilities)
			return 'Nothing wrong was found: every duty is clear. Nobody lives here, so facilities are not judged.';
		return unneededFacilities > 0
			? 'Nothing wrong was found: every duty is clear, and every facility that the residents here need is within reach.'
			: 'Nothing wrong was found: every duty is clear and every facility within reach.';
	},
	stop: '.',
	join: '; ',
	more: (count) => `${count} more`,
	fewer: 'Show fewer',
	label: 'What is wrong in this grid',
	age: enAge
};
