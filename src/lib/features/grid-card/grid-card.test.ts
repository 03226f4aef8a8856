import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { card, CARD_M2, duty, facility, party } from '../../../../tests/fixtures/grid-card.ts';
import type { GridCard as Card } from '$lib/domain/grid/card';
import type { Language } from '$lib/words/language';
import InTongue from './GridCardInTongue.test.svelte';

interface Opened {
	language?: Language;
	duty?: string;
	facility?: string;
	at?: string;
}

/** What a reader sees of the panel, as one line of text. */
function seen(of: Card, more: Opened = {}): string {
	return html(of, more)
		.replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/[\s\u00a0]+/g, ' ');
}

function html(of: Card, more: Opened = {}): string {
	const { language = 'zh-CN', duty: opened = null, facility: shown = null, at = null } = more;
	return render(InTongue, { props: { language, card: of, duty: opened, facility: shown, at } }).body;
}

const tone = (of: Card) => /data-tone="(\w+)"/.exec(html(of))?.[1];

describe('the panel of a grid', () => {
	it('says whose ground it is and how many live there', () => {
		const text = seen(card());
		expect(text).toContain('990102001002015');
		expect(text).toContain('临溪区 › 桐花街道 › 石桥社区');
		expect(text).toContain('1.03 公顷 148 户 402 人');
		expect(text).toContain('没有发现问题');
	});

	it('says the worst in one sentence, and names the leaders of an overlap', () => {
		const text = seen(
			card({
				duties: [
					duty('greening', '绿化', { gap: 1240 }),
					duty(
						'lighting',
						'亮化',
						{ overlap: 310 },
						{
							leads: [
								party('绿园物业', { shared_m2: 310 }),
								party('路灯所', { answers_m2: 310, shared_m2: 310 })
							]
						}
					)
				],
				facilities: [facility('elderly_day_care', '日间照料', { residents_within: 55 })]
			})
		);
		expect(text).toContain(
			'绿化有 1,240 m² 无人负责；亮化有 310 m² 两家重叠；60 岁以上 96 人中 41 人在日间照料 300 米之外。'
		);
		expect(text).toContain('绿园物业 （主责，其中交叉 310 m²）');
		expect(text).toContain('路灯所 （交叉 310 m²）');
		expect(text).toContain('空白 1,240 m²');
	});

	it('says of a mere fallback how much ground, and not in the red of a gap', () => {
		const some = [duty('a', '美化', { fallback: 3000 }), duty('b', '硬化', { fallback: CARD_M2 })];
		expect(seen(card({ duties: some }))).toContain('2 项职责只有属地兜底（硬化 1.03 公顷、美化 3,000 m²）。');
		const english = seen(card({ duties: some.slice(0, 1) }), { language: 'en' });
		expect(english).toContain('a rests on the territory alone on 3,000 m².');
		expect(tone(card({ duties: some }))).toBe('fallback');
		expect(tone(card({ duties: [...some, duty('c', '亮化', { gap: 200 })] }))).toBe('alarm');
		expect(tone(card())).toBe('fine');
	});

	it('never counts the territory as a leader, and says when there is nobody at all', () => {
		const committee = party('石桥居委会', { document: null });
		const text = seen(
			card({
				duties: [
					duty('a', '美化', { fallback: CARD_M2 }, { fallbacks: [committee] }),
					duty('b', '硬化', { gap: CARD_M2 })
				]
			})
		);
		expect(text).toContain('石桥居委会 （兜底）');
		expect(text).toContain('硬化在整个网格无人负责');
		expect(text).toMatch(/硬化 空白 1.03 公顷（100%） 无人负责 （空白 1.03 公顷）/);
	});

	it('opens a duty to its parties, documents, staff and money', () => {
		const text = seen(
			card({
				duties: [
					duty('greening', '绿化', {}, { leads: [party('绿园物业', { staff_posts: 0, budget_yuan: 0 })] })
				]
			}),
			{ duty: 'greening' }
		);
		expect(text).toContain(
			'明确 10,300 m² 100% 住 402 人 恰有一家依文件主责'.replace('10,300 m²', '1.03 公顷')
		);
		expect(text).toContain('桐花街办〔2025〕12号《关于明确养护责任的通知》');
		expect(text).toContain('自 2025年3月1日 起');
		expect(text).toContain('人员和经费没有跟着走');
	});

	it('keeps "no data" apart from a gap', () => {
		const of = facility('kindergarten', '幼儿园', {
			residents_of_age: null,
			residents_within: null,
			nearest: null
		});
		const text = seen(card({ facilities: [of] }), { facility: 'kindergarten' });
		expect(text).toContain('幼儿园 无数据');
		expect(text).toContain('不算缺口');
		expect(text).toContain('没有发现问题：各项职责都有人负责。1 类设施没有数据，不能判断。');
	});

	it('says of a past answer that it is past, and of invented data that it is invented', () => {
		const text = seen(card({ at: '2025-01-01' }), { at: '2025-01-01' });
		expect(text).toContain('这是 2025年1月1日 的情况，不是今天的。');
		expect(text).toContain('面板是这一天的；地图颜色和问题清单仍是今天的。');
		expect(text).toContain('演示数据，纯属虚构');
		expect(text).toContain('数据截至 2025年1月1日');
	});

	it('speaks English without a Chinese word of its own', () => {
		const of = card();
		of.grid.source.name = 'demo';
		of.areas = [];
		of.duties = [duty('greening', 'Greening', { gap: 1240 }, { leads: [] })];
		of.facilities = [];
		expect(seen(of, { language: 'en', duty: 'greening' })).not.toMatch(/[\u4e00-\u9fff]/);
	});
});
