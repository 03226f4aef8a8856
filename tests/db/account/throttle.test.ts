import * as argon2 from '@node-rs/argon2';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import { beginAttempt } from '../../../src/lib/server/account/throttle.ts';
import { giveCode } from '../../../src/lib/server/account/sign-in.ts';
import { createTestDatabase, describeEngines, ENGINES, serverMissing } from '../harness/index.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import {
	addPerson,
	comeInWithFactor,
	contextAt,
	count,
	DAY,
	enter,
	HOUR,
	later,
	MINUTE,
	NOW,
	OTHER_PASSWORD,
	PASSWORD,
	readerNow,
	SECOND,
	type Person
} from './people.ts';

vi.mock('@node-rs/argon2', { spy: true });
const looked = () => vi.mocked(argon2.verify).mock.calls.length;
// What costs nothing to verify is guessed by the thousand; how it is verified has tests beside it.
beforeEach(() => {
	vi.mocked(argon2.verify)
		.mockClear()
		.mockImplementation((_, typed) => Promise.resolve(String(typed) === PASSWORD));
});

const FREE = 5;
const FREE_OF_ADDRESS = 30;

/** What became of an attempt: 'in', the kind of its error, or how many seconds it has to wait. */
async function fateOf(attempt: Promise<unknown>): Promise<string | number> {
	try {
		await attempt;
		return 'in';
	} catch (error) {
		if (!isWanggeError(error)) throw error;
		return error.kind === 'sign-in-slowed' ? (error.details.seconds as number) : error.kind;
	}
}
const REFUSED = 'sign-in-refused';
const refusals = (times: number) => Array<string>(times).fill(REFUSED);

async function attempts(db: Database, person: Person, times: number, now = NOW, password = OTHER_PASSWORD) {
	const fates: (string | number)[] = [];
	for (let nth = 0; nth < times; nth++) fates.push(await fateOf(enter(db, person, now, password)));
	return fates;
}

describeEngines(
	'guessing',
	(db) => {
		let nobody = 0;
		/** A name that there is not, from an address of its own. */
		const stranger = (): Person => ({ id: 0, name: `nobody-${++nobody}`, address: `172.16.0.${nobody}` });
		it('is slowed by name, with a wait that doubles to a quarter of an hour, whether there is such an account or not', async () => {
			for (const whom of [await addPerson(db), stranger()]) {
				expect(await attempts(db, whom, FREE + 1)).toEqual(refusals(FREE + 1));
				const waits = [30, 60, 120, 240, 480, 900, 900];
				let now = NOW;
				for (const wait of waits) {
					expect(await attempts(db, whom, 1, now)).toEqual([wait]);
					now = later(wait * SECOND, now);
					expect(await attempts(db, whom, 1, later(-1, now))).toEqual([1]);
					expect(await attempts(db, whom, 1, now)).toEqual([REFUSED]);
				}
			}
		});

		it('does not know a right password from a wrong one while it is slowed', async () => {
			const person = await addPerson(db);
			await attempts(db, person, FREE + 1);
			const before = looked();
			expect(await attempts(db, person, 3, NOW, PASSWORD)).toEqual([30, 30, 30]);
			expect(looked()).toBe(before);
			expect(await attempts(db, person, 1, later(30 * SECOND), PASSWORD)).toEqual(['in']);
		});

		it('is slowed by address over many names, and for the network of an IPv6 address', async () => {
			for (const address of [() => '192.0.2.1', () => `2001:db8:0:7::${(nobody + 1).toString(16)}`]) {
				const others = () => ({ ...stranger(), address: address() });
				for (let nth = 0; nth <= FREE_OF_ADDRESS; nth++)
					expect(await attempts(db, others(), 1)).toEqual([REFUSED]);
				expect(await attempts(db, others(), 1)).toEqual([30]);
				const person = await addPerson(db);
				expect(await attempts(db, { ...person, address: address() }, 1, NOW, PASSWORD)).toEqual([30]);
				expect(await attempts(db, person, 1, NOW, PASSWORD)).toEqual(['in']);
			}
		});

		it('counts nothing for a name that is asked for while the address is slowed', async () => {
			const address = '192.0.2.2';
			for (let nth = 0; nth <= FREE_OF_ADDRESS; nth++) await attempts(db, { ...stranger(), address }, 1);
			const person = await addPerson(db);
			const before = await count(db, 'sign_in_throttle');
			expect(await attempts(db, { ...person, address }, 40)).toEqual(Array(40).fill(30));
			expect(await count(db, 'sign_in_throttle')).toBe(before);
			expect(await attempts(db, person, FREE + 2)).toEqual([...refusals(FREE + 1), 30]);
		});

		it('is counted before it is looked at: of two hundred at once no more are looked at than one by one', async () => {
			const person = await addPerson(db);
			// The hundreds are not to be sent away by the crowd before the database.
			const fates = await Promise.all(
				Array.from({ length: 200 }, () => fateOf(enter(db, person, NOW, OTHER_PASSWORD)))
			);
			expect(looked()).toBe(FREE + 1);
			expect(fates.filter((fate) => fate === REFUSED)).toHaveLength(FREE + 1);
			expect(fates.filter((fate) => fate === 30)).toHaveLength(200 - FREE - 1);
		});

		it('at once with the right password among them opens no more sessions than may be looked at', async () => {
			const person = await addPerson(db);
			const fates = await Promise.all(
				Array.from({ length: 100 }, () => fateOf(enter(db, person, NOW, PASSWORD)))
			);
			// Each that comes in makes room for one.
			const came = fates.filter((fate) => fate === 'in').length;
			expect(looked()).toBe(came);
			expect(await count(db, 'session', `account_id = ${person.id}`)).toBe(came);
			expect(came).toBeGreaterThan(0);
		});

		it('is forgotten for the account by whoever comes in, and taken off the address once', async () => {
			const address = '192.0.2.3';
			const person = { ...(await addPerson(db)), address };
			for (let round = 0; round < 4; round++) {
				expect(await attempts(db, person, FREE)).toEqual(refusals(FREE));
				expect(await attempts(db, person, 1, NOW, PASSWORD)).toEqual(['in']);
			}
			// Of the address twenty have failed by now, and the four that came in are not among them.
			const others = () => ({ ...stranger(), address });
			for (let nth = 4 * FREE; nth <= FREE_OF_ADDRESS; nth++)
				expect(await attempts(db, others(), 1)).toEqual([REFUSED]);
			expect(await attempts(db, others(), 1)).toEqual([30]);
		});

		it('leaves no trace of who only came in', async () => {
			const before = await count(db, 'sign_in_throttle');
			expect(await attempts(db, await addPerson(db), 3, NOW, PASSWORD)).toEqual(['in', 'in', 'in']);
			expect(await count(db, 'sign_in_throttle')).toBe(before);
		});

		it('is forgotten after a day without a failure, by address after an hour', async () => {
			const person = await addPerson(db);
			await attempts(db, person, FREE);
			expect(await attempts(db, person, 1, later(DAY))).toEqual([REFUSED]);
			expect(await attempts(db, person, 1, later(DAY))).toEqual([30]);
			expect(await attempts(db, person, FREE + 1, later(2 * DAY + 1))).toEqual(refusals(FREE + 1));

			const address = '192.0.2.4';
			const others = () => ({ ...stranger(), address });
			for (let nth = 0; nth < FREE_OF_ADDRESS; nth++) await attempts(db, others(), 1);
			expect(await attempts(db, others(), 1, later(HOUR))).toEqual([REFUSED]);
			expect(await attempts(db, others(), 1, later(HOUR))).toEqual([30]);
			expect(await attempts(db, others(), 1, later(2 * HOUR + 1))).toEqual([REFUSED]);
		});

		it('is swept out of the database when no rule remembers it', async () => {
			await attempts(db, stranger(), 1);
			await attempts(db, await addPerson(db), 1, later(10 * DAY), PASSWORD);
			expect(await count(db, 'sign_in_throttle')).toBe(0);
		});

		it('keeps neither name nor address', async () => {
			const whom = stranger();
			await attempts(db, whom, 1, later(10 * DAY));
			const kept = await db.query<{ key: Buffer }>('select key from sign_in_throttle');
			expect(kept).toHaveLength(2);
			for (const { key } of kept)
				for (const text of [whom.name, whom.address]) expect(key.includes(text)).toBe(false);
		});

		it('is no fault where one comes in while others are counted', async () => {
			const person = await addPerson(db);
			for (let round = 0; round < 5; round++) {
				const fates = await Promise.all(
					[PASSWORD, OTHER_PASSWORD, PASSWORD, PASSWORD, OTHER_PASSWORD, PASSWORD].map((password) =>
						fateOf(enter(db, person, later(round * MINUTE), password))
					)
				);
				for (const fate of fates) expect(['in', REFUSED, 30]).toContain(fate);
			}
		});

		it('stays counted where what followed was lost', async () => {
			const tried = { account: 'name lost', address: '192.0.2.9' };
			for (let nth = 0; nth <= FREE; nth++) await beginAttempt(db, tried, NOW);
			expect(await fateOf(beginAttempt(db, tried, NOW))).toBe(30);
		});

		it('of codes is counted for itself: who types a name that looks like it keeps nobody out', async () => {
			const person = await addPerson(db);
			const { secret } = await comeInWithFactor(db, person);
			for (const name of [`code ${person.id}`, String(person.id), `name ${person.name}`])
				await attempts(db, { ...stranger(), name }, FREE + 1);
			const { token } = await enter(db, person);
			const reader = await readerNow(db, token.text);
			const given = { reader, token: token.text, code: '000000' };
			const wrong = () => fateOf(giveCode(contextAt(db), given, person.address));
			for (let nth = 0; nth <= FREE; nth++) expect(await wrong()).toBe('code-refused');
			expect(await wrong()).toBe(30);
			expect(secret).toMatch(/^[A-Z2-7]{32}$/);
			// The password is another matter.
			expect(await attempts(db, person, 1, NOW, PASSWORD)).toEqual(['in']);
		});
	},
	{ waiting: 1000, waitMs: 60_000 }
);

describe.each(ENGINES)('a wait (%s)', (engine) => {
	it.skipIf(engine === 'server' && serverMissing !== undefined && process.env.CI !== 'true')(
		'is not over when the database is opened again',
		async () => {
			const fresh = await createTestDatabase(engine);
			try {
				let db = await fresh.open();
				const person = await addPerson(db);
				await attempts(db, person, FREE + 1);
				await db.close();
				db = await fresh.open();
				try {
					expect(await attempts(db, person, 1, later(MINUTE / 2 - 1), PASSWORD)).toEqual([1]);
					expect(await attempts(db, person, 1, later(MINUTE / 2), PASSWORD)).toEqual(['in']);
				} finally {
					await db.close();
				}
			} finally {
				await fresh.drop();
			}
		}
	);
});
