import { describe, expect, it } from 'vitest';
import { CARD_M2, duty, party } from '../../../../tests/fixtures/grid-card.ts';
import { en, zh } from '$lib/words/card';
import { answering } from './parties';

const said = (of: Parameters<typeof answering>[0], words = zh) =>
	answering(of, CARD_M2).map((answer) =>
		`${answer.organisation?.name ?? words.nobody}${words.partOf(answer) ?? ''}`.replaceAll('\u00a0', ' ')
	);

describe('who answers for a duty', () => {
	it('is named with the largest share of the ground first, be it the lead or the fallback', () => {
		const of = duty(
			'a',
			'甲',
			{ fallback: 9_000 },
			{
				leads: [party('市政养护', { m2: 1_300, answers_m2: 1_300 })],
				fallbacks: [party('居委会', { answers_m2: 9_000 })]
			}
		);
		expect(said(of)).toEqual(['居委会（兜底 9,000 m²）', '市政养护（主责 1,300 m²）']);
		expect(said(of, en)).toEqual(['居委会 (fallback 9,000 m²)', '市政养护 (lead 1,300 m²)']);
	});

	it('is named without more where it leads on all of the ground alone', () => {
		expect(said(duty('a', '甲'))).toEqual(['绿园物业']);
	});

	it('is nobody on the gap, which has its place among the others', () => {
		const leads = [party('绿园物业', { m2: 3_000, answers_m2: 3_000 })];
		expect(said(duty('a', '甲', { gap: 7_300 }, { leads }))).toEqual([
			'无人负责（空白 7,300 m²）',
			'绿园物业（主责 3,000 m²）'
		]);
		expect(said(duty('a', '甲', { gap: CARD_M2 }))).toEqual(['无人负责（空白 1.03 公顷）']);
	});

	it('overlaps only where organisations lead on common ground: a third one that leads elsewhere does not', () => {
		const leads = [
			party('甲公司', { m2: 5_000, answers_m2: 5_000, shared_m2: 1_000 }),
			party('乙公司', { m2: 4_300, answers_m2: 4_300 }),
			party('丙公司', { m2: 1_000, answers_m2: 1_000, shared_m2: 1_000 })
		];
		expect(said(duty('a', '甲', { overlap: 1_000, gap: 1_000 }, { leads }))).toEqual([
			'甲公司（主责 5,000 m²，其中交叉 1,000 m²）',
			'乙公司（主责 4,300 m²）',
			'丙公司（交叉 1,000 m²）',
			'无人负责（空白 1,000 m²）'
		]);
	});

	it('is said once of an organisation with several responsibilities', () => {
		const leads = [party('绿园物业'), party('绿园物业', { responsibility_id: 2 })];
		expect(said(duty('a', '甲', {}, { leads }))).toEqual(['绿园物业']);
	});

	it('leaves out a fallback that has no ground left, and ground no wider than a line', () => {
		const more = { leads: [party('绿园物业')], fallbacks: [party('居委会', { answers_m2: 0 })] };
		expect(said(duty('a', '甲', { gap: 0.5 }, more))).toEqual(['绿园物业']);
	});
});
