import { describe, expect, it } from 'vitest';
import { enFormats as en, zhFormats as zh } from './format.ts';

/** As a reader sees it: number and unit are joined by a space that does not break. */
const seen = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formats', () => {
	it('write areas in square metres under 10,000 and then in hectares', () => {
		expect([0, 0.4, 1240, 9999, 10_300, 2_000_000_000].map(zh.area).map(seen)).toEqual([
			'0 m²',
			'<1 m²',
			'1,240 m²',
			'9,999 m²',
			'1.03 公顷',
			'200,000 公顷'
		]);
		expect(seen(en.area(10_300))).toBe('1.03 ha');
	});
	it('write distances in metres and then in kilometres', () => {
		expect([120, 412.4, 999.7, 1234].map(zh.distance).map(seen)).toEqual([
			'120 米',
			'412 米',
			'1 公里',
			'1.2 公里'
		]);
		expect(seen(en.distance(1234))).toBe('1.2 km');
	});
	it('write days out, whatever zone the device is in', () => {
		expect(zh.day('2026-07-01')).toBe('2026年7月1日');
		expect(en.day('2026-07-01')).toBe('1 July 2026');
		expect([zh.month('2026-01'), en.month('2026-12')]).toEqual(['2026年1月', 'December 2026']);
	});
	it('write times relative up to a day and the day after that', () => {
		const now = Date.parse('2026-07-01T12:00:00Z');
		expect(zh.ago('2026-07-01T11:57:00Z', now)).toBe('3分钟前');
		expect(zh.ago('2026-07-01T02:00:00Z', now)).toBe('10小时前');
		expect(zh.ago('2026-06-28T12:00:00Z', now)).toBe('2026年6月28日');
		expect(zh.moment('2026-07-01T02:05:00Z', 'Asia/Shanghai')).toBe('2026年7月1日 10:05');
	});
	it('count in the words of each language', () => {
		expect(seen(zh.households(148))).toBe('148 户');
		expect([en.households(1), en.households(1480)].map(seen)).toEqual(['1 household', '1,480 households']);
		expect(seen(zh.money(125_000))).toBe('12.5 万元/年');
	});
	it('never write a little as nothing or almost all as all', () => {
		expect([0, 0.004, 0.5, 0.996, 1].map(zh.share)).toEqual(['0%', '<1%', '50%', '>99%', '100%']);
	});
	it('write the marks between words as each language does', () => {
		const said = ({ colon, comma, semicolon, aside }: typeof zh) =>
			`a${colon}b${comma}c${semicolon}d${aside('e')}`;
		expect(said(zh)).toBe('a：b，c；d（e）');
		expect(said(en)).toBe('a: b, c; d (e)');
	});
});
