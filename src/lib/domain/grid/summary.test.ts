import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
	type WholeCard,
	card,
	CARD_M2,
	duty,
	facility,
	party
} from '../../../../tests/fixtures/grid-card.ts';
import type { cardIncidentSchema } from './card.ts';
import { summarise } from './summary.ts';

const kinds = (of: Partial<WholeCard>) => summarise(card(of)).findings.map((finding) => finding.kind);
const incident = (overdue: boolean): z.infer<typeof cardIncidentSchema> => ({
	number: 'L1',
	class_zh: '暴露垃圾',
	class_en: 'Exposed rubbish',
	kind: 'matter',
	state: 'filed',
	happened_at: '2026-06-30T00:00:00Z',
	due_at: null,
	overdue,
	position: [117, 36]
});

describe('the summary of a grid', () => {
	it('finds nothing where every duty is clear and everybody is within reach', () => {
		expect(summarise(card())).toMatchObject({ findings: [], clearDuties: 2, unknownFacilities: 0 });
	});

	it('puts a gap before an overlap before residents out of reach, whatever their size', () => {
		const { findings } = summarise(
			card({
				duties: [
					duty('lighting', '亮化', { overlap: 9000 }, { leads: [party('路灯所'), party('物业')] }),
					duty('greening', '绿化', { gap: 1240 })
				],
				facilities: [facility('elderly_day_care', '日间照料', { residents_within: 55 })]
			})
		);
		expect(findings).toMatchObject([
			{ kind: 'gap', duty: { code: 'greening' }, m2: 1240, whole: false },
			{ kind: 'overlap', duty: { code: 'lighting' }, m2: 9000, leads: 2 },
			{ kind: 'unreached', outside: 41, ofAge: 96, radius: 300, ageFrom: 60 }
		]);
	});

	it('puts the larger share first within a kind', () => {
		const { findings } = summarise(
			card({ duties: [duty('a', '甲', { gap: 500 }), duty('b', '乙', { gap: 5000 })] })
		);
		expect(findings.map((finding) => finding.kind === 'gap' && finding.duty.code)).toEqual(['b', 'a']);
	});

	it('says in one finding that three duties or more are abandoned on the whole grid', () => {
		const all = { gap: CARD_M2 };
		const duties = [duty('a', '甲', all), duty('b', '乙', all), duty('c', '丙', all), duty('d', '丁')];
		expect(summarise(card({ duties })).findings).toMatchObject([
			{ kind: 'abandoned', duties: [{ code: 'a' }, { code: 'b' }, { code: 'c' }], of: 4 }
		]);
		expect(kinds({ duties: duties.slice(1) })).toEqual(['gap', 'gap']);
	});

	it('leaves a sliver to the end when nobody lives on it, and out when it is thinner than a line', () => {
		const sliver = duty('a', '甲', { gap: 60 });
		const others = [duty('b', '乙', { fallback: 4000 }), duty('c', '丙', { gap: 0.5 })];
		sliver.ground.gap.residents = 0;
		expect(kinds({ duties: [sliver, ...others] })).toEqual(['fallback', 'gap']);
		sliver.ground.gap.residents = 2;
		expect(kinds({ duties: [sliver, ...others] })).toEqual(['gap', 'fallback']);
	});

	it('never takes missing data for a gap, and counts it instead', () => {
		const unknown = { residents_of_age: null, residents_within: null };
		expect(
			summarise(card({ facilities: [facility('kindergarten', '幼儿园', unknown), facility('x', '某')] }))
		).toMatchObject({ findings: [], unknownFacilities: 1 });
	});

	it('finds nothing where nobody of the age served lives', () => {
		expect(
			kinds({ facilities: [facility('x', '某', { residents_of_age: 0, residents_within: 0 })] })
		).toEqual([]);
	});

	it('finds a duty that came with neither staff nor money, but claims nothing where one is not known', () => {
		const led = (staff_posts: number | null, budget_yuan: number | null) =>
			kinds({ duties: [duty('a', '甲', {}, { leads: [party('物业', { staff_posts, budget_yuan })] })] });
		expect(led(0, 0)).toEqual(['without-means']);
		expect(led(0, null)).toEqual([]);
		expect(led(null, null)).toEqual([]);
		expect(led(0, 1000)).toEqual([]);
	});

	it('names fallback ground last, in one finding for all duties', () => {
		expect(
			summarise(
				card({ duties: [duty('a', '甲', { fallback: CARD_M2 }), duty('b', '乙', { fallback: 3000 })] })
			).findings
		).toMatchObject([{ kind: 'fallback', duties: [{ code: 'a' }, { code: 'b' }] }]);
	});

	it('counts what is past its time, and says when the list was full', () => {
		const incidents = (late: number) => ({
			...card().incidents,
			open: 30,
			list: [...Array.from({ length: late }, () => incident(true)), incident(false)]
		});
		expect(summarise(card({ incidents: incidents(2) })).findings).toEqual([
			{ kind: 'incidents-overdue', count: 2, more: false }
		]);
		expect(summarise(card({ incidents: incidents(20) })).findings).toMatchObject([{ count: 20, more: true }]);
		expect(
			kinds({
				incidents: incidents(1),
				greening: { ...card().greening, overdue: 2 },
				duties: [duty('a', '甲', { gap: 200 })]
			})
		).toEqual(['gap', 'incidents-overdue', 'greening-overdue']);
	});
});
