import { describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { problemSchema } from '../../../src/lib/domain/api/problem.ts';
import { GET as getDocument } from '../../../src/routes/tiles/[set].json/+server.ts';
import { GET as getTile } from '../../../src/routes/tiles/[set]/[z]/[x]/[y]/+server.ts';

/** A database that must not be asked. */
function silent() {
	const asked: unknown[] = [];
	const query = (statement: unknown) => {
		asked.push(statement);
		return Promise.reject(new Error('asked'));
	};
	return { asked, db: { engine: 'server', connections: 10, query, transaction: query } };
}

async function ask(path: string, ready: unknown = silent()) {
	const { asked, db } = (ready ?? silent()) as ReturnType<typeof silent>;
	const url = new URL(`http://localhost${path}`);
	const [set, z, x, y] = url.pathname.replace('/tiles/', '').split('/');
	const event = {
		url,
		params: set!.endsWith('.json') ? { set: set!.slice(0, -5) } : { set, z, x, y },
		request: new Request(url),
		locals: {
			lang: 'zh-CN',
			...(ready ? { context: { db, actor: 'test', access: UNLIMITED, now: new Date(0) } } : {})
		}
	};
	const handler = (set!.endsWith('.json') ? getDocument : getTile) as (event: unknown) => Promise<Response>;
	return { asked, response: await handler(event) };
}

describe('the tiles over HTTP', () => {
	it.each([
		['/tiles/ground/12/4096/3', 400],
		['/tiles/ground/12/-1/3', 400],
		['/tiles/ground/25/1/1', 400],
		['/tiles/ground/2/1/1', 400],
		['/tiles/grids/13/1.5/1', 400],
		['/tiles/grids/13/1/abc', 400],
		['/tiles/states/14/1/1', 400],
		['/tiles/nothing/12/1/1', 404],
		['/tiles/nothing.json', 404]
	])('answer %s with a problem document of status %i and ask the database nothing', async (path, status) => {
		const { asked, response } = await ask(path);
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		const problem = problemSchema.parse(await response.json());
		expect(problem).toMatchObject({ status, instance: path });
		expect(problem.detail).not.toBe('');
		expect(problem.errors?.length ?? 0).toBe(status === 400 ? 1 : 0);
		expect(asked).toEqual([]);
	});

	it('do not hide a fault of the database behind a refusal', async () => {
		const { asked, response } = await ask('/tiles/ground/12/3300/1600');
		expect(response.status).toBe(500);
		expect(asked).toHaveLength(1);
	});

	it('say that the ground is being prepared, and when to ask again', async () => {
		const { response } = await ask('/tiles/ground/12/3300/1600', null);
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('2');
	});
});
