import { expect, it } from 'vitest';
import { BODY_BYTES, isBodyTooLarge } from './body.ts';

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
