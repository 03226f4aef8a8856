/** Greening duties in the panel and on the map. */
export const zh = {
	title: '绿化养护',
	count: { overdue: '逾期', today: '今天', soon: '本周', later: '以后' },
	due: { overdue: '逾期', today: '今天到期', soon: '七天内到期', later: '未到期', none: '没有养护任务' },
	none: '没有养护任务',
	next: (day: string) => `应于 ${day}`,
	nobody: '没有落实单位',
	listed: (shown: number, all: number) => `共 ${all} 项，列出最紧急的 ${shown} 项`,
	show: (place: string) => `在地图上看${place}`,
	/** Jobs are written down in Chinese. */
	job: (stored: string) => stored
};

const EN_JOBS: Readonly<Record<string, string>> = {
	保洁: 'Cleaning',
	修剪: 'Pruning',
	草坪修剪: 'Lawn mowing',
	绿篱修剪: 'Hedge trimming',
	浇水: 'Watering',
	施肥: 'Fertilising',
	除草: 'Weeding',
	补植: 'Replanting',
	病虫害防治: 'Pest control',
	防火巡查: 'Fire patrol',
	扶正支撑: 'Staking',
	涂白: 'Trunk whitewashing',
	古树检查: 'Old tree inspection'
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
	show: (place) => `Show ${place} on the map`,
	job: (stored) => EN_JOBS[stored] ?? stored
};
