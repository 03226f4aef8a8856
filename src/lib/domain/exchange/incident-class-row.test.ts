import { describe, expect, it } from 'vitest';
import { classProblemKeys, classProblemSentence } from '../../words/class-problems.ts';
import { isClassCode } from '../incident/classes.ts';
import { CLASS_TEMPLATE, readClassRow, type ClassColumn } from './incident-class-row.ts';

type Cells = Partial<Record<ClassColumn, string>>;
const GOOD: Cells = {
	edition: 'GB/T 47678.5-2026',
	kind: '部件',
	code: '01001',
	name: '上水井盖',
	group: '市政公用'
};
const problems = (cells: Cells) =>
	readClassRow(7, { ...GOOD, ...cells }).problems.map(({ column, problem, value }) => [
		column,
		problem,
		value
	]);

describe('a row of a file of classes', () => {
	it('is read in Chinese and in keys', () => {
		const { said, problems: none } = readClassRow(3, {
			...GOOD,
			name_en: ' Water cover ',
			duty: 'public_facilities',
			evidence: '发现照片；部件编码',
			former: 'GB/T 30428.2-2013 0101',
			condition: '缺失',
			limit: '2',
			unit: '小时',
			clock: '紧急工作时'
		});
		expect(none).toEqual([]);
		expect(said).toEqual({
			line: 3,
			edition: 'GB/T 47678.5-2026',
			kind: 'component',
			code: '01001',
			name: '上水井盖',
			nameEn: 'Water cover',
			group: '市政公用',
			duty: 'public_facilities',
			evidence: ['photo_found', 'component_code'],
			former: { edition: 'GB/T 30428.2-2013', kind: 'component', code: '0101' },
			limit: { condition: '缺失', clock: 'emergency_hours', minutes: 120 }
		});
		const keys = { kind: 'component', evidence: 'none', limit: '3', unit: 'day', clock: 'working_days' };
		expect(readClassRow(4, { ...GOOD, ...keys }).said).toMatchObject({
			kind: 'component',
			evidence: [],
			limit: { condition: '', clock: 'working_days', minutes: 4320 }
		});
	});

	it('may say nothing but what it is: the rest stays as it was', () => {
		const { said } = readClassRow(1, { edition: GOOD.edition, kind: '部件', code: '01001' });
		expect(said).toMatchObject({
			name: null,
			group: null,
			duty: null,
			evidence: null,
			former: null,
			limit: null
		});
	});

	it.each<[Cells, ...(string | undefined)[]]>([
		[{ edition: '' }, 'edition', 'missing', undefined],
		[{ kind: '' }, 'kind', 'missing', undefined],
		[{ kind: '设施' }, 'kind', 'kind', '设施'],
		[{ code: '' }, 'code', 'missing', undefined],
		[{ code: '0101' }, 'code', 'code', '0101'],
		[{ code: '06010' }, 'code', 'code', '06010'],
		[{ kind: '事项' }, 'code', 'code', '01001'],
		[{ name: '长'.repeat(61) }, 'name', 'long', '60'],
		[{ evidence: '发现照片；录像' }, 'evidence', 'evidence', '录像'],
		[{ former: '0101' }, 'former', 'former', '0101'],
		[{ condition: '缺失' }, 'limit', 'missing', undefined],
		[{ unit: '小时', clock: '工作时' }, 'limit', 'missing', undefined],
		[{ limit: '2', clock: '工作时' }, 'unit', 'missing', undefined],
		[{ limit: '2', unit: '小时' }, 'clock', 'missing', undefined],
		[{ limit: '2', unit: '周', clock: '工作日' }, 'unit', 'unit', '周'],
		[{ limit: '2', unit: '小时', clock: '自然时' }, 'clock', 'clock', '自然时'],
		[{ limit: '2', unit: '天', clock: '工作时' }, 'unit', 'unit-of-clock', '工作时'],
		[{ limit: '8', unit: '小时', clock: '工作日' }, 'unit', 'unit-of-clock', '工作日'],
		[{ limit: '0', unit: '天', clock: '工作日' }, 'limit', 'number', '0'],
		[{ limit: '367', unit: '天', clock: '工作日' }, 'limit', 'number', '367'],
		[{ limit: '1.3333', unit: '小时', clock: '工作时' }, 'limit', 'number', '1.3333'],
		[{ limit: 'two', unit: '小时', clock: '工作时' }, 'limit', 'number', 'two']
	])('%j is refused', (cells, column, problem, value) => {
		expect(problems(cells)).toEqual([[column, problem, value]]);
	});

	it('of the template is without problems, and every problem has a sentence in both languages', () => {
		for (const cells of CLASS_TEMPLATE) expect(readClassRow(1, cells).problems).toEqual([]);
		expect(classProblemKeys('en')).toEqual(classProblemKeys('zh-CN'));
		const problem = { line: 7, column: 'clock', problem: 'clock', value: '自然时' } as const;
		expect(classProblemSentence('zh-CN', problem)).toBe(
			'第 7 行“计时”：“自然时”不是紧急工作时、工作时或工作日。'
		);
		expect(classProblemSentence('en', problem)).toMatch(/^line 7, clock: "自然时" is not .*\.$/);
	});
});

it('a code is one of its edition and kind; a city’s own list is free', () => {
	expect(isClassCode('GB/T 47678.5-2026', 'matter', '10002')).toBe(true);
	expect(isClassCode('GB/T 47678.5-2026', 'matter', '11002')).toBe(false);
	expect(isClassCode('GB/T 47678.5-2026', 'public_order', 'theft')).toBe(false);
	expect(isClassCode('GB/T 30428.2-2013', 'component', '0110')).toBe(true);
	expect(isClassCode('CJ/T 214-2007', 'matter', '0401')).toBe(true);
	expect(isClassCode('某市扩展', 'public_order', 'drone')).toBe(true);
	expect(isClassCode('某市扩展', 'matter', '无人机')).toBe(false);
});
