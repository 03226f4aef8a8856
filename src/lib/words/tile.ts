/** What the tiles' address answers when it is asked for something that there is not. */
export const zh = {
	unknownSet: (id: string) => `没有名为“${id}”的瓦片集。`,
	unknownDuty: (id: string) => `职责清单里没有“${id}”。`,
	dutyNeeded: '请用参数 duty 指明职责。',
	outOfRange: (part: string, value: string, from: number, to: number) =>
		`${part} 应为 ${from} 到 ${to} 的整数，收到的是“${value}”。`,
	titles: { 'not-found': '没有找到', 'number-range': '超出范围', invalid: '请求有误' }
};

export const en: typeof zh = {
	unknownSet: (id) => `There is no tile set called "${id}".`,
	unknownDuty: (id) => `The duty catalogue has no "${id}".`,
	dutyNeeded: 'Name the duty with the parameter duty.',
	outOfRange: (part, value, from, to) =>
		`${part} must be a whole number from ${from} to ${to}; "${value}" came.`,
	titles: { 'not-found': 'Not found', 'number-range': 'Out of range', invalid: 'Bad request' }
};
