import { describe, expect, it } from 'vitest';
import { GENESIS, hashOf, verify, type ChainEntry, type Head } from './chain.ts';

/** A chain of so many entries, as the database would have made it. */
function chainOf(count: number): { entries: ChainEntry[]; head: Head } {
	const entries: ChainEntry[] = [];
	let head: Head = { nth: 0, hash: GENESIS };
	for (let nth = 1; nth <= count; nth++) {
		const entry: ChainEntry = {
			nth: String(nth),
			id: String(nth + 100),
			at: `2026-11-01T00:00:00.${String(nth).padStart(6, '0')}Z`,
			actor: 'account:7',
			action: 'responsibility.add',
			subject: `绿化/${nth}`,
			detail: '{}',
			previous: head.hash,
			hash: null
		};
		entry.hash = hashOf(entry, nth);
		entries.push(entry);
		head = { nth, hash: entry.hash };
	}
	return { entries, head };
}

/** What is found when a chain of nine was tampered with. */
async function found(
	tamper: (entries: ChainEntry[]) => ChainEntry[] | undefined,
	headOf: (head: Head) => Head | null = (head) => head,
	noted?: Head
) {
	const { entries, head } = chainOf(9);
	const tampered = tamper(entries) ?? entries;
	tampered.sort((one, other) => Number(one.nth ?? Infinity) - Number(other.nth ?? Infinity));
	return (await verify(tampered, () => headOf(head), noted)).faults;
}
const at = (entries: ChainEntry[], nth: number) => entries[nth - 1]!;
const put = (entry: ChainEntry, nth: number) => Object.assign(entry, { nth: String(nth) });
const rehashed = (entry: ChainEntry) => Object.assign(entry, { hash: hashOf(entry, Number(entry.nth)) });

describe('a chain of audit entries', () => {
	it('is whole as it was written, also when it is empty', async () => {
		expect(await found(() => undefined)).toEqual([]);
		expect((await verify([], () => ({ nth: 0, hash: GENESIS }))).faults).toEqual([]);
	});

	it.each(['id', 'at', 'actor', 'action', 'subject', 'detail', 'previous', 'hash'] as const)(
		'names the entry whose %s was altered, and no other',
		async (part) => {
			for (const nth of [1, 5, 9]) {
				const other = part === 'previous' || part === 'hash' ? 'ab'.repeat(32) : '9';
				expect(await found((entries) => void (at(entries, nth)[part] = other))).toEqual([
					{ kind: 'altered', nth }
				]);
			}
		}
	);

	it('tells a letter that moved from one part into the next', async () => {
		const faults = await found((entries) => {
			Object.assign(at(entries, 4), { action: 'responsibility.ad', subject: 'd绿化/4' });
		});
		expect(faults).toEqual([{ kind: 'altered', nth: 4 }]);
	});

	it('names an entry that was altered together with its hash, by the next one or by the end', async () => {
		for (const nth of [1, 5, 9]) {
			const faults = await found(
				(entries) => void rehashed(Object.assign(at(entries, nth), { actor: 'account:8' }))
			);
			expect(faults).toEqual([{ kind: 'altered', nth }]);
		}
	});

	it('names what is missing: at the beginning, within, at the end, all of it', async () => {
		const without = (from: number, to: number) => (entries: ChainEntry[]) =>
			entries.filter(({ nth }) => Number(nth) < from || Number(nth) > to);
		for (const [from, to] of [
			[1, 1],
			[4, 6],
			[8, 9],
			[1, 9]
		] as const)
			expect(await found(without(from, to))).toEqual([{ kind: 'missing', from, to }]);
	});

	it('names what is missing also when the rest was moved up to hide it', async () => {
		const faults = await found((entries) => {
			entries.splice(3, 1);
			entries.forEach((entry, index) => put(entry, index + 1));
			return entries;
		});
		expect(faults[0]).toEqual({ kind: 'missing', from: 4, to: 4 });
		expect(faults.slice(1)).toEqual([4, 5, 6, 7, 8].map((nth) => ({ kind: 'moved', nth, belongs: nth + 1 })));
	});

	it('names the places of entries that were exchanged, beside each other or far away', async () => {
		for (const [one, other] of [
			[4, 5],
			[2, 9],
			[1, 9]
		] as const) {
			const faults = await found((entries) => {
				put(at(entries, one), other);
				put(at(entries, other), one);
			});
			expect(faults).toEqual([
				{ kind: 'moved', nth: one, belongs: other },
				{ kind: 'moved', nth: other, belongs: one }
			]);
		}
	});

	it('names an entry that was moved to the end', async () => {
		const faults = await found((entries) => void put(at(entries, 3), 10));
		expect(faults).toEqual([{ kind: 'moved', nth: 10, belongs: 3 }, { kind: 'head' }]);
	});

	it('names what was never chained, a lost end, and an end of another chain', async () => {
		const loose = { ...chainOf(1).entries[0]!, id: '77', nth: null, previous: null, hash: null };
		expect(await found((entries) => void entries.push(loose))).toEqual([{ kind: 'unchained', id: '77' }]);
		expect(
			await found(
				() => undefined,
				() => null
			)
		).toEqual([{ kind: 'head' }]);
		expect(
			await found(
				() => undefined,
				({ hash }) => ({ nth: 8, hash })
			)
		).toEqual([{ kind: 'head' }]);
	});

	it('finds by a head that was noted elsewhere that all was made anew, or cut off with its end', async () => {
		const noted = chainOf(9).head;
		const anew = (entries: ChainEntry[]) => {
			let previous = GENESIS;
			for (const entry of entries)
				previous = rehashed(Object.assign(entry, { previous, actor: 'account:8' })).hash!;
		};
		let end = '';
		const faults = await found(
			(entries) => {
				anew(entries);
				end = entries.at(-1)!.hash!;
			},
			() => ({ nth: 9, hash: end }),
			noted
		);
		expect(faults).toEqual([{ kind: 'rewritten', nth: 9 }]);
		const cut = chainOf(7);
		expect((await verify(cut.entries, () => cut.head, noted)).faults).toEqual([
			{ kind: 'rewritten', nth: 9 }
		]);
		expect((await verify(chainOf(9).entries, () => noted, chainOf(4).head)).faults).toEqual([]);
	});
});
