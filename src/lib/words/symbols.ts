/** What the symbols on the map mean. */
export const zh = {
	title: '地图符号',
	several: '几件挨在一起，数字是处理中的件数',
	severalMonth: (month: string) => `几件挨在一起，数字是${month}上报的件数，办结的也算`,
	severalLate: '红圈：其中有超期的，越粗越多',
	one: (kind: string) => `一件${kind}事件`,
	late: '红边：已经超期',
	heat: '近十三个月的事件，从左到右由少到多',
	heatMonth: (month: string) => `${month}上报的事件，从左到右由少到多`,
	few: '少',
	many: '多',
	dot: '设施，放大后显示图标',
	chosen: (type: string) => `蓝底：正在看的${type}`,
	icons: '各类设施的图标',
	and: '、'
};

export const en: typeof zh = {
	title: 'Symbols',
	several: 'Several close together; the number counts the open ones',
	severalMonth: (month) =>
		`Several close together; the number counts those reported in ${month}, closed or not`,
	severalLate: 'Red ring: some are overdue; the thicker, the more',
	one: (kind) => `One incident: ${kind.toLowerCase()}`,
	late: 'Red rim: overdue',
	heat: 'Incidents of the last thirteen months, from few to many, left to right',
	heatMonth: (month) => `Incidents reported in ${month}, from few to many, left to right`,
	few: 'few',
	many: 'many',
	dot: 'Facility; its icon shows from closer',
	chosen: (type) => `Blue: ${type.toLowerCase()}, being looked at`,
	icons: 'Icons of the facility types',
	and: ', '
};
