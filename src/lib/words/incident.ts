/** Incidents in the panel. */
import type { State } from '../domain/incident/workflow.ts';
import { enFormats, zhFormats } from './format.ts';

export const zh = {
	title: '事件',
	open: (count: number) => `处理中 ${zhFormats.number(count)}`,
	year: (count: number) => `近一年 ${zhFormats.items(count)}`,
	trend: (months: readonly number[]) => `近十二个月每月件数，由远到近：${months.join('、')}`,
	bounced: (count: number, by: readonly { name: string; count: number }[]) =>
		`近一年有 ${zhFormats.items(count)}在这里找不到唯一主责，或被退回（${by.map((one) => `${one.name} ${one.count}`).join('、')}）`,
	none: '没有处理中的事件',
	listed: (shown: number, all: number) => `共 ${all} 件，列出最紧急的 ${shown} 件`,
	overdue: '超期',
	due: '应办结',
	happened: '发生',
	kinds: { public_order: '治安', component: '部件', matter: '事项' },
	states: {
		reported: '已上报',
		accepted: '已受理',
		filed: '已立案',
		dispatched: '已派遣',
		disposed: '已处置',
		checked: '已核查',
		suspended: '挂账',
		closed: '已结案',
		merged: '已并案',
		void: '作废'
	} satisfies Record<State, string>,
	show: (number: string) => `在地图上看 ${number}`,
	toCases: '办理案件',
	reportHere: '在这里上报'
};

export const en: typeof zh = {
	title: 'Incidents',
	open: (count) => `${enFormats.number(count)} open`,
	year: (count) => `${enFormats.number(count)} in the last year`,
	trend: (months) => `Incidents in each of the last twelve months, oldest first: ${months.join(', ')}`,
	bounced: (count, by) =>
		`${count} ${count === 1 ? 'case' : 'cases'} of the last year had no single leader here, or ${count === 1 ? 'was' : 'were'} sent back (${by.map((one) => `${one.name} ${one.count}`).join(', ')})`,
	none: 'No open incidents',
	listed: (shown, all) => `${all} in all, the ${shown} most urgent are listed`,
	overdue: 'overdue',
	due: 'due',
	happened: 'seen',
	kinds: { public_order: 'Public order', component: 'Component', matter: 'Matter' },
	states: {
		reported: 'reported',
		accepted: 'accepted',
		filed: 'filed',
		dispatched: 'dispatched',
		disposed: 'handled',
		checked: 'checked',
		suspended: 'suspended',
		closed: 'closed',
		merged: 'merged',
		void: 'void'
	},
	show: (number) => `Show ${number} on the map`,
	toCases: 'Cases',
	reportHere: 'Report here'
};
