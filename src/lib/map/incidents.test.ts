import { describe, expect, it } from 'vitest';
import { countIncidents, readIncidents } from './incidents.ts';

const PLACE = [117, 36] as const;
// From 2025-12: 3, none, 5 of which 2 are open and 1 of these is late.
const cell = readIncidents('incident_cell', PLACE, { first: 2025 * 12 + 11, months: '3,,5.2.1' });
const one = readIncidents('incident', PLACE, { day: '2026-02-28', kind: 'matter', number: 'A1', open: true });
const closed = readIncidents('incident', PLACE, { day: '2026-02-01', kind: 'component', number: 'A2' });
const shown = (month: string | null) => countIncidents([cell, one, closed], month);

describe('incidents on the map', () => {
	it('of now count those that are open, and give the heat of all months', () => {
		expect(shown(null)).toMatchObject([
			{ count: 2, overdue: 1, weight: 8 },
			{ count: 1, overdue: 0, weight: 1, kind: 'matter', number: 'A1' },
			{ count: 0, overdue: 0, weight: 1 }
		]);
	});
	it('of a month count all that were reported in it', () => {
		expect(shown('2026-02')).toMatchObject([
			{ count: 5, overdue: 1, weight: 5, kind: null },
			{ count: 1, kind: 'matter' },
			{ count: 1, kind: 'component' }
		]);
		expect(shown('2025-12')).toMatchObject([{ count: 3, overdue: 0, weight: 3 }]);
	});
	it('of a month without any are none, before the first and after the last as well', () => {
		for (const month of ['2025-11', '2026-01', '2026-03']) expect(shown(month)).toEqual([]);
	});
});
