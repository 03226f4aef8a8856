/** What the API refuses, and how it says so: before anything that it answers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { PROBLEM_TYPE, problemSchema, type Problem } from '../../../src/lib/domain/api/problem.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { WanggeError } from '../../../src/lib/domain/errors.ts';
import { describeEngines } from '../harness/index.ts';
import { GRID_CODES, layTinyGround, lngLatOf, TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { ask, type Asking } from './ask.ts';

const now = new Date(`${TINY_DAY}T04:00:00Z`);

async function problem(context: Context | undefined, address: string, asking?: Asking): Promise<Problem> {
	const response = await ask(context, address, asking);
	expect(response.headers.get('content-type')).toBe(PROBLEM_TYPE);
	const body = problemSchema.parse(await response.json());
	expect(body.status).toBe(response.status);
	return body;
}

const far = lngLatOf(900_000, 0).join(',');
const outside = lngLatOf(-50, 50).join(',');
const long = 'x'.repeat(300);

/** Address, status, parameter refused, reason. */
const REFUSED: [address: string, status: number, parameter: string | null, reason?: string][] = [
	['/api/grids/990102001001999', 404, null],
	['/api/grids/short', 400, 'code', 'malformed'],
	[`/api/grids/${long}`, 400, 'code', 'too_long'],
	["/api/grids/99010200100100'--", 400, 'code', 'malformed'],
	['/api/grids/99010200100100%00', 400, 'code', 'malformed'],
	[`/api/grids/${GRID_CODES.A1}?at=2026-02-30`, 400, 'at', 'malformed'],
	[`/api/grids/${GRID_CODES.A1}?at=yesterday`, 400, 'at', 'malformed'],
	[`/api/grids/${GRID_CODES.A1}?at=0001-01-01`, 400, 'at', 'out_of_range'],
	[`/api/grids/${GRID_CODES.A1}?at=9999-12-31`, 400, 'at', 'out_of_range'],
	[`/api/grids/${GRID_CODES.A1}?at=2026-07-01&at=2026-07-02`, 400, 'at', 'repeated'],
	[`/api/grids/${GRID_CODES.A1}?when=2026-07-01`, 400, 'when', 'unknown'],
	[`/api/grids/${GRID_CODES.A1}?code=${GRID_CODES.A2}`, 400, 'code', 'unknown'],
	['/api/grids', 400, 'at', 'missing'],
	['/api/grids?at=', 400, 'at', 'malformed'],
	['/api/grids?at=117', 400, 'at', 'malformed'],
	['/api/grids?at=117,36,5', 400, 'at', 'malformed'],
	['/api/grids?at=NaN,36', 400, 'at', 'malformed'],
	['/api/grids?at=Infinity,36', 400, 'at', 'malformed'],
	['/api/grids?at=0x75,36', 400, 'at', 'malformed'],
	['/api/grids?at=1e400,36', 400, 'at', 'out_of_range'],
	['/api/grids?at=117,-1e400', 400, 'at', 'out_of_range'],
	['/api/grids?at=181,36', 400, 'at', 'out_of_range'],
	['/api/grids?at=117,90.1', 400, 'at', 'out_of_range'],
	['/api/grids?at=117,90', 404, null],
	['/api/grids?at=-63,36', 404, null],
	['/api/grids?at=0,0', 404, null],
	[`/api/grids?at=${far}`, 404, null],
	[`/api/grids?at=${outside}`, 404, null],
	['/api/grids?at=117,36&on=2026-13-01', 400, 'on', 'malformed'],
	['/api/measures/beauty', 400, 'measure', 'not_offered'],
	['/api/measures/gap?level=planet', 400, 'level', 'not_offered'],
	['/api/measures/gap?duty=juggling', 400, 'duty', 'not_offered'],
	['/api/measures/gap?duty=green%27ing', 400, 'duty', 'malformed'],
	['/api/measures/gap?facility=kindergarten', 400, 'facility', 'needless'],
	['/api/measures/unreached', 400, 'facility', 'needs'],
	['/api/measures/unreached?facility=moonbase', 400, 'facility', 'not_offered'],
	['/api/measures/unreached?facility=kindergarten&duty=greening', 400, 'duty', 'needless'],
	['/api/measures/residents?duty=greening', 400, 'duty', 'needless'],
	['/api/coverage?measure=beauty', 400, 'measure', 'not_offered'],
	['/api/coverage?area=4444', 400, 'area', 'not_offered'],
	['/api/coverage?area=a-b', 400, 'area', 'malformed'],
	['/api/coverage?page=0', 400, 'page', 'out_of_range'],
	['/api/coverage?page=-1', 400, 'page', 'out_of_range'],
	['/api/coverage?page=1.5', 400, 'page', 'malformed'],
	['/api/coverage?page=1e3', 400, 'page', 'malformed'],
	['/api/coverage?page=99999999999999999', 400, 'page', 'too_long'],
	['/api/coverage?size=501', 400, 'size', 'out_of_range'],
	['/api/coverage?limit=5', 400, 'limit', 'unknown'],
	['/api/areas?level=continent', 400, 'level', 'not_offered'],
	['/api/areas?parent=4444', 400, 'parent', 'not_offered'],
	['/api/areas/4444', 404, null],
	['/api/areas/%20', 400, 'code', 'malformed'],
	['/api/search', 400, 'q', 'missing'],
	['/api/search?q=', 400, 'q', 'too_short'],
	['/api/search?q=%20%20', 400, 'q', 'too_short'],
	['/api/search?q=...', 400, 'q', 'too_short'],
	[`/api/search?q=${long}`, 400, 'q', 'too_long'],
	['/api/search?q=a%00b', 400, 'q', 'malformed'],
	['/api/search?q=a&kinds=grid,person', 400, 'kinds', 'not_offered'],
	['/api/search?q=a&limit=51', 400, 'limit', 'out_of_range'],
	['/api/catalogue?all=1', 400, 'all', 'unknown'],
	['/api/jurisdiction?__proto__=1', 400, '__proto__', 'unknown'],
	['/api/jurisdiction?toString=1', 400, 'toString', 'unknown'],
	['/healthz?deep=1', 400, 'deep', 'unknown'],
	['/api/grid', 404, null],
	['/api/grids/990102001001001/duties', 404, null]
];

describeEngines('refusals of the API', (db) => {
	let context: Context;
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now };
	});

	it.each(REFUSED)('%s is refused with %i', async (address, status, parameter, reason) => {
		const found = await problem(context, address);
		expect(found.status).toBe(status);
		expect(found.instance).toBe(new URL(address, 'http://localhost').pathname);
		if (parameter !== null) expect(found.errors).toMatchObject([{ parameter, reason }]);
		else expect(found.errors).toBeUndefined();
	});

	it('every parameter that is wrong is named in one answer', async () => {
		const found = await problem(context, '/api/coverage?page=x&size=y&colour=red&duty=A%20B');
		expect(found.errors?.map(({ parameter }) => parameter).sort()).toEqual([
			'colour',
			'duty',
			'page',
			'size'
		]);
	});

	it('says it in Chinese or in English', async () => {
		const zh = await problem(context, '/api/grids?at=1e400,36', { lang: 'zh-CN' });
		expect(zh.detail).toBe('参数 at 应在 -180,-90 与 180,90 之间。');
		const en = await problem(context, '/api/grids?at=1e400,36');
		expect(en.detail).toBe('The parameter at must lie between -180,-90 and 180,90.');
	});

	it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is not answered anywhere', async (method) => {
		for (const path of [`/api/grids/${GRID_CODES.A1}`, '/api/coverage', '/healthz', '/openapi.json']) {
			const response = await ask(context, path, { method });
			expect(response.status).toBe(405);
			expect(response.headers.get('allow')).toBe('GET, HEAD');
			expect((await response.json()).type).toBe('/problems/method-not-allowed');
		}
	});
});

describe('while the ground is being prepared', () => {
	it.each(['/healthz', '/api/jurisdiction', `/api/grids/${GRID_CODES.A1}`])(
		'%s says how far it is',
		async (path) => {
			const found = await problem(undefined, path);
			expect(found).toMatchObject({ status: 503, type: '/problems/not-ready', stage: 'opening', done: 0 });
		}
	);
});

describe('when the database fails', () => {
	const failing = (error: Error): Context => ({
		db: {
			query: () => Promise.reject(error),
			load: () => ({ longestWaitMs: 0 })
		} as unknown as Context['db'],
		actor: 'test',
		access: UNLIMITED,
		now
	});

	it('a lost database is a 503 without its address', async () => {
		const error = new WanggeError('database-unreachable', { target: 'secret-host' });
		const found = await problem(failing(error), '/healthz');
		expect(found.status).toBe(503);
		expect(JSON.stringify(found)).not.toContain('secret');
	});

	it('a fault of ours is a 500 with a number, and tells nothing of what happened', async () => {
		const found = await problem(
			failing(new Error('relation "secret" does not exist')),
			'/api/search?q=secret-name'
		);
		expect(found).toMatchObject({ status: 500, type: '/problems/internal' });
		expect(found.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
		expect(JSON.stringify(found)).not.toContain('secret');
	});
});
