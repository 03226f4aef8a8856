import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterIncidents } from './clusters.ts';
import type { Counted } from './incidents.ts';

const at = (lng: number, lat: number, count = 1, more: Partial<Counted> = {}): Counted => ({
	lng,
	lat,
	count,
	weight: count,
	overdue: 0,
	kind: 'matter',
	number: 'A1',
	...more
});

describe('clusters of incidents', () => {
	it('lose none, wherever the incidents lie and however far out', () => {
		const incident = fc.record({
			lng: fc.double({ min: 117, max: 117.4, noNaN: true }),
			lat: fc.double({ min: 36, max: 36.3, noNaN: true }),
			weight: fc.integer({ min: 5, max: 9 }),
			count: fc.integer({ min: 0, max: 5 }),
			overdue: fc.constant(0),
			kind: fc.constant('matter'),
			number: fc.constant('A1')
		});
		fc.assert(
			fc.property(
				fc.array(incident, { maxLength: 60 }),
				fc.integer({ min: 8, max: 18 }),
				(incidents, zoom) => {
					const sum = (of: readonly Counted[]) => of.reduce((total, { count }) => total + count, 0);
					expect(sum(clusterIncidents(incidents, zoom, 40))).toBe(sum(incidents));
				}
			)
		);
	});
	it('keep apart what is farther apart on the screen than the radius', () => {
		const two = [at(117, 36), at(117.01, 36)];
		expect(clusterIncidents(two, 10, 40)).toHaveLength(1);
		expect(clusterIncidents(two, 16, 40)).toHaveLength(2);
	});
	it('know the kind of a single one, and of several say only how many', () => {
		expect(clusterIncidents([at(117, 36)], 14, 40)[0]).toMatchObject({ kind: 'matter', count: 1 });
		expect(clusterIncidents([at(117, 36), at(117, 36)], 14, 40)[0]).toMatchObject({ kind: null, count: 2 });
	});
	it('leave out what shows nothing', () => {
		expect(clusterIncidents([at(117, 36, 0, { weight: 4 })], 14, 40)).toEqual([]);
	});
	it('come out the same whatever order the tiles arrived in', () => {
		const many = Array.from({ length: 30 }, (_, n) =>
			at(117 + (n % 6) * 0.003, 36 + Math.floor(n / 6) * 0.002, 1 + (n % 4))
		);
		expect(clusterIncidents([...many].reverse(), 12, 40)).toEqual(clusterIncidents(many, 12, 40));
	});
});
