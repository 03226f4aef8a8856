/** Cases on their way: states, what is done to them, and what is refused. Read by the pages of cases and the audit. */
import type { CaseFault, CaseField } from '../domain/incident/faults.ts';
import type { Clock } from '../domain/incident/clocks.ts';
import { MOST_PHOTOS } from '../domain/photo/photo.ts';
import type { CaseAction, Condition, State } from '../domain/incident/workflow.ts';
import { enFormats, zhFormats } from './format.ts';
import { en as incidentEn, zh as incidentZh } from './incident.ts';
import type { Language } from './language.ts';

type Faults = Readonly<Partial<Record<CaseField, Partial<Record<CaseFault, string>>>>>;

const zhActions = {
	accept: '受理',
	verify: '核实',
	file: '立案',
	dispatch: '派遣',
	send_back: '退回',
	redispatch: '改派',
	dispose: '报告处置完成',
	rework: '返工',
	pass: '核查通过',
	close: '结案',
	ask_extension: '申请延期',
	grant_extension: '同意延期',
	refuse_extension: '不同意延期',
	suspend: '挂账',
	resume: '恢复处置',
	merge: '并案',
	escalate: '督办',
	void: '作废',
	say: '留言',
	photograph: '补充照片',
	remove_photo: '撤下照片'
} satisfies Record<CaseAction, string>;

const zh = {
	states: incidentZh.states,
	/** As a button says it. */
	actions: zhActions,
	/** As the timeline says it. */
	done: {
		...zhActions,
		report: '上报',
		take_over: '从别处导入',
		dispose: '处置完成'
	} satisfies Record<CaseAction | 'report' | 'take_over', string>,
	clocks: {
		emergency_hours: '紧急工作时',
		working_hours: '工作时',
		working_days: '工作日'
	} satisfies Record<Clock, string>,
	faults: {
		class: { missing: '请选择类别。', unknown: '没有这个类别，请重新选择。' },
		position: {
			missing: '请在地图上选择位置。',
			outside: '这个位置不在您可以上报的范围内，请在地图上重新选择。'
		},
		address: { long: '地址最多 500 个字。', personal: '地址里不要写电话或身份证号。' },
		description: { long: '情况说明最多 500 个字。', personal: '情况说明里不要写电话或身份证号。' },
		happened_at: { future: '发现时间不能晚于现在。' },
		organisation: { missing: '请选择处置单位。', unknown: '没有这个单位，或它已经撤销。' },
		reason: {
			missing: '请写明原因。',
			long: '最多 500 个字。',
			personal: '这里不要写电话或身份证号。'
		},
		finding: { missing: '请选择现场情况。' },
		other: {
			missing: '请写重复案件的编号。',
			unknown: '没有这个编号的案件，或不在您的范围内。',
			itself: '不能并入自己。',
			ended: '那个案件已经办完，不能并入。'
		},
		minutes: { missing: '请写延长多久。', range: '延长时间要大于零，最多一年。' },
		photos: {
			missing: '这一步要有照片，请先选择照片。',
			repeated: '这张照片已经在这个案件里了。',
			many: `一次最多 ${MOST_PHOTOS} 张照片，请分几次发送。`,
			'not-taken': '这一步不收照片；请用“补充照片”。'
		},
		photo: { missing: '请选择要撤下的照片。', unknown: '没有这张照片，或它已经撤下。' },
		limit: { unknown: '没有这一档时限，请重新选择。' },
		key: { missing: '请求缺少编号（key）。', unknown: '请求的编号（key）要是小写的 UUID。' }
	} as Faults,
	fault: '请检查这一项。',
	refused: {
		state: (state: State) => `案件现在是“${zh.states[state]}”，不能这样做。`,
		condition: (condition: Condition) => zh.conditions[condition]
	},
	conditions: {
		verified: '还没有核实属实，不能立案。',
		'extension-asked': '没有待答复的延期申请。',
		'no-extension-asked': '已有一个延期申请在等答复。'
	} satisfies Record<Condition, string>,
	changed: '案件刚被别人办理过，已显示最新情况。请看过以后再操作。',
	sentOther: '这个请求编号已用于别的内容，没有执行。',
	forbidden: '您的角色不能对这个案件这样做。',
	limit: (clock: Clock, minutes: number) => {
		if (clock === 'working_days') return `${zhFormats.decimal(minutes / 1440)} 个工作日`;
		const [amount, unit] = minutes % 60 === 0 ? [minutes / 60, '小时'] : [minutes, '分钟'];
		return `${zhFormats.decimal(amount)} ${unit}（${zh.clocks[clock]}）`;
	}
};
export type CaseWords = typeof zh;

const en: CaseWords = {
	states: incidentEn.states,
	actions: {
		accept: 'Accept',
		verify: 'Verify',
		file: 'File',
		dispatch: 'Dispatch',
		send_back: 'Send back',
		redispatch: 'Dispatch to another',
		dispose: 'Report as done',
		rework: 'Not done: again',
		pass: 'Check passed',
		close: 'Close',
		ask_extension: 'Ask for more time',
		grant_extension: 'Grant more time',
		refuse_extension: 'Refuse more time',
		suspend: 'Suspend',
		resume: 'Resume',
		merge: 'Merge',
		escalate: 'Press',
		void: 'Make void',
		say: 'Leave a message',
		photograph: 'Add photos',
		remove_photo: 'Remove a photo'
	},
	done: {
		report: 'Reported',
		take_over: 'Brought in from elsewhere',
		accept: 'Accepted',
		verify: 'Verified',
		file: 'Filed',
		dispatch: 'Dispatched',
		send_back: 'Sent back',
		redispatch: 'Dispatched to another',
		dispose: 'Handled',
		rework: 'Found not done',
		pass: 'Check passed',
		close: 'Closed',
		ask_extension: 'More time asked for',
		grant_extension: 'More time granted',
		refuse_extension: 'More time refused',
		suspend: 'Suspended',
		resume: 'Resumed',
		merge: 'Merged',
		escalate: 'Pressed',
		void: 'Made void',
		say: 'Message',
		photograph: 'Photos added',
		remove_photo: 'Photo removed'
	},
	clocks: {
		emergency_hours: 'emergency hours',
		working_hours: 'working hours',
		working_days: 'working days'
	},
	faults: {
		class: { missing: 'Choose a class.', unknown: 'There is no such class; choose again.' },
		position: {
			missing: 'Choose a place on the map.',
			outside: 'This place is not within your reach; choose another on the map.'
		},
		address: { long: 'At most 500 characters.', personal: 'No phone or identity number here.' },
		description: { long: 'At most 500 characters.', personal: 'No phone or identity number here.' },
		happened_at: { future: 'It cannot have been seen after now.' },
		organisation: {
			missing: 'Choose who shall handle it.',
			unknown: 'There is no such organisation, or not any more.'
		},
		reason: {
			missing: 'Say why.',
			long: 'At most 500 characters.',
			personal: 'No phone or identity number here.'
		},
		finding: { missing: 'Say what was found.' },
		other: {
			missing: 'Type the number of the case that it duplicates.',
			unknown: 'There is no such case within your reach.',
			itself: 'A case is no duplicate of itself.',
			ended: 'That case has ended; nothing can be merged into it.'
		},
		minutes: { missing: 'Say how much longer.', range: 'More than nothing, and a year at most.' },
		photos: {
			missing: 'This step needs a photo: choose one first.',
			repeated: 'This photo is part of the case already.',
			many: `At most ${MOST_PHOTOS} photos at a time; send the others after them.`,
			'not-taken': 'No photos are taken with this step; add them by themselves.'
		},
		photo: { missing: 'Choose which photo.', unknown: 'There is no such photo, or not any more.' },
		limit: { unknown: 'There is no such limit; choose again.' },
		key: { missing: 'The request has no key.', unknown: 'The key must be a UUID in small letters.' }
	},
	fault: 'Please check this.',
	refused: {
		state: (state) => `The case is “${en.states[state]}” now; this cannot be done to it.`,
		condition: (condition) => en.conditions[condition]
	},
	conditions: {
		verified: 'It has not been found to be true yet, so it cannot be filed.',
		'extension-asked': 'Nobody has asked for more time.',
		'no-extension-asked': 'More time was asked for already, and not answered.'
	},
	changed:
		'Somebody has just done something to this case; it is shown as it is now. Look at it, then try again.',
	sentOther: 'This key was used for something else; nothing was done.',
	forbidden: 'Your role cannot do this to this case.',
	limit: (clock, minutes) => {
		if (clock === 'working_days') return `${enFormats.decimal(minutes / 1440)} working days`;
		const [amount, unit] = minutes % 60 === 0 ? [minutes / 60, 'h'] : [minutes, 'min'];
		return `${enFormats.decimal(amount)} ${unit} (${en.clocks[clock]})`;
	}
};

export const caseWords: Record<Language, CaseWords> = { 'zh-CN': zh, en };
