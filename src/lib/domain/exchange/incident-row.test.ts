import { describe, expect, it } from 'vitest';
import { readMapping, type IncidentMapping } from './incident-mapping.ts';
import { readIncidentRow } from './incident-row.ts';

const GIVEN = {
	columns: {
		number: '编号',
		happened: '上报时间',
		class: '类别',
		x: '经度',
		y: '纬度',
		state: '状态',
		closed: '结案时间',
		due: '应办时间',
		address: '地址'
	},
	prefix: '旧-',
	srid: 4490,
	moments: 'YYYY-MM-DD HH:mm',
	timezone: 'Asia/Shanghai',
	states: { 已结案: 'closed', 处置中: 'dispatched', 作废: 'void' },
	classes: { edition: 'GB/T 30428.2-2013', kind: 'matter', codes: { 垃圾: '0110' } }
};
const mapping = (() => {
	const read = readMapping(GIVEN);
	if ('faults' in read) throw new Error(JSON.stringify(read.faults));
	return read.mapping;
})();
const ROW: Record<string, string> = {
	编号: '17',
	上报时间: '2026-03-02 08:30',
	类别: '垃圾',
	经度: '117.01',
	纬度: '36.02',
	状态: '已结案',
	结案时间: '2026-03-02 10:00',
	应办时间: '2026-03-02 12:30',
	地址: '桐花路 3 号'
};
const NOW = new Date('2026-07-01T00:00:00Z');
const read = (change: Record<string, string>, by: IncidentMapping = mapping) =>
	readIncidentRow(5, (column) => ({ ...ROW, ...change })[column] ?? null, by, NOW);
const problems = (change: Record<string, string>) =>
	read(change).problems.map(({ field, problem, value }) => [field, problem, value]);

describe('a row of past incidents', () => {
	it('is read by its mapping', () => {
		expect(read({})).toEqual({
			problems: [],
			said: {
				line: 5,
				number: '旧-17',
				happened: new Date('2026-03-02T00:30:00Z'),
				closed: new Date('2026-03-02T02:00:00Z'),
				due: new Date('2026-03-02T04:30:00Z'),
				state: 'closed',
				class: '垃圾',
				x: 117.01,
				y: 36.02,
				address: '桐花路 3 号'
			}
		});
	});

	it('of what is still open has no end, whatever is written there, and needs neither a due moment nor an address', () => {
		expect(read({ 状态: '处置中', 结案时间: 'soon', 应办时间: '', 地址: ' ' }).said).toMatchObject({
			state: 'dispatched',
			closed: null,
			due: null,
			address: null
		});
	});

	it('with a word that nobody explained has the state that is said for those', () => {
		expect(read({ 状态: '挂起' }, { ...mapping, otherwise: 'dispatched' }).said?.state).toBe('dispatched');
	});

	it.each<[Record<string, string>, ...(string | undefined)[]]>([
		[{ 编号: '' }, 'number', 'missing', undefined],
		[{ 编号: '9'.repeat(59) }, 'number', 'long', '9'.repeat(59)],
		[{ 上报时间: '2026-02-30 08:30' }, 'happened', 'moment', '2026-02-30 08:30'],
		[{ 上报时间: '2026-07-02 08:30', 状态: '处置中' }, 'happened', 'future', '2026-07-02 08:30'],
		[{ 状态: '' }, 'state', 'missing', undefined],
		[{ 状态: '挂起' }, 'state', 'state', '挂起'],
		[{ 状态: 'constructor' }, 'state', 'state', 'constructor'],
		[{ 结案时间: '' }, 'closed', 'missing', undefined],
		[{ 结案时间: '昨天' }, 'closed', 'moment', '昨天'],
		[{ 结案时间: '2026-03-02 08:29' }, 'closed', 'before', '2026-03-02 08:29'],
		[{ 应办时间: '明天' }, 'due', 'moment', '明天'],
		[{ 类别: '' }, 'class', 'missing', undefined],
		[{ 经度: '' }, 'x', 'missing', undefined],
		[{ 纬度: '北纬36' }, 'y', 'number', '北纬36'],
		[{ 纬度: 'Infinity' }, 'y', 'number', 'Infinity'],
		[{ 地址: '路'.repeat(201) }, 'address', 'long', '路'.repeat(80)],
		[{ 地址: '桐花路，电话 13812345678' }, 'address', 'personal', undefined]
	])('%j is refused', (change, field, problem, value) => {
		expect(problems(change)).toEqual([[field, problem, value]]);
	});
});

describe('a mapping', () => {
	it.each<[object, string, string]>([
		[{ srid: undefined }, 'srid', 'invalid_type'],
		[{ moments: 'HH:mm' }, 'moments', 'pattern'],
		[{ timezone: 'China/Nowhere' }, 'timezone', 'timezone'],
		[{ states: { 已结案: 'done' } }, 'states.已结案', 'invalid_value'],
		[{ columns: { ...GIVEN.columns, number: '' } }, 'columns.number', 'too_small'],
		[{ columns: { ...GIVEN.columns, phone: '电话' } }, 'columns.phone', 'unrecognized_keys'],
		[{ classes: { ...GIVEN.classes, kind: 'event' } }, 'classes.kind', 'invalid_value']
	])('%j is refused, naming the place', (change, field, reason) => {
		expect(readMapping({ ...GIVEN, ...change })).toEqual({ faults: [{ field, reason }] });
	});

	it('that is none at all is refused', () => {
		expect(readMapping('x')).toMatchObject({ faults: [{ reason: 'invalid_type' }] });
	});
});
