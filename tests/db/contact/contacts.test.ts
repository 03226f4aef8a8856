/** Phone numbers of colleagues: given, kept, masked, and shown for a reason, by everybody who may and nobody else. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLE_NAMES, type Role } from '../../../src/lib/domain/access/roles.ts';
import { mayRole } from '../../../src/lib/domain/access/policy.ts';
import { noteDemonstration } from '../../../src/lib/server/access/demonstration.ts';
import { actorOf, readerOf } from '../../../src/lib/server/access/sessions.ts';
import { enterDemonstration } from '../../../src/lib/server/account/demonstration.ts';
import { maskedPhoneOf } from '../../../src/lib/server/account/phone.ts';
import { listContacts, readContact, revealContact } from '../../../src/lib/server/contact/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { contextWith, signedIn, type Post } from '../access/people.ts';
import { addPerson, assign, contextAt, count, type Assigned } from '../account/people.ts';
import { describeEngines } from '../harness/index.ts';
import { describeNumbers } from './numbers.ts';
import { GIVEN, MASKED, NOTHING, NOW, PHONE, refusal, staffOf } from './staff.ts';

const NEXT_DAY = new Date('2026-07-02T00:00:00+08:00');

describeEngines('contacts', (db) => {
	const those = staffOf(db);
	const { audit, context, staff, colleague, sealed } = those;
	beforeAll(async () => {
		await db.transaction((tx) => tiny.layTinyGround(tx));
	});
	beforeEach(async () => {
		await audit();
	});
	afterEach(() => {
		delete process.env.WANGGE_REVEALS_PER_DAY;
	});

	describeNumbers(db, those);

	describe('the list', () => {
		const seenBy = async (asker: Context, ids: readonly number[]) =>
			(await listContacts(asker)).map(({ id }) => id).filter((id) => ids.includes(id));

		it('has those whose post lies within reach, and whoever else is asked for does not exist', async () => {
			const before = new Date(NOW.getTime() - 2);
			const posts: Record<string, Assigned> = {
				grid: { role: 'grid_worker', area: tiny.DUTY_GRID },
				community: { role: 'community_staff', area: tiny.COMMUNITY_A },
				other: { role: 'community_staff', area: tiny.COMMUNITY_B },
				street: { role: 'squad_member', area: tiny.STREET },
				unit: { role: 'unit_handler', organisation: 'committee-a' },
				whole: { role: 'leader' },
				lost: { role: 'grid_worker', area: '990199999' },
				resident: { role: 'resident', area: tiny.COMMUNITY_A },
				over: { role: 'grid_worker', area: tiny.DUTY_GRID, to: before },
				'still to begin': { role: 'grid_worker', area: tiny.DUTY_GRID, from: new Date(NOW.getTime() + 1) }
			};
			const people: Record<string, number> = {};
			for (const [name, post] of Object.entries(posts)) people[name] = await colleague(post);
			people.ended = await colleague();
			await db.query('update account set ended_at = $2, phone = null where id = $1', [people.ended, NOW]);
			people.device = (await addPerson(db, { kind: 'device' })).id;
			await assign(db, people.device, { role: 'leader', area: tiny.COMMUNITY_A });
			people.demonstration = (await addPerson(db, { demonstration: true })).id;
			await assign(db, people.demonstration, { role: 'grid_worker', area: tiny.DUTY_GRID });

			const WITHIN: [post: Post, names: string[]][] = [
				[{ role: 'community_staff', area: tiny.COMMUNITY_A }, ['grid', 'community', 'unit']],
				[{ role: 'community_staff', area: tiny.COMMUNITY_B }, ['other']],
				[{ role: 'street_staff', area: tiny.STREET }, ['grid', 'community', 'other', 'street', 'unit']],
				[
					{ role: 'street_staff', area: tiny.CITY },
					['grid', 'community', 'other', 'street', 'unit', 'whole']
				],
				[{ role: 'system_administrator' }, ['grid', 'community', 'other', 'street', 'unit', 'whole']]
			];
			for (const [post, names] of WITHIN) {
				const asker = await context(post);
				const wanted = names.map((name) => people[name]!).sort();
				expect([post, (await seenBy(asker, Object.values(people))).sort()]).toEqual([post, wanted]);
				for (const [name, id] of Object.entries(people)) {
					const reading = readContact(asker, id);
					if (names.includes(name)) expect(await reading).toMatchObject({ id, phone: MASKED });
					else await expect(reading, name).rejects.toMatchObject(NOTHING);
					if (names.includes(name)) continue;
					await expect(revealContact(asker, id, GIVEN), name).rejects.toMatchObject(NOTHING);
				}
			}
			expect(await audit()).toEqual([]);
		});

		it('carries titles, posts and whether a number is known, and no number, masked or whole', async () => {
			const id = await colleague();
			await assign(db, id, { role: 'squad_member', area: tiny.COMMUNITY_B });
			const { id: none } = await addPerson(db, { password: null });
			await assign(db, none, { role: 'grid_worker', area: tiny.DUTY_GRID });
			const listed = await listContacts(await staff());
			const of = (wanted: number) => listed.find((one) => one.id === wanted);
			expect(of(id)).toEqual({
				id,
				title: expect.stringMatching(/^岗位 /) as string,
				demonstration: false,
				has_phone: true,
				posts: [{ role: 'grid_worker', place: expect.any(String) as string }]
			});
			expect(of(none)).toMatchObject({ has_phone: false });
			expect(JSON.stringify(listed)).not.toMatch(/\d{4}|\*/);
			const page = await readContact(await staff(), none);
			expect(page).toMatchObject({ phone: null, reveal: null });
			await expect(revealContact(await staff(), none, GIVEN)).rejects.toMatchObject(refusal('no-number'));
		});

		it('does not have whoever asks', async () => {
			const asker = await staff();
			expect(await seenBy(asker, [asker.access!.account!])).toEqual([]);
			await expect(readContact(asker, asker.access!.account!)).rejects.toMatchObject(NOTHING);
		});

		it.each([...ROLE_NAMES, null])('is for %s as the policy says', async (role) => {
			const id = await colleague();
			const area = role && ['community_staff', 'street_staff'].includes(role) ? tiny.STREET : null;
			const organisation = role === 'unit_handler' ? 'committee-a' : null;
			const asker = role ? await context({ role, area, organisation }) : contextAt(db, NOW);
			const [reads, reveals] = [
				role && mayRole(role, 'read', 'contact'),
				role && mayRole(role, 'reveal', 'contact')
			];
			if (reads) {
				expect(await seenBy(asker, [id])).toEqual([id]);
				const { phone, reveal } = await readContact(asker, id);
				expect([phone, reveal !== null]).toEqual([MASKED, reveals]);
			} else {
				await expect(listContacts(asker)).rejects.toMatchObject(NOTHING);
				await expect(readContact(asker, id)).rejects.toMatchObject(NOTHING);
			}
			if (reveals) expect(await revealContact(asker, id, GIVEN)).toMatchObject({ number: PHONE });
			else await expect(revealContact(asker, id, GIVEN)).rejects.toMatchObject(NOTHING);
			expect(await audit()).toHaveLength(reveals ? 1 : 0);
		});
	});

	describe('revealing', () => {
		it('shows the number, and leaves one entry that says why, for what and by whom', async () => {
			const [asker, id] = [await staff(), await colleague()];
			const { reveal } = await readContact(asker, id);
			expect(reveal).toMatchObject({ left: 20, perDay: 20, again: '2026-07-02' });
			expect(reveal!.work.map(({ number }) => number)).toEqual(['T-1', 'T-2']);
			const given = { reason: '  核实暴露垃圾\n的位置 ', workItem: ' Ｔ-1\u0000 ' };
			expect(await revealContact(asker, id, given)).toEqual({ number: PHONE, fictional: false, left: 19 });
			expect(await audit()).toEqual([
				{
					actor: asker.actor,
					action: 'contact.reveal',
					subject: actorOf(id),
					detail: { reason: '核实暴露垃圾 的位置', work_item: 'T-1', left: 19 }
				}
			]);
			expect((await readContact(asker, id)).reveal).toMatchObject({ left: 19 });
			expect((await readContact(asker, id)).phone).toBe(MASKED);
		});

		it('leaves nothing where it is undone', async () => {
			const [asker, id] = [await staff(), await colleague()];
			const undoing = {
				transaction: (work: Parameters<Database['transaction']>[0]) =>
					db.transaction(async (tx) => {
						await work(tx);
						throw new Error('undone');
					})
			} as unknown as Database;
			await expect(revealContact({ ...asker, db: undoing }, id, GIVEN)).rejects.toThrow('undone');
			expect([
				await audit(),
				await count(db, 'contact_reveal', `account_id = ${asker.access!.account}`)
			]).toEqual([[], 0]);
		});

		it.each([
			['', 'reason-short'],
			['核实 ', 'reason-short'],
			['长'.repeat(201), 'reason-long'],
			['问 13912345678', 'reason-personal']
		])('is refused for the reason %j, and not audited', async (reason, refused) => {
			const [asker, id] = [await staff(), await colleague()];
			await expect(revealContact(asker, id, { ...GIVEN, reason })).rejects.toMatchObject(refusal(refused));
			expect(await audit()).toEqual([]);
		});

		it.each([
			['is none', 'T-99'],
			['is not said', ' '],
			['is closed', 'T-3'],
			['is void', 'T-5'],
			['lies elsewhere', 'T-6'],
			['is somebody’s number', PHONE]
		])('is refused in the same words for a work item that %s, and audited', async (_, workItem) => {
			const [asker, id] = [await staff(), await colleague()];
			const refused = await revealContact(asker, id, { ...GIVEN, workItem }).catch((error: unknown) => error);
			expect(refused).toMatchObject(refusal('work-item'));
			expect((refused as Error).message).toBe('reveal-refused {"reason":"work-item"}');
			expect(await audit()).toEqual([
				{
					actor: asker.actor,
					action: 'contact.refuse',
					subject: actorOf(id),
					detail: { refused: 'work-item' }
				}
			]);
			expect(await count(db, 'contact_reveal', `account_id = ${asker.access!.account}`)).toBe(0);
		});

		it('takes what lies where they may reveal, not wherever they may look', async () => {
			const id = await colleague({ role: 'grid_worker', area: tiny.COMMUNITY_B });
			const posts: Post[] = [
				{ role: 'community_staff', area: tiny.COMMUNITY_B },
				{ role: 'leader' },
				{ role: 'system_administrator' }
			];
			const asker = await contextWith(db, await signedIn(db, posts, NOW), NOW);
			await expect(revealContact(asker, id, GIVEN)).rejects.toMatchObject(refusal('work-item'));
			expect(await revealContact(asker, id, { ...GIVEN, workItem: 'T-6' })).toMatchObject({ number: PHONE });
			const elsewhere = await colleague();
			expect(await readContact(asker, elsewhere)).toMatchObject({ phone: MASKED, reveal: null });
			await expect(revealContact(asker, elsewhere, GIVEN)).rejects.toMatchObject(NOTHING);
		});

		it('ends with the quota of the day, of each asker, is audited when it does, and begins anew at midnight', async () => {
			process.env.WANGGE_REVEALS_PER_DAY = '2';
			const [one, other] = [await colleague(), await colleague()];
			const token = await signedIn(db, [{ role: 'street_staff', area: tiny.STREET }], NOW);
			const asker = await contextWith(db, token, NOW);
			expect(await revealContact(asker, one, GIVEN)).toMatchObject({ left: 1 });
			expect(await revealContact(asker, other, GIVEN)).toMatchObject({ left: 0 });
			await audit();
			const late = { ...asker, now: new Date(NEXT_DAY.getTime() - 1) };
			for (const again of [asker, late])
				await expect(revealContact(again, one, GIVEN)).rejects.toMatchObject(
					refusal('quota', { until: '2026-07-02' })
				);
			const detail = { refused: 'quota', work_item: 'T-1' };
			const entry = { actor: asker.actor, action: 'contact.refuse', subject: actorOf(one), detail };
			expect(await audit()).toEqual([entry, entry]);
			expect((await readContact(asker, one)).reveal).toMatchObject({ left: 0 });
			expect(await revealContact(await staff(), one, GIVEN)).toMatchObject({ left: 1 });
			const next = { ...late, now: NEXT_DAY };
			expect((await readContact(next, one)).reveal).toMatchObject({ left: 2, again: '2026-07-03' });
			expect(await revealContact(next, one, GIVEN)).toMatchObject({ left: 1 });
			process.env.WANGGE_REVEALS_PER_DAY = '0';
			await expect(revealContact(await staff(), one, GIVEN)).rejects.toMatchObject(refusal('quota'));
		});

		it('of many at the same moment shows as many as the quota has', async () => {
			process.env.WANGGE_REVEALS_PER_DAY = '3';
			const [asker, id] = [await staff(), await colleague()];
			const fates = await Promise.allSettled(
				Array.from({ length: 9 }, () => revealContact(asker, id, GIVEN))
			);
			const shown = fates.flatMap((fate) => (fate.status === 'fulfilled' ? [fate.value.left] : []));
			expect(shown.sort()).toEqual([0, 1, 2]);
			for (const fate of fates)
				if (fate.status === 'rejected') expect(fate.reason).toMatchObject(refusal('quota'));
			const said = (await audit()).map(({ action }) => action).sort();
			expect(said).toEqual([
				...Array<string>(6).fill('contact.refuse'),
				...Array<string>(3).fill('contact.reveal')
			]);
		});
	});

	it('of a demonstration are fictional, do not know real people, and real people do not know them', async () => {
		const real = await colleague();
		noteDemonstration(true);
		try {
			const enter = async (role: Role) => {
				const { text } = await enterDemonstration(contextAt(db, NOW), role, 'Chrome · Linux');
				const reader = (await readerOf({ primary: db, reads: db, now: NOW, demonstration: true }, text))!;
				return { db, actor: actorOf(reader.account), access: reader.access, now: NOW };
			};
			const [asker] = await Promise.all([
				enter('street_staff'),
				enter('community_staff'),
				enter('street_staff')
			]);
			const listed = await listContacts(asker);
			expect(listed.map(({ posts }) => posts[0]!.role)).toEqual(
				expect.arrayContaining([
					'community_staff',
					'grid_worker',
					'squad_leader',
					'squad_member',
					'unit_handler'
				])
			);
			for (const { id, has_phone: known, demonstration } of listed) {
				expect([known, demonstration, await sealed(id)]).toEqual([true, true, null]);
				expect((await readContact(asker, id)).phone).toMatch(/^199\*{4}00\d\d$/);
				const { number, fictional } = await revealContact(asker, id, GIVEN);
				expect([number, fictional]).toEqual([expect.stringMatching(/^199000000\d\d$/), true]);
			}
			await expect(readContact(asker, real)).rejects.toMatchObject(NOTHING);
			const administrator = await enter('system_administrator');
			expect(await maskedPhoneOf(administrator, real)).toBeUndefined();
			expect(await maskedPhoneOf(administrator, listed[0]!.id)).toMatch(/^199\*{4}/);
			const officer = await context({ role: 'system_administrator' });
			expect(await maskedPhoneOf(officer, listed[0]!.id)).toBeUndefined();
			expect((await listContacts(officer)).some(({ demonstration }) => demonstration)).toBe(false);
		} finally {
			noteDemonstration(false);
		}
	});
});
