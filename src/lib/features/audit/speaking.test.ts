import { expect, it } from 'vitest';
import { linesOf, subjectName, subjectOf, actorName, type Said } from './speaking.ts';

const entry = (
	action: string,
	subject: string,
	detail: Said['detail'] = {},
	more: Partial<Said> = {}
): Said => ({
	action,
	subject,
	detail,
	account: null,
	subjectNamed: null,
	actor: 'account:7',
	actorNamed: { title: '信息科', demonstration: false },
	places: { area: null, organisation: null },
	...more
});
const said = (one: Said) => linesOf(one, 'zh-CN').map(({ label, value }) => `${label}：${value}`);

it('says details in words: roles, places, days, counts within counts, and nothing of what is empty', () => {
	const grant = {
		assignment: 1204,
		role: 'grid_worker',
		area: '990102',
		organisation: null,
		until: '2026-12-31'
	};
	expect(
		said(entry('assignment.grant', 'account:9', grant, { places: { area: '桐花街道', organisation: null } }))
	).toEqual(['角色：网格员', '区域：桐花街道', '最后一天：2026年12月31日', '授权编号：1204']);
	expect(said(entry('assignment.grant', 'account:9', { area: '990102' }))).toEqual(['区域：990102']);
	const taken = { sha256: 'ab'.repeat(32), before: 'same', taken: { building: 12345, road: 7 }, gone: {} };
	expect(said(entry('ground.import', 'town.osm.pbf', taken))).toEqual([
		'原有数据：同一辖区',
		'导入：楼栋 12,345，道路 7',
		'文件指纹：abababababab…'
	]);
	const verdict = {
		entries: 9,
		head: `9:${'c'.repeat(64)}`,
		faults: 1,
		found: [{ kind: 'altered', nth: 4 }]
	};
	expect(said(entry('audit.verify', '', verdict))).toEqual([
		'条数：9',
		'末尾：9:cccccccccccc…',
		'不对：1',
		'其中：第 4 条被改动过'
	]);
	const look = {
		from: '2026-11-01',
		to: '2026-11-29',
		actor: 'account:3',
		action: 'entry',
		kind: 'account',
		id: '3'
	};
	expect(said(entry('audit.read', 'session:5', look)).slice(2)).toEqual([
		'谁：3 号帐号',
		'做了什么：登录',
		'种类：帐号',
		'编号：3'
	]);
});

it('calls people as they are called now, themselves so, and what is unknown by its number or as it is written', () => {
	const named = { title: '审计科', demonstration: false };
	const about = (action: string, subject: string, more: Partial<Said> = {}) =>
		subjectName(entry(action, subject, {}, more), 'zh-CN');
	expect(about('account.end', 'account:9', { account: 9, subjectNamed: named })).toBe('审计科');
	expect(about('account.end', 'account:7', { account: 7, subjectNamed: named })).toBe('本人');
	expect(about('session.end', 'session:5', { account: 9, subjectNamed: named })).toBe('5 号登录 · 审计科');
	expect(about('session.end', 'session:5', { account: 7, subjectNamed: named })).toBe('5 号登录');
	expect(about('account.end', 'account:9')).toBe('9 号帐号');
	expect(about('grids.make', '演示市')).toBe('演示市');
	expect(about('keys.rotate', '')).toBe('');
	expect(actorName('account:4', { title: 'demo-grid-worker', demonstration: true }, 'zh-CN')).toBe(
		'网格员（演示）'
	);
	expect(actorName('account:4', null, 'zh-CN')).toBe('4 号帐号');
	expect(actorName('visitor', null, 'zh-CN')).toBe('没有登录的人');
	expect(actorName('npm run keys', null, 'zh-CN')).toBe('命令 npm run keys');
});

it('asks by an id only for what has one that tells of nobody', () => {
	expect(subjectOf({ action: 'session.open', subject: 'session:5' })).toEqual({ kind: 'session', id: '5' });
	expect(subjectOf({ action: 'responsibility.add', subject: 'key:a' })).toEqual({
		kind: 'responsibility',
		id: 'key:a'
	});
	expect(subjectOf({ action: 'ground.import', subject: 'a.pbf' })).toEqual({ kind: 'file', id: null });
	expect(subjectOf({ action: 'of.old', subject: 'x' })).toEqual({ kind: 'none', id: null });
	expect(subjectOf({ action: 'keys.rotate', subject: '' })).toBeUndefined();
});
