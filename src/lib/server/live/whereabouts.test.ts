import { describe, expect, it } from 'vitest';
import { MOST_BOXES } from '../../domain/tile/changes.ts';
import type { NotedChange } from './repository.ts';
import { Whereabouts } from './whereabouts.ts';

const noted = (id: number, boxes: number[] | null, mark = id, folded = false): NotedChange => ({
	...{ id, boxes, mark, folded },
	layer: 'incident'
});

/** What is noted first, and where it has changed after each of the next. */
function told(...looks: NotedChange[][]) {
	const where = new Whereabouts();
	return looks.map((changes) => where.since(['incident'], changes).get('incident')).slice(1);
}

describe('where a layer has changed since one looked', () => {
	it('is in the boxes of what has come since, and in none where it was told already', () => {
		const [one, two, three] = [
			noted(1, [1, 1, 1, 1]),
			noted(2, [2, 2, 2, 2]),
			noted(3, [3, 3, 3, 3, 4, 4, 4, 4])
		];
		expect(told([one], [one, two, three], [one, two, three])).toEqual([
			[2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4],
			[]
		]);
		// A transaction that began earlier and ended later.
		expect(told([three], [two, three])).toEqual([[2, 2, 2, 2]]);
	});
	it('is not known of a layer that is looked at for the first time, nor where the note does not say', () => {
		expect(new Whereabouts().since(['incident'], [noted(1, [1, 1, 1, 1])]).get('incident')).toBeNull();
		expect(told([], [noted(1, null)])).toEqual([null]);
	});
	it('is nowhere else when notes are folded, unless others were folded with them', () => {
		const before = [noted(1, [1, 1, 1, 1]), noted(2, [2, 2, 2, 2])];
		const folded = noted(9, [0, 0, 8, 8], 3, true);
		expect(told(before, [folded])).toEqual([[]]);
		expect(told(before, [folded, noted(10, [5, 5, 5, 5])])).toEqual([[5, 5, 5, 5]]);
		expect(told(before, [noted(9, [0, 0, 8, 8], 7, true)])).toEqual([null]);
	});
	it('is anywhere when it is in very many places', () => {
		const many = Array.from({ length: MOST_BOXES + 1 }, (_, n) => noted(n + 1, [n, n, n, n]));
		expect(told([], many)).toEqual([null]);
		expect(told([], many.slice(1))[0]).toHaveLength(4 * MOST_BOXES);
	});
});
