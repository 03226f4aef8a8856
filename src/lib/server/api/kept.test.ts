import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../db/index.ts';
import { answerOf, compressedBody, kept } from './kept.ts';

/** A database whose snapshot the test moves. */
function database(): Queryable & { snapshot: string } {
	const db = {
		snapshot: '10:10:',
		query: <R>() => Promise.resolve([{ snapshot: db.snapshot }] as R[]),
		script: () => Promise.resolve()
	};
	return db;
}

describe('kept answers', () => {
	it('an answer that failed is not kept', async () => {
		const db = database();
		await expect(kept(db, 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect((await kept(db, 'a', () => Promise.resolve(1))).body).toBe('1');
	});

	it('an answer is kept while the snapshot is the same, and worked out anew when it has moved', async () => {
		const db = database();
		let times = 0;
		const work = () => Promise.resolve(++times);
		await kept(db, 'a', work);
		expect((await kept(db, 'a', work)).body).toBe('1');
		db.snapshot = '10:12:11';
		expect((await kept(db, 'a', work)).body).toBe('2');
		expect((await kept(db, 'b', work)).body).toBe('3');
	});

	it('of two databases neither answers for the other', async () => {
		await kept(database(), 'a', () => Promise.resolve('one'));
		expect((await kept(database(), 'a', () => Promise.resolve('two'))).body).toBe('"two"');
	});

	it('several who ask at once share one piece of work', async () => {
		const db = database();
		let times = 0;
		const work = () => Promise.resolve(++times);
		const answers = await Promise.all([1, 2, 3].map(() => kept(db, 'a', work)));
		expect(answers.map(({ body }) => body)).toEqual(['1', '1', '1']);
	});

	it('what was asked for longest ago makes room', async () => {
		const db = database();
		const large = 'x'.repeat(15_000_000);
		let first = 0;
		const work = () => Promise.resolve(`${++first}${large}`);
		await kept(db, 'first', work);
		await kept(db, 'second', () => Promise.resolve(large));
		await kept(db, 'third', () => Promise.resolve(large));
		await kept(db, 'first', work);
		expect(first).toBe(2);
	});

	it('the same content has the same tag, however it came about', () => {
		expect(answerOf({ a: [1] }).etag).toBe(answerOf({ a: [1] }).etag);
		expect(answerOf({ a: [1] }).etag).not.toBe(answerOf({ a: [2] }).etag);
	});

	it('a body is compressed once', async () => {
		const answer = answerOf('网格'.repeat(2000));
		expect(await compressedBody(answer)).toBe(await compressedBody(answer));
		expect(gunzipSync(await compressedBody(answer)).toString()).toBe(answer.body);
	});
});
