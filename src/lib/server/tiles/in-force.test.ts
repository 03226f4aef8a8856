import { expect, it } from 'vitest';
import { InForce, type InForceSince } from './in-force.ts';
import { Changes } from './versions.ts';

const changesOf = (...layers: string[]) =>
	new Changes(
		'here',
		layers.join(),
		layers.map((layer, nth) => ({ layer, boxes: null, mark: 7 + nth }))
	);

it('takes the later day of the tables that are asked for, and reads once for a day and a state of these tables', async () => {
	const asked: string[] = [];
	const inForce = new InForce((day) => {
		asked.push(day);
		return Promise.resolve({ area: '2024-01-01', grid: '2025-03-04', facility: '' });
	});
	const before = changesOf('road');
	expect(await inForce.since(before, '2026-07-01', ['jurisdiction', 'area'])).toBe('2024-01-01');
	expect(await inForce.since(before, '2026-07-01', ['grid', 'area'])).toBe('2025-03-04');
	expect(await inForce.since(before, '2026-07-01', ['facility'])).toBe('');
	expect(await inForce.since(changesOf('road', 'incident'), '2026-07-01', ['grid'])).toBe('2025-03-04');
	expect(asked).toEqual(['2026-07-01']);
	await inForce.since(changesOf('road', 'grid'), '2026-07-01', ['grid']);
	await inForce.since(changesOf('road', 'grid'), '2026-07-02', ['grid']);
	expect(asked).toEqual(['2026-07-01', '2026-07-01', '2026-07-02']);
});

it('says to all who wait what the database said, and asks again for the next', async () => {
	const answers: (() => Promise<InForceSince>)[] = [
		() => Promise.reject(new Error('gone')),
		() => Promise.resolve({ grid: '2025-03-04' })
	];
	const inForce = new InForce(() => answers.shift()!());
	const waiting = [1, 2].map(() => inForce.since(changesOf(), '2026-07-01', ['grid']));
	const said = await Promise.allSettled(waiting);
	expect(said.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await inForce.since(changesOf(), '2026-07-01', ['grid'])).toBe('2025-03-04');
});
