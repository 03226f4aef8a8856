import * as argon2 from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPassword, isPassword } from './hashing.ts';

vi.mock('@node-rs/argon2', { spy: true });

const AT_ONCE = 2;
const MOST_WAITING = 60;
const busy = { kind: 'server-busy' };

describe('passwords', () => {
	it('are hashed by argon2id, salted, at the cost that OWASP asks for', async () => {
		const [one, other] = [
			await hashPassword('the grid has a hole'),
			await hashPassword('the grid has a hole')
		];
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(other).not.toBe(one);
		expect(await isPassword(one, 'the grid has a hole')).toBe(true);
		expect(await isPassword(one, 'The grid has a hole')).toBe(false);
		expect(await isPassword(one, '')).toBe(false);
	});

	it('are the same in every form in which a keyboard writes them', async () => {
		const stored = await hashPassword('Ａ tree é 桐花'.normalize('NFD'));
		expect(await isPassword(stored, 'A tree é 桐花'.normalize('NFC'))).toBe(true);
	});

	it('of nobody are never right, and cost as much: they are verified against a hash of the same cost', async () => {
		const verify = vi.mocked(argon2.verify);
		verify.mockClear();
		expect(await isPassword(null, 'the grid has a hole')).toBe(false);
		expect(await isPassword(null, '')).toBe(false);
		expect(verify).toHaveBeenCalledTimes(2);
		const costOf = (stored: unknown) => String(stored).split('$').slice(0, 4);
		expect(costOf(verify.mock.calls[0]![0])).toEqual(costOf(await hashPassword('the grid has a hole')));
		// Were it right, it would still be nobody's.
		verify.mockResolvedValueOnce(true);
		expect(await isPassword(null, 'the grid has a hole')).toBe(false);
	});
});

describe('of many at once', () => {
	/** What is begun and not yet done. */
	let begun: { done(right: boolean): void; fail(error: Error): void }[];
	let most: number;
	beforeEach(() => {
		begun = [];
		most = 0;
		vi.mocked(argon2.verify).mockImplementation(
			() =>
				new Promise<boolean>((done, fail) => {
					const one = {
						done: (right: boolean) => (leave(), done(right)),
						fail: (error: Error) => (leave(), fail(error))
					};
					const leave = () => begun.splice(begun.indexOf(one), 1);
					begun.push(one);
					most = Math.max(most, begun.length);
				})
		);
	});
	afterEach(() => vi.mocked(argon2.verify).mockReset());

	const ask = (count: number) => Array.from({ length: count }, () => isPassword('stored', 'typed'));
	/** All that wait for nothing but each other have gone on. */
	const settled = () => new Promise((resolve) => setImmediate(resolve));
	async function finishAll(): Promise<void> {
		for (await settled(); begun.length > 0; await settled()) begun[0]!.done(true);
	}

	it('two are worked on, and each that is done makes room for one', async () => {
		const answers = Promise.all(ask(10));
		await settled();
		expect(begun).toHaveLength(AT_ONCE);
		begun[0]!.done(true);
		await settled();
		expect(begun).toHaveLength(AT_ONCE);
		await finishAll();
		expect(await answers).toEqual(Array(10).fill(true));
		expect(most).toBe(AT_ONCE);
	});

	it('so many wait, and whoever comes then is told that the server is busy; afterwards it works again', async () => {
		for (let round = 0; round < 3; round++) {
			const answers = Promise.all(ask(AT_ONCE + MOST_WAITING));
			const refused = await Promise.allSettled(ask(20));
			expect(refused).toMatchObject(Array(20).fill({ reason: busy }));
			await expect(hashPassword('the grid has a hole')).rejects.toMatchObject(busy);
			await finishAll();
			expect(await answers).toEqual(Array(AT_ONCE + MOST_WAITING).fill(true));
			expect(most).toBe(AT_ONCE);
		}
	});

	it('one that fails takes no room from the others', async () => {
		for (let round = 0; round < 3; round++) {
			const answers = Promise.allSettled(ask(6));
			for (let failed = 0; failed < 3; failed++) {
				await settled();
				begun[0]!.fail(new Error('out of memory'));
			}
			await finishAll();
			const fates = (await answers).map(({ status }) => status).sort();
			expect(fates).toEqual([...Array(3).fill('fulfilled'), ...Array(3).fill('rejected')]);
			expect(most).toBe(AT_ONCE);
		}
	});
});
