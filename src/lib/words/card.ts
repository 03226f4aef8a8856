/** The grid's panel. */
import type { GroundState, Part } from '../domain/responsibility/state.ts';
import { enFormats, zhFormats } from './format.ts';

interface PartOf {
	part: 'lead' | 'fallback' | 'gap';
	/** Square metres, and how many of them others lead on as well. */
	m2: number;
	shared?: number;
	/** On all of the grid. */
	whole?: boolean;
}

function zhPart({ part, m2, shared = 0, whole = false }: PartOf): string | null {
	const f = zhFormats;
	if (part === 'gap') return `（空白 ${f.area(m2)}）`;
	if (part === 'fallback') return whole ? '（兜底）' : `（兜底 ${f.area(m2)}）`;
	if (shared === 0) return whole ? null : `（主责 ${f.area(m2)}）`;
	if (shared >= m2 - 1) return `（交叉 ${f.area(shared)}）`;
	return `（主责${whole ? '' : ` ${f.area(m2)}`}，其中交叉 ${f.area(shared)}）`;
}

function enPart({ part, m2, shared = 0, whole = false }: PartOf): string | null {
	const f = enFormats;
	if (part === 'gap') return ` (gap ${f.area(m2)})`;
	if (part === 'fallback') return whole ? ' (fallback)' : ` (fallback ${f.area(m2)})`;
	if (shared === 0) return whole ? null : ` (lead ${f.area(m2)})`;
	if (shared >= m2 - 1) return ` (overlap ${f.area(shared)})`;
	return ` (lead${whole ? '' : ` ${f.area(m2)}`}, overlap on ${f.area(shared)})`;
}

export const zh = {
	panel: '网格详情',
	title: '单元网格',
	close: '关闭',
	share: '分享',
	shared: '链接已复制，打开即是同样的画面',
	shareFailed: '没有复制成功，请从地址栏复制链接',
	print: '打印',
	history: '历史',
	historyTitle: '查看过去某一天的答案',
	historyDay: '日期',
	historyShow: '查看',
	historyToday: '回到今天',
	past: (day: string) =>
		`这是 ${day} 的情况，不是今天的。职责、设施和事件按那一天，居民、楼栋和绿化作业是现在的记录。`,
	future: (day: string) => `${day} 还没有到：这是按现在登记的责任期限推算的，事件和养护仍是已知的。`,
	pastPanelOnly: '面板是这一天的；地图颜色和问题清单仍是今天的。',
	loading: '正在读取这个网格……',
	area: (m2: number) => zhFormats.area(m2),
	households: (count: number | null) => (count === null ? '户数无数据' : zhFormats.households(count)),
	residents: (count: number | null) => (count === null ? '人口无数据' : zhFormats.residents(count)),
	sparse: '建成区外',
	ended: (day: string) => `这个网格已于 ${day} 停用`,
	demonstration: '演示数据，纯属虚构',
	duties: '职责',
	ground: '面积构成',
	lead: '主责',
	supportAndDocument: '协办 / 依据',
	nobody: '无人负责',
	/** What an organisation's part is, behind its name; null: it leads on all of the grid and alone. */
	partOf: zhPart,
	call: (name: string, phone: string) => `致电${name} ${phone}`,
	noPhone: '没有登记电话',
	noDocument: '没有文件依据',
	dutyOpen: (duty: string) => `${duty}：展开详情，并在地图上显示这项职责的地块`,
	stateShare: (state: string, area: string, share: string) => `${state} ${area}（${share}）`,
	residentsOn: (count: number) => `住 ${zhFormats.residents(count)}`,
	residentsUnknown: '居住人口无数据',
	states: { clear: '明确', fallback: '兜底', gap: '空白', overlap: '交叉' } satisfies Record<
		GroundState,
		string
	>,
	stateMeaning: {
		clear: '恰有一家依文件主责',
		fallback: '没有主责文件，由属地兜底',
		gap: '无人负责',
		overlap: '两家或以上依文件主责'
	} satisfies Record<GroundState, string>,
	parts: { lead: '主责', support: '协办', fallback: '兜底' } satisfies Record<Part, string>,
	since: (day: string) => `自 ${day} 起`,
	until: (day: string) => `至 ${day}`,
	document: '依据',
	issued: (issuer: string, day: string | null) => (day ? `${issuer}，${day}` : issuer),
	staff: '人员',
	money: '经费',
	staffPosts: (count: number) => `${zhFormats.decimal(count)} 人`,
	notKnown: '未登记',
	withoutMeans: '人员和经费没有跟着走',
	withheldParts: { incident: '事件', greening: '绿化养护任务', means: '人员和经费' },
	withheld: (parts: string[]) => `${parts.join('、')}要登录后按岗位查看。`,
	withheldHere: (parts: string[]) => `${parts.join('、')}不在您的岗位范围内。`,
	fewAreFive: '为保护个人信息，人数按 5 人取整，少于 3 人写作 0。',
	covers: (part: Part, m2: number, shared: number) =>
		`在本网格${part === 'fallback' ? '兜底' : '负责'} ${zhFormats.area(m2)}${shared > 0 ? `，其中 ${zhFormats.area(shared)}与别家交叉` : ''}`,
	fictional: '虚构',
	colourBy: '地图按此项着色',
	asOf: (day: string) => `数据截至 ${day}`,
	computed: '计算于',
	source: (name: string) => `来源：${name}`
};

export const en: typeof zh = {
	panel: 'Grid details',
	title: 'Unit grid',
	close: 'Close',
	share: 'Share',
	shared: 'Link copied: it opens this same view',
	shareFailed: 'Copying failed; please copy the address from the address bar',
	print: 'Print',
	history: 'History',
	historyTitle: 'The answer for a day in the past',
	historyDay: 'Day',
	historyShow: 'Show',
	historyToday: 'Back to today',
	past: (day) =>
		`This is the answer for ${day}, not for today. Duties, facilities and incidents are of that day; residents, buildings and greening jobs are of now.`,
	future: (day) =>
		`${day} is still to come: worked out from the periods on record now; incidents and greening are those known.`,
	pastPanelOnly:
		'The panel is for that day; the map’s colours and the list of worst grids are still today’s.',
	loading: 'Reading this grid…',
	area: (m2) => enFormats.area(m2),
	households: (count) => (count === null ? 'households: no data' : enFormats.households(count)),
	residents: (count) => (count === null ? 'residents: no data' : enFormats.residents(count)),
	sparse: 'outside built-up ground',
	ended: (day) => `This grid ended on ${day}`,
	demonstration: 'Demonstration data, fictional',
	duties: 'Duties',
	ground: 'Ground',
	lead: 'Lead',
	supportAndDocument: 'Support / document',
	nobody: 'Nobody',
	partOf: enPart,
	call: (name, phone) => `Call ${name} ${phone}`,
	noPhone: 'no telephone on record',
	noDocument: 'no document',
	dutyOpen: (duty) => `${duty}: open the details and show its ground on the map`,
	stateShare: (state, area, share) => `${state} ${area} (${share})`,
	residentsOn: (count) => `${enFormats.residents(count)} live there`,
	residentsUnknown: 'residents: no data',
	states: { clear: 'Clear', fallback: 'Fallback', gap: 'Gap', overlap: 'Overlap' },
	stateMeaning: {
		clear: 'exactly one organisation leads by document',
		fallback: 'nobody leads by document, the territory answers',
		gap: 'nobody answers',
		overlap: 'two or more lead by document'
	},
	parts: { lead: 'Lead', support: 'Support', fallback: 'Fallback' },
	since: (day) => `since ${day}`,
	until: (day) => `until ${day}`,
	document: 'Document',
	issued: (issuer, day) => (day ? `${issuer}, ${day}` : issuer),
	staff: 'Staff',
	money: 'Money',
	staffPosts: (count) => enFormats.posts(count),
	notKnown: 'not on record',
	withoutMeans: 'neither staff nor money came with it',
	withheldParts: { incident: 'Incidents', greening: 'greening duties', means: 'staff and money' },
	withheld: (parts) => `To be seen after signing in, by post: ${parts.join(', ')}.`,
	withheldHere: (parts) => `Not within your post here: ${parts.join(', ')}.`,
	fewAreFive: 'To protect persons, counts of people are given to the nearest five.',
	covers: (part, m2, shared) =>
		`${part === 'fallback' ? 'answers as the fallback' : 'answers'} for ${enFormats.area(m2)} of this grid${shared > 0 ? `, ${enFormats.area(shared)} of it led by others too` : ''}`,
	fictional: 'fictional',
	colourBy: 'Colour the map by this',
	asOf: (day) => `As of ${day}`,
	computed: 'computed',
	source: (name) => `Source: ${name}`
};
