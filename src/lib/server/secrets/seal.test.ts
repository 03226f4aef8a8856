import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from './columns.ts';
import { keyedHash, keysFrom, newKey } from './keys.ts';
import { open, seal, unseal, type UnreadableReason } from './seal.ts';

const keys = keysFrom([newKey()]);
const PLACE = placeOf('account.phone', 17);
const anyText = fc.string({ unit: 'binary', maxLength: 80 });
const anyPlace = fc.string({ unit: 'binary', maxLength: 30 });

function reasonOf(work: () => unknown): UnreadableReason | 'readable' {
	try {
		work();
	} catch (error) {
		expect(error).toMatchObject({ kind: 'secret-unreadable' });
		const { details } = error as { details: { reason: UnreadableReason } };
		expect(Object.keys(details)).toEqual(['reason']);
		return details.reason;
	}
	return 'readable';
}

describe('a sealed text', () => {
	it('opens again at its place, whatever is in it', () => {
		fc.assert(
			fc.property(anyText, anyPlace, (text, place) => {
				const sealed = seal(keys, text, place);
				expect(sealed).toHaveLength(33 + Buffer.byteLength(text));
				expect(unseal(keys, sealed, place)).toBe(text);
			})
		);
	});

	it('shows nothing of the text, and never looks the same twice', () => {
		const [one, other] = [seal(keys, '13900000000', PLACE), seal(keys, '13900000000', PLACE)];
		expect(one.includes('1390')).toBe(false);
		expect(one.subarray(5).equals(other.subarray(5))).toBe(false);
	});

	it('tells of every bit that was flipped', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const sealed = seal(keys, text, PLACE);
				for (let bit = 0; bit < sealed.length * 8; bit++) {
					const byte = bit >> 3;
					const flipped = Buffer.from(sealed);
					flipped[byte]! ^= 1 << (bit & 7);
					expect(reasonOf(() => unseal(keys, flipped, PLACE))).toBe(
						byte === 0 ? 'form' : byte < 5 ? 'key' : 'altered'
					);
				}
			}),
			{ numRuns: 20 }
		);
	});

	it('tells of what was cut off, put on, or never sealed', () => {
		const sealed = seal(keys, '13900000000', PLACE);
		for (let length = 0; length < sealed.length; length++)
			expect(reasonOf(() => unseal(keys, sealed.subarray(0, length), PLACE))).toBe(
				length < 33 ? 'form' : 'altered'
			);
		expect(reasonOf(() => unseal(keys, Buffer.concat([sealed, Buffer.of(0)]), PLACE))).toBe('altered');
		expect(reasonOf(() => unseal(keys, Buffer.from('13900000000'), PLACE))).toBe('form');
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
				expect(reasonOf(() => unseal(keys, bytes, PLACE))).not.toBe('readable');
			})
		);
	});

	it('opens at no other place', () => {
		fc.assert(
			fc.property(anyText, anyPlace, anyPlace, (text, place, other) => {
				fc.pre(place !== other);
				expect(reasonOf(() => unseal(keys, seal(keys, text, place), other))).toBe('altered');
			})
		);
		const sealed = seal(keys, '13900000000', PLACE);
		expect(reasonOf(() => unseal(keys, sealed, placeOf('account.phone', 171)))).toBe('altered');
		expect(reasonOf(() => unseal(keys, sealed, placeOf('second_factor.secret', 17)))).toBe('altered');
	});

	it('opens with no other key, also when that has the same name', () => {
		const sealed = seal(keys, '13900000000', PLACE);
		const other = keysFrom([newKey()]);
		expect(reasonOf(() => unseal(other, sealed, PLACE))).toBe('key');
		const namesake = { ...other.current, name: keys.current.name };
		expect(reasonOf(() => unseal({ ...other, current: namesake }, sealed, PLACE))).toBe('altered');
		const both = { ...keys, current: namesake, former: [keys.current] };
		expect(open(both, sealed, PLACE)).toEqual({ text: '13900000000', key: keys.current });
	});
});

describe('a new key', () => {
	const [older, newer] = [newKey(), newKey()];
	const [before, after] = [keysFrom([older]), keysFrom([newer, older])];

	it('seals, while the former one still opens', () => {
		const old = seal(before, '13900000000', PLACE);
		expect(open(after, old, PLACE)).toEqual({ text: '13900000000', key: after.former[0] });
		const anew = seal(after, '13900000000', PLACE);
		expect(open(after, anew, PLACE).key).toBe(after.current);
		expect(unseal(keysFrom([newer]), anew, PLACE)).toBe('13900000000');
		expect(reasonOf(() => unseal(before, anew, PLACE))).toBe('key');
		expect(reasonOf(() => unseal(keysFrom([newer]), old, PLACE))).toBe('key');
	});

	it('changes no keyed hash, until the oldest is dropped', () => {
		const hash = keyedHash(before, '192.0.2.7');
		expect(hash).toHaveLength(32);
		expect(keyedHash(after, '192.0.2.7').equals(hash)).toBe(true);
		expect(keyedHash(after, '192.0.2.8').equals(hash)).toBe(false);
		expect(keyedHash(keysFrom([newer]), '192.0.2.7').equals(hash)).toBe(false);
	});
});

it('keys made elsewhere open what was sealed long ago, and hash as they did', () => {
	const known = keysFrom([Buffer.alloc(32, 7).toString('base64')]);
	const sealed = Buffer.from(SEALED_LONG_AGO, 'hex');
	expect(unseal(known, sealed, PLACE)).toBe('13900000000');
	expect(keyedHash(known, '192.0.2.7').toString('hex')).toBe(HASHED_LONG_AGO);
});

// So that the form of what is in databases does not change unnoticed.
const SEALED_LONG_AGO =
	'014bb06f8e2304e19b122bbface55d5bbec489b2e696b741570b1f083c57857dafa18c20d1ac8d635030f604';
const HASHED_LONG_AGO = '4d5f9df6f687fb31770cd0466d08df75bd9e213b2679e90550d1e9c9a0ba0b30';
