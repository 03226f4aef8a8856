/** Photos of a case: kept with what they came with, asked for as evidence, seen by whoever sees the case, and removed. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_PHOTOS, type PhotoKind } from '../../../src/lib/domain/photo/photo.ts';
import { actOnCase } from '../../../src/lib/server/incident/act.ts';
import { readCase } from '../../../src/lib/server/incident/page.ts';
import { openPhoto } from '../../../src/lib/server/photo/service.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { cornersOf, CORNERS, quarters } from '../../fixtures/photo.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { ask } from '../api/ask.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { act, at, dispatchedCase, handsOf, layClass, report, type Hand, type Hands } from './hands.ts';

/** Another file each time, of the same picture unless its size differs. */
let width = 32;
const shot = async () =>
	new Uint8Array(
		await quarters((width += 16), 32)
			.png()
			.toBuffer()
	);
const sent = async (kind: PhotoKind) => ({ kind, bytes: await shot() });

describeEngines('photos of a case', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let plain: number;
	let asking: number;
	let folder: string;
	const before = process.env.WANGGE_PHOTOS;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wangge-photos-'));
		process.env.WANGGE_PHOTOS = folder;
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		plain = await layClass(owner);
		const [row] = await owner.query<{ id: number }>(
			`insert into incident_class (edition, kind, code, group_name, name_zh, duty_code, certainty, evidence)
			values ('test', 'matter', 'h', '绿化', '树木倒伏', 'greening', 'city', '{photo_found,photo_done,witness}') returning id`
		);
		asking = row!.id;
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
		if (before === undefined) delete process.env.WANGGE_PHOTOS;
		else process.env.WANGGE_PHOTOS = before;
		await rm(folder, { recursive: true, force: true });
	});
	const files = async () =>
		(await readdir(folder, { recursive: true, withFileTypes: true }))
			.filter((one) => one.isFile())
			.map(({ name }) => name)
			.sort();
	const photosOf = async (hand: Hand, number: string) => (await readCase(hand, number)).photos;
	const bytesOf = async (hand: Hand, number: string, photo: number, size: 'picture' | 'thumbnail') =>
		new Uint8Array(await new Response((await openPhoto(hand, number, photo, size)).stream).arrayBuffer());

	it('come with a report, once for one key, and are shown with what they came with', async () => {
		const photos = [await shot(), await shot()];
		const key = randomUUID();
		const given = { class: plain, key, photos };
		const { number } = await report(hands.worker, given);
		expect(await report(hands.worker, given)).toMatchObject({ number, version: 1 });
		const found = await photosOf(hands.office, number);
		expect(found.map(({ nth, kind, taken }) => ({ nth, kind, taken }))).toEqual([
			{ nth: 1, kind: 'found', taken: null },
			{ nth: 1, kind: 'found', taken: null }
		]);
		expect(found[0]!.original).not.toBe(found[1]!.original);
		expect(await cornersOf(await bytesOf(hands.office, number, found[0]!.id, 'picture'))).toEqual(
			CORNERS.map((colour) => colour.map((value) => expect.closeTo(value, -1)))
		);
		await expect(report(hands.worker, { class: plain, key, photos: [await shot()] })).rejects.toMatchObject({
			kind: 'duplicate'
		});
	});

	it('are asked for by the class: before it is filed, and before it is said to be done', async () => {
		const { number } = await report(hands.worker, { class: asking, found: true });
		await act(at(hands.office, 5), number, { action: 'accept', version: 1 });
		const missing = { kind: 'case-field', details: { field: 'photos', reason: 'missing' } };
		const page = await readCase(hands.office, number);
		expect([...page.lacks].sort()).toEqual(['photo_done', 'photo_found', 'witness']);
		// It can be chosen, for the photo can come with it.
		expect(page.offered).toContain('file');
		await expect(act(at(hands.office, 6), number, { action: 'file', version: 2 })).rejects.toMatchObject(
			missing
		);
		// One of the other kind is none.
		await act(at(hands.worker, 6), number, {
			action: 'photograph',
			version: 2,
			photos: [await sent('done')]
		});
		await expect(act(at(hands.office, 7), number, { action: 'file', version: 3 })).rejects.toMatchObject(
			missing
		);
		await act(at(hands.office, 7), number, { action: 'file', version: 3, photos: [await sent('found')] });
		await act(at(hands.office, 8), number, { action: 'dispatch', version: 4, organisation: 'greening-co' });
		const [done] = await photosOf(hands.office, number);
		await act(at(hands.office, 9), number, {
			action: 'remove_photo',
			version: 5,
			photo: done!.id,
			reason: '拍错了'
		});
		const dispose = { action: 'dispose', version: 6 } as const;
		await expect(act(at(hands.unit, 20), number, dispose)).rejects.toMatchObject(missing);
		await act(at(hands.unit, 20), number, { ...dispose, photos: [await sent('done')] });
		const after = await readCase(hands.office, number);
		expect(after).toMatchObject({ state: 'disposed', lacks: ['witness'] });
		expect(after.photos.map(({ nth, kind }) => [nth, kind])).toEqual([
			[4, 'found'],
			[7, 'done']
		]);
	});

	it('of what was found not done are no evidence that it is done now', async () => {
		const { number } = await report(hands.worker, { class: asking, found: true, photos: [await shot()] });
		await act(at(hands.office, 5), number, { action: 'accept', version: 1 });
		await act(at(hands.office, 6), number, { action: 'file', version: 2 });
		await act(at(hands.office, 7), number, { action: 'dispatch', version: 3, organisation: 'greening-co' });
		const dispose = (version: number, photos: Awaited<ReturnType<typeof sent>>[]) =>
			act(at(hands.unit, 20), number, { action: 'dispose', version, photos });
		await dispose(4, [await sent('done')]);
		await act(at(hands.worker, 30), number, {
			...{ action: 'rework', version: 5, reason: '树还在路上' },
			photos: [await sent('done')]
		});
		await expect(dispose(6, [])).rejects.toMatchObject({ details: { field: 'photos', reason: 'missing' } });
		expect(await dispose(6, [await sent('done')])).toMatchObject({ state: 'disposed' });
	});

	it('are asked for of an anomaly as of its component', async () => {
		const [anomaly] = await owner.query<{ id: number }>(
			`insert into incident_class (edition, kind, group_name, name_zh, duty_code, certainty, derived_from)
			values ('test', 'matter', '绿化', '树木倒伏异常', 'greening', 'city', $1) returning id`,
			[asking]
		);
		const { number } = await report(hands.worker, { class: anomaly!.id, found: true });
		await act(at(hands.office, 5), number, { action: 'accept', version: 1 });
		await expect(act(at(hands.office, 6), number, { action: 'file', version: 2 })).rejects.toMatchObject({
			kind: 'case-field',
			details: { field: 'photos', reason: 'missing' }
		});
		expect(await readCase(hands.office, number)).toMatchObject({
			class: { evidence: ['photo_found', 'photo_done', 'witness'] },
			lacks: ['photo_found', 'photo_done', 'witness']
		});
	});

	it('are taken with what they belong to, and at any time by themselves', async () => {
		const number = await dispatchedCase(hands, plain);
		const refused = (reason: string) => ({ kind: 'case-field', details: { field: 'photos', reason } });
		const add = (photos: Awaited<ReturnType<typeof sent>>[]) =>
			act(at(hands.unit, 9), number, { action: 'photograph', version: 0, photos });
		await expect(add([])).rejects.toMatchObject(refused('missing'));
		await expect(
			act(at(hands.office, 9), number, {
				action: 'suspend',
				reason: '等料',
				version: 4,
				photos: [await sent('done')]
			})
		).rejects.toMatchObject(refused('not-taken'));
		await expect(
			act(at(hands.unit, 9), number, { action: 'dispose', version: 4, photos: [await sent('found')] })
		).rejects.toMatchObject(refused('not-taken'));
		const many = await Promise.all(Array.from({ length: MOST_PHOTOS + 1 }, () => sent('found')));
		await expect(add(many)).rejects.toMatchObject(refused('many'));
		const one = await sent('found');
		expect(await add([one])).toMatchObject({ version: 5, state: 'dispatched' });
		await expect(add([one])).rejects.toMatchObject(refused('repeated'));
		// The same shows what it came to as well.
		expect(await add([{ ...one, kind: 'done' }])).toMatchObject({ version: 6 });
		await expect(add([{ kind: 'found', bytes: Buffer.from('<svg/>') }])).rejects.toMatchObject({
			kind: 'photo-refused',
			details: { reason: 'not-a-picture' }
		});
		// What was refused has left no event, and no photo.
		expect((await readCase(hands.office, number)).timeline).toHaveLength(6);
		expect(await photosOf(hands.office, number)).toHaveLength(2);
	});

	it('are removed by the office with a reason: nobody sees them, and the file goes with the last of them', async () => {
		const kept = await sent('found');
		const [first, second] = [
			await report(hands.worker, { class: plain, photos: [kept.bytes] }),
			await report(hands.worker, { class: plain, photos: [kept.bytes] })
		].map(({ number }) => number) as [string, string];
		const count = (await files()).length;
		const photo = async (number: string) => (await photosOf(hands.office, number))[0]!.id;
		const removed = await photo(first);
		const remove = { action: 'remove_photo', version: 1, reason: '拍到了人脸' } as const;
		await expect(act(at(hands.worker, 1), first, { ...remove, photo: removed })).rejects.toMatchObject({
			kind: 'forbidden'
		});
		await expect(
			act(at(hands.office, 1), first, { action: 'remove_photo', version: 1, photo: removed })
		).rejects.toMatchObject({
			details: { field: 'reason', reason: 'missing' }
		});
		await expect(act(at(hands.office, 1), first, remove)).rejects.toMatchObject({
			details: { field: 'photo', reason: 'missing' }
		});
		// Of another case.
		await expect(
			act(at(hands.office, 1), first, { ...remove, photo: await photo(second) })
		).rejects.toMatchObject({ details: { field: 'photo', reason: 'unknown' } });
		await act(at(hands.office, 1), first, { ...remove, photo: removed });
		expect(await photosOf(hands.office, first)).toEqual([]);
		await expect(openPhoto(hands.office, first, removed, 'picture')).rejects.toMatchObject({
			kind: 'not-found'
		});
		await expect(
			act(at(hands.office, 2), first, { ...remove, version: 2, photo: removed })
		).rejects.toMatchObject({
			details: { field: 'photo', reason: 'unknown' }
		});
		expect(await files()).toHaveLength(count);
		expect((await readCase(hands.office, first)).offered).not.toContain('remove_photo');
		await act(at(hands.office, 2), second, { ...remove, photo: await photo(second) });
		expect(await files()).toHaveLength(count - 2);
		// It may come back: it is another photo then.
		await act(at(hands.worker, 3), second, { action: 'photograph', version: 0, photos: [kept] });
		expect(await files()).toHaveLength(count);
		expect(await photosOf(hands.office, second)).toHaveLength(1);
	});

	it('are as if they were not there for whoever does not see the case', async () => {
		const { number } = await report(hands.worker, { class: plain, photos: [await shot()] });
		const { id } = (await photosOf(hands.office, number))[0]!;
		for (const hand of [hands.elsewhere, hands.unit, hands.auditor])
			await expect(openPhoto(hand, number, id, 'thumbnail')).rejects.toMatchObject({
				kind: 'not-found',
				details: { what: 'photo' }
			});
		expect((await bytesOf(hands.leader, number, id, 'thumbnail')).length).toBeGreaterThan(100);
	});

	it('go over the API as they are', async () => {
		const { number } = await report(hands.worker, { class: plain });
		const key = randomUUID();
		const bytes = await shot();
		const address = `/api/incidents/${number}/photos`;
		const send = (more = '') =>
			ask(hands.worker, `${address}?key=${key}&kind=found${more}`, { method: 'POST', bytes });
		const [first, again] = [await send(), await send()];
		expect(await first.json()).toMatchObject({ number, version: 2 });
		expect(await again.json()).toMatchObject({ number, version: 2 });
		expect((await send('&more=1')).status).toBe(400);
		const { id } = (await photosOf(hands.office, number))[0]!;
		const seen = await ask(hands.office, `${address}/${id}?size=thumbnail`);
		expect(Object.fromEntries(seen.headers)).toMatchObject({
			'content-type': 'image/jpeg',
			'cache-control': 'private, no-cache',
			vary: 'cookie'
		});
		expect((await seen.arrayBuffer()).byteLength).toBe(Number(seen.headers.get('content-length')));
		const known = { headers: { 'if-none-match': seen.headers.get('etag')! } };
		expect((await ask(hands.office, `${address}/${id}?size=thumbnail`, known)).status).toBe(304);
		expect((await ask(hands.elsewhere, `${address}/${id}?size=thumbnail`, known)).status).toBe(404);
		expect((await ask(hands.office, `${address}/${id + 1000}`)).status).toBe(404);
		expect((await ask(hands.office, `${address}/x`)).status).toBe(400);
	});

	it('that cannot be written leave the case as it was', async () => {
		const { number } = await report(hands.worker, { class: plain });
		process.env.WANGGE_PHOTOS = '/proc/wangge';
		try {
			await expect(
				actOnCase(hands.worker, number, {
					key: randomUUID(),
					action: 'photograph',
					version: 0,
					photos: [await sent('found')]
				})
			).rejects.toMatchObject({ kind: 'photos-unwritable' });
		} finally {
			process.env.WANGGE_PHOTOS = folder;
		}
		expect((await readCase(hands.office, number)).timeline).toHaveLength(1);
	});
});
