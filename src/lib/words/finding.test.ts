import { expect, it } from 'vitest';
import { card, facility } from '../../../tests/fixtures/grid-card.ts';
import { summarise } from '../domain/grid/summary.ts';
import { zh } from './finding.ts';

it('does not say that facilities reach everybody where nobody is of an age for them', () => {
	const nobody = facility('x', '某', { residents_of_age: 0, residents_within: 0 });
	const reached = facility('kindergarten', '幼儿园');
	const said = (...facilities: (typeof nobody)[]) => zh.nothingWrong(summarise(card({ facilities })));
	expect(said(reached)).toBe('没有发现问题：各项职责明确，设施都在服务半径之内。');
	expect(said(reached, nobody)).toBe('没有发现问题：各项职责明确，这里的居民用得上的设施都在服务半径之内。');
	expect(said(nobody, nobody)).toBe('没有发现问题：各项职责明确。这里没有居民，设施不作评价。');
});
