/** Colleagues and their phone numbers. Read by the pages of contacts, and by those on which a number is given. */
import type { RevealFault } from '../domain/people/reveal.ts';
import { enFormats, zhFormats } from './format.ts';
import type { Language } from './language.ts';

const zh = {
	contacts: '同事电话',
	lead: '您负责范围内的同事。号码平时只显示一部分；因处理具体事件需要联系时，写明事由才显示全部，每次都有记录。',
	readLead: '全部同事。号码只显示一部分。',
	find: '按称呼查找',
	count: (count: number) => `${zhFormats.number(count)} 位同事`,
	none: '没有符合的同事。',
	noneYet: '您负责的范围内还没有别的同事。系统管理员邀请、安全管理员分配角色之后，会出现在这里。',
	known: '已登记号码',
	unknown: '未登记号码',
	noNumber: '这位同事没有登记号码。本人可以在“我的帐号”里登记。',
	optional: (field: string) => `${field}（可不填）`,
	number: '电话号码',
	reveal: '显示全部号码',
	revealLead: (left: number, perDay: number) =>
		`事由和事件编号记入审计，审计员可以查问。每天最多 ${zhFormats.number(perDay)} 次，今天还剩 ${zhFormats.number(left)} 次。`,
	reason: '事由',
	reasonHint: '4 到 200 个字，例如“核实暴露垃圾的位置”。不要写姓名、电话、身份证号。',
	workItem: '事件编号',
	workItemHint: '正在处理、在您负责范围内的事件；点这一格可以从最近的里面选。',
	show: '显示号码',
	previewed: '此人可以为处理具体事件显示全部号码；预览中不能显示。',
	call: '拨打',
	fictional: '演示用的虚构号码，不能拨打。',
	shownOnce: (left: number) =>
		`只显示这一次，离开或刷新后不再显示。已记入审计，今天还剩 ${zhFormats.number(left)} 次。`,
	refusals: {
		'reason-short': '事由太短，至少 4 个字。',
		'reason-long': '事由太长，最多 200 个字。',
		'reason-personal': '事由里不要写电话或身份证号，请改一改。',
		'work-item': '在您负责的范围内没有这个编号的、还在处理的事件。请核对编号。',
		'no-number': '这位同事没有登记号码。',
		unreadable: '号码打不开：密钥不对，或数据被改动。没有计次数，请告诉系统管理员。'
	} satisfies Record<Exclude<RevealFault, 'quota'>, string>,
	quota: (day: string) => `今天的次数已经用完，${day}零点起又可以查看。急事请打单位值班电话。`,
	quotaNone: '这里没有开放显示号码。需要时请找系统管理员。',
	own: '我的电话号码',
	ownLead: '可填可不填。本街道、本社区的工作人员因处理事件需要联系您时，写明事由才能看到，每次都有记录。',
	ownNone: '没有登记。',
	ownKnown: (masked: string) => `已登记：${masked}`,
	save: '保存号码',
	remove: '删除号码',
	saved: '号码已保存。',
	removed: '号码已删除。'
};
export type ContactWords = typeof zh;

const en: ContactWords = {
	contacts: 'Colleagues’ phones',
	lead: 'Colleagues within your reach. Numbers are shown in part; where an incident makes it necessary to call, say why and the whole number is shown. Each time is recorded.',
	readLead: 'All colleagues. Numbers are shown in part.',
	find: 'Find by title',
	count: (count) => `${enFormats.number(count)} ${count === 1 ? 'colleague' : 'colleagues'}`,
	none: 'No such colleague.',
	noneYet:
		'There are no other colleagues within your reach yet. They appear here once the system administrator has invited them and the security administrator has given them a role.',
	known: 'number known',
	unknown: 'no number',
	noNumber: 'No number is known of this colleague. They can give one on their account page.',
	optional: (field) => `${field} (may be left out)`,
	number: 'Phone number',
	reveal: 'Show the whole number',
	revealLead: (left, perDay) =>
		`Reason and incident are recorded for the auditor. At most ${enFormats.number(perDay)} a day; ${enFormats.number(left)} left today.`,
	reason: 'Reason',
	reasonHint:
		'4 to 200 characters, for example “where exactly the rubbish lies”. No names, phone or identity numbers.',
	workItem: 'Number of the incident',
	workItemHint: 'One that is being handled within your reach; the field proposes the newest.',
	show: 'Show the number',
	previewed: 'This person may have whole numbers shown for a piece of work; in a preview none is shown.',
	call: 'Call',
	fictional: 'A fictional number of the demonstration: it cannot be called.',
	shownOnce: (left) =>
		`Shown only now; leave or reload the page and it is gone. Recorded in the audit; ${enFormats.number(left)} left today.`,
	refusals: {
		'reason-short': 'The reason is too short: at least 4 characters.',
		'reason-long': 'The reason is too long: at most 200 characters.',
		'reason-personal': 'Please leave phone and identity numbers out of the reason.',
		'work-item': 'There is no open incident of this number within your reach. Please check the number.',
		'no-number': 'No number is known of this colleague.',
		unreadable:
			'The number cannot be opened: a wrong key, or altered data. It was not counted; please tell the system administrator.'
	},
	quota: (day) =>
		`You have used up today’s quota; it is new again at midnight, ${day}. If it is urgent, call the office’s duty line.`,
	quotaNone: 'Showing numbers is switched off here. Ask the system administrator if you need it.',
	own: 'My phone number',
	ownLead:
		'You need not give one. Staff of your street and community who have to reach you about an incident see it when they say why; each time is recorded.',
	ownNone: 'None is known.',
	ownKnown: (masked) => `Known: ${masked}`,
	save: 'Save the number',
	remove: 'Delete the number',
	saved: 'The number is saved.',
	removed: 'The number is deleted.'
};

export const contactWords: Record<Language, ContactWords> = { 'zh-CN': zh, en };
