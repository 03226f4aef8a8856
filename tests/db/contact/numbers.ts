/** A person's own number: given, kept and taken away. */
import { describe, expect, it } from 'vitest';
import { actorOf } from '../../../src/lib/server/access/sessions.ts';
import { endAccount, invite } from '../../../src/lib/server/account/managing.ts';
import { readOwnAccount } from '../../../src/lib/server/account/own.ts';
import {
	keepPhone,
	maskedPhoneOf,
	removeOwnPhone,
	setOwnPhone
} from '../../../src/lib/server/account/phone.ts';
import { readContact, revealContact } from '../../../src/lib/server/contact/service.ts';
import { revealsPerDay } from '../../../src/lib/server/contact/setting.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import { rotateKeys } from '../../../src/lib/server/secrets/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { addPerson, contextAt, count } from '../account/people.ts';
import { GIVEN, MASKED, NOW, PHONE, refusal, type Staff } from './staff.ts';

export function describeNumbers(
	db: Database,
	{ audit, context, staff, colleague, sealed, inside }: Staff
): void {
	describe('a number', () => {
		it('is given, seen masked, changed and taken away by its owner, and the audit never has it', async () => {
			const { own, reader } = await inside();
			const actor = actorOf(reader.account);
			const phone = async () => (await readOwnAccount(own, reader)).phone;
			expect(await phone()).toBeNull();
			await setOwnPhone(own, reader, '+86 138-1234 5678');
			expect(await phone()).toBe(MASKED);
			await setOwnPhone(own, reader, '0531-12345678');
			expect(await phone()).toBe('0531-******78');
			await removeOwnPhone(own, reader);
			await removeOwnPhone(own, reader);
			expect([await phone(), await sealed(reader.account)]).toEqual([null, null]);
			const entry = (action: string) => ({ actor, action, subject: actor, detail: {} });
			expect(await audit()).toEqual([entry('phone.set'), entry('phone.set'), entry('phone.remove')]);
			await expect(setOwnPhone(own, reader, '12345')).rejects.toMatchObject({
				kind: 'account-field',
				details: { field: 'phone', reason: 'form' }
			});
			for (const nobody of [{ kind: 'device' }, { demonstration: true }] as const)
				await expect(setOwnPhone(own, { ...reader, ...nobody }, PHONE)).rejects.toMatchObject({
					kind: 'forbidden'
				});
			expect(await audit()).toEqual([]);
		});

		it('is not kept where what belongs to it is undone', async () => {
			const { id } = await addPerson(db, { password: null });
			const undone = db.transaction(async (tx) => {
				await keepPhone({ ...contextAt(db), db: tx }, id, PHONE);
				throw new Error('undone');
			});
			await expect(undone).rejects.toThrow('undone');
			expect([await sealed(id), await audit()]).toEqual([null, []]);
		});

		it('comes with an invitation, of a person alone, and goes with the account', async () => {
			const administrator = await context({ role: 'system_administrator' });
			const given = { kind: 'person', name: 'with.phone', title: '网格员 9 号', phone: '138 1234 5678' };
			for (const [wrong, reason] of [
				[{ phone: '138 1234' }, 'form'],
				[{ kind: 'device' }, 'device']
			] as const)
				await expect(invite(administrator, { ...given, ...wrong })).rejects.toMatchObject({
					kind: 'account-field',
					details: { field: 'phone', reason }
				});
			expect([await audit(), await count(db, 'account', `sign_in_name = 'with.phone'`)]).toEqual([[], 0]);
			const { account } = await invite(administrator, given);
			const none = await invite(administrator, { ...given, name: 'without.phone', phone: ' ' });
			expect(await audit()).toMatchObject([
				{ action: 'account.invite', subject: actorOf(account) },
				{ action: 'phone.set', subject: actorOf(account), detail: {} },
				{ action: 'account.invite', subject: actorOf(none.account) }
			]);
			expect(await maskedPhoneOf(administrator, account)).toBe(MASKED);
			expect(await maskedPhoneOf(administrator, none.account)).toBeNull();
			for (const role of ['security_administrator', 'auditor', 'leader', 'street_staff'] as const) {
				const area = role === 'street_staff' ? tiny.STREET : null;
				expect(await maskedPhoneOf(await context({ role, area }), account)).toBeUndefined();
			}
			await endAccount(administrator, account);
			expect([await sealed(account), await maskedPhoneOf(administrator, account)]).toEqual([null, undefined]);
		});

		it('that does not open in its row is told as such, and counts for nothing', async () => {
			const [id, other] = [await colleague(), await colleague()];
			await db.query('update account set phone = $2 where id = $1', [id, await sealed(other)]);
			const asker = await staff();
			await audit();
			await expect(revealContact(asker, id, GIVEN)).rejects.toMatchObject(refusal('unreadable'));
			expect(await audit()).toEqual([]);
			const { left } = await revealContact(asker, other, GIVEN);
			expect(left).toBe(revealsPerDay() - 1);
			await db.query('update account set phone = null where id = $1', [id]);
		});

		it('lies sealed for its own row, and is read through a change of keys', async () => {
			const before = process.env.WANGGE_KEYS!;
			const id = await colleague();
			const bytes = (await sealed(id))!;
			for (const digits of [PHONE, '12345678', '1234'])
				for (const text of [digits, Buffer.from(digits).toString('hex')])
					expect(`${bytes.toString('latin1')} ${bytes.toString('hex')}`).not.toContain(text);
			try {
				process.env.WANGGE_KEYS = `${newKey()},${before}`;
				await rotateKeys(
					{ db, actor: 'npm run keys', now: NOW },
					keysFrom(process.env.WANGGE_KEYS.split(','))
				);
				expect(await sealed(id)).not.toEqual(bytes);
				process.env.WANGGE_KEYS = process.env.WANGGE_KEYS.split(',')[0];
				expect(await readContact(await staff(), id)).toMatchObject({ phone: MASKED });
				expect(await revealContact(await staff(), id, GIVEN)).toMatchObject({ number: PHONE });
				// Somebody put the bytes of one into the row of another.
				const other = await colleague();
				await db.query('update account set phone = $2 where id = $1', [other, await sealed(id)]);
				expect(await readContact(await staff(), other)).toMatchObject({ phone: '***********' });
				await audit();
				const asker = await staff();
				await expect(revealContact(asker, other, GIVEN)).rejects.toMatchObject(refusal('unreadable'));
				expect(await audit()).toEqual([]);
				expect(await count(db, 'contact_reveal', `account_id = ${asker.access!.account}`)).toBe(0);
				await db.query('update account set phone = null where id = $1', [other]);
			} finally {
				const all = `${before},${process.env.WANGGE_KEYS}`;
				await rotateKeys({ db, actor: 'npm run keys', now: NOW }, keysFrom(all.split(',')));
				process.env.WANGGE_KEYS = before;
			}
		});
	});
}
