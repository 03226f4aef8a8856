/** Greening duties in the panel and on the map. */
export const zh = {
	title: '绿化养护',
	count: { overdue: '逾期', today: '今天', soon: '本周', later: '以后' },
	due: { overdue: '逾期', today: '今天到期', soon: '七天内到期', later: '未到期', none: '没有养护任务' },
	none: '没有养护任务',
	next: (day: string) => `应于 ${day}`,
	nobody: '没有落实单位',
	listed: (shown: number, all: number) => `共 ${all} 项，列出最紧急的 ${shown} 项`,
	show: (place: string) => `在地图上看${place}`
};

export const en: typeof zh = {
	title: 'Greening',
	count: { overdue: 'Overdue', today: 'Today', soon: 'This week', later: 'Later' },
	due: {
		overdue: 'overdue',
		today: 'due today',
		soon: 'due within seven days',
		later: 'not due',
		none: 'no job'
	},
	none: 'No greening jobs',
	next: (day) => `due ${day}`,
	nobody: 'nobody assigned',
	listed: (shown, all) => `${all} in all, the ${shown} most urgent are listed`,
	show: (place) => `Show ${place} on the map`
};
