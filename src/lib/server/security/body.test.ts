import { expect, it } from 'vitest';
import { MOST_SENT_BYTES } from '../../domain/photo/photo.ts';
import { BODY_BYTES, isBodyTooLarge, isLarge, mostBytes, readBefore, withinMemory } from './body.ts';

const asked = (method: string, headers: Record<string, string>) => ({
	method,
	headers: new Headers(headers)
});

it.each([
	['a form', 'POST', { 'content-length': '200' }],
	['the largest form', 'POST', { 'content-length': String(BODY_BYTES) }],
	['a post without a body', 'POST', {}],
	['a question', 'GET', { 'content-length': '9999999' }]
])('%s is taken', (_, method, headers) => {
	expect(isBodyTooLarge(asked(method, headers))).toBe(false);
});

it.each([
	['a byte more', 'POST', { 'content-length': String(BODY_BYTES + 1) }],
	['a length that is no number', 'PUT', { 'content-length': 'many' }],
	['a body in pieces, which may be endless', 'POST', { 'transfer-encoding': 'chunked' }]
])('%s is refused', (_, method, headers) => {
	expect(isBodyTooLarge(asked(method, headers))).toBe(true);
});

it('more is taken where photos are, and nowhere else', () => {
	for (const route of [
		'/(office)/incidents/new',
		'/(office)/incidents/(handling)/[number]',
		'/api/incidents/[number]/photos'
	])
		expect(mostBytes(route)).toBe(MOST_SENT_BYTES);
	for (const route of ['/(door)/sign-in', '/api/incidents', '/api/incidents/[number]/events', null])
		expect(mostBytes(route)).toBe(BODY_BYTES);
	const sent = asked('POST', { 'content-length': String(MOST_SENT_BYTES) });
	expect(isBodyTooLarge(sent, MOST_SENT_BYTES)).toBe(false);
	expect(
		isBodyTooLarge(asked('POST', { 'content-length': String(MOST_SENT_BYTES + 1) }), MOST_SENT_BYTES)
	).toBe(true);
	expect(isLarge(sent)).toBe(true);
	expect(isLarge(asked('GET', { 'content-length': String(MOST_SENT_BYTES) }))).toBe(false);
	expect(isLarge(asked('POST', { 'content-length': String(BODY_BYTES) }))).toBe(false);
});

it('only so much is held in memory at a time, and it is let go of, whatever comes of it', async () => {
	const sent = asked('POST', { 'content-length': String(MOST_SENT_BYTES) });
	let end = () => {};
	const waiting = new Promise<void>((resolve) => (end = resolve));
	const ten = Array.from({ length: 10 }, () => withinMemory(sent, () => waiting));
	await expect(withinMemory(sent, () => Promise.resolve(1))).rejects.toMatchObject({
		kind: 'server-busy',
		details: { what: 'photos', reason: 'full' }
	});
	end();
	await Promise.all(ten);
	await expect(withinMemory(sent, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	const again = Array.from({ length: 10 }, () => withinMemory(sent, () => Promise.resolve(1)));
	expect(await Promise.all(again)).toEqual(Array(10).fill(1));
});

it('what was read before is read again from memory, with all that was said of it', async () => {
	const form = new FormData();
	form.set('photos', new File([new Uint8Array([1, 2, 3])], 'a.jpg', { type: 'image/jpeg' }));
	const event = {
		request: new Request('http://localhost/x', { method: 'POST', body: form, headers: { accept: 'a/b' } })
	};
	const before = event.request;
	await readBefore(event);
	expect(before.bodyUsed).toBe(true);
	expect(event.request.headers.get('accept')).toBe('a/b');
	const file = (await event.request.formData()).get('photos') as File;
	expect([file.name, file.type, file.size]).toEqual(['a.jpg', 'image/jpeg', 3]);
});
