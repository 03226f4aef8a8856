import { describe, expect, it } from 'vitest';
import { readStatements, statementNouns } from './statements.ts';
import { keepsStatements, keptName } from './prepared.ts';

describe('statements that are kept planned', () => {
	it('are those of tiles, cards, cases and the snapshot, by their names, and no text of any other', () => {
		const kept = statementNouns().flatMap((noun) =>
			[...readStatements(noun).values()].flatMap((statement) => keptName(statement) ?? [])
		);
		expect(kept).toHaveLength(24);
		expect(kept).toEqual(expect.arrayContaining(['api.snapshot', 'grid.card', 'tiles.ground_tile']));
		expect(keptName('select 1')).toBeUndefined();
	});

	it('are kept unless the environment says off, and anything else is refused', () => {
		expect(keepsStatements({})).toBe(true);
		expect(keepsStatements({ WANGGE_PREPARE: 'on' })).toBe(true);
		expect(keepsStatements({ WANGGE_PREPARE: ' off ' })).toBe(false);
		expect(() => keepsStatements({ WANGGE_PREPARE: 'no' })).toThrowError(
			/WANGGE_PREPARE is "no": wanted is on or off/
		);
	});
});
