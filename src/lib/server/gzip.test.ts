import { expect, it } from 'vitest';
import { acceptsGzip } from './gzip.ts';

it.each([
	['gzip', true],
	['br, GZIP', true],
	['deflate, gzip;q=0.5', true],
	['gzip; q=1', true],
	['gzip;q=0', false],
	['gzip; q=0.0, identity', false],
	['br', false],
	['xgzip', false],
	['', false],
	[null, false]
])('Accept-Encoding: %s', (encodings, takes) => expect(acceptsGzip(encodings)).toBe(takes));
