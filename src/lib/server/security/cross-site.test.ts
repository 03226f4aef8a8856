import { expect, it } from 'vitest';
import { isFromAnotherSite } from './cross-site.ts';

const HOST = 'grid.example:3000';
const asked = (method: string, headers: Record<string, string>) => ({
	method,
	headers: new Headers(headers)
});

it.each([
	[
		'a post of our own page',
		'POST',
		{ 'sec-fetch-site': 'same-origin', origin: 'https://grid.example:3000' }
	],
	['a post that the reader began', 'POST', { 'sec-fetch-site': 'none' }],
	['a post of our own page over plain HTTP', 'POST', { origin: 'http://grid.example:3000' }],
	['a program', 'DELETE', {}],
	['a link from elsewhere', 'GET', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
	['a question before a request from elsewhere', 'OPTIONS', { origin: 'https://evil.example' }]
])('%s is let through', (_, method, headers) => {
	expect(isFromAnotherSite(asked(method, headers), HOST)).toBe(false);
});

it.each([
	['a post of another site', 'POST', { 'sec-fetch-site': 'cross-site' }],
	['a post of a sister site', 'POST', { 'sec-fetch-site': 'same-site' }],
	['a put of another site over plain HTTP', 'PUT', { origin: 'http://evil.example' }],
	['a delete of another port', 'DELETE', { origin: 'http://grid.example:3001' }],
	['a patch of a sandbox', 'PATCH', { origin: 'null' }],
	['a post whose origin cannot be read', 'POST', { origin: '://' }],
	[
		'a post that claims our origin and says that it is of another site',
		'POST',
		{ 'sec-fetch-site': 'cross-site', origin: 'https://grid.example:3000' }
	]
])('%s is refused, whatever its content type', (_, method, headers) => {
	for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/png'])
		expect(isFromAnotherSite(asked(method, { ...headers, 'content-type': type }), HOST)).toBe(true);
});
