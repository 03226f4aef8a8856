import { beforeAll, expect, it } from 'vitest';
import { GROUND_STATES } from '../../../src/lib/domain/responsibility/state.ts';
import type { Queryable } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';
import { layChequer } from './chequered-ground.ts';
import { EDITS, dice } from './edits.ts';
import { differences, plainQuery, unbalanced, type PlainGround } from './oracle.ts';

/** Rows where the stored square metres are not those of the plain query, and how many rows hold each state. */
async function againstPlain(db: Queryable) {
	const [status] = await db.query<{ as_of: string }>('select as_of from coverage_status');
	const plain = await plainQuery(db, status!.as_of);
	const stored = await db.query<PlainGround>(
		`select g.code, d.duty_code as duty, d.clear_m2 as clear, d.fallback_m2 as fallback, d.gap_m2 as gap, d.overlap_m2 as overlap
		from grid_duty d join grid g on g.id = d.grid_id order by 1, 2`
	);
	const wrong = plain
		.map((row, n) => ({ ...row, stored: stored[n] }))
		// The stored one has dropped slivers of up to a hundredth of a square metre each.
		.filter(({ stored: other, ...row }) =>
			GROUND_STATES.some((state) => Math.abs(row[state] - (other?.[state] ?? Infinity)) > 0.05)
		);
	const seen = GROUND_STATES.map((state) => plain.filter((row) => row[state] > 1).length);
	return { wrong, seen, rows: [plain.length, stored.length] };
}

describeEngines('random edits', (db, engine) => {
	beforeAll(() => db.transaction((tx) => layChequer(tx)));

	// The embedded engine runs the same statements at half the speed: fewer edits there, compared in batches.
	const { edits, batch } = engine === 'server' ? { edits: 340, batch: 1 } : { edits: 120, batch: 6 };
	const seed = Number(process.env.WANGGE_TEST_SEED ?? 20260701);

	it(
		`leave the stored coverage as a full recompute and the plain query have it, ${edits} times`,
		{ timeout: 600_000 },
		async () => {
			const roll = dice(seed);
			const names = Object.keys(EDITS);
			const done: string[] = [];
			const seen = [0, 0, 0, 0];
			await db.transaction(async (tx) => {
				for (let n = 0; n < 25; n++) await EDITS['give a responsibility']!(tx, roll);
			});
			for (let n = 0; n < edits; n++) {
				// Every kind of edit twice, then as the dice fall.
				const name =
					n < names.length * 2 ? names[(n * 7) % names.length]! : names[Math.floor(roll() * names.length)]!;
				await db.transaction((tx) => EDITS[name]!(tx, roll));
				done.push(name);
				if ((n + 1) % batch !== 0) continue;
				const story = `after edit ${n} of seed ${seed}: ${done.slice(-batch).join(', ')}`;
				expect(await differences(db), story).toEqual([]);
				if ((n + 1) % 30 === 0) {
					const { wrong, rows, seen: states } = await againstPlain(db);
					expect(wrong, story).toEqual([]);
					expect(rows[0], story).toBe(rows[1]);
					states.forEach((count, index) => (seen[index]! += count));
					expect(await unbalanced(db), story).toEqual([]);
				}
			}
			// No state was so rare on the way that the comparison says nothing about it.
			for (const [index, state] of GROUND_STATES.entries()) expect(seen[index], state).toBeGreaterThan(20);
		}
	);
});
