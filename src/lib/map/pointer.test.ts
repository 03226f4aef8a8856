import { describe, expect, it } from 'vitest';
import type { gridAtSchema } from '../domain/api/grids.ts';
import type { z } from 'zod';
import { askGridAt, ServerBusy } from './pointer.ts';

const answering = (response: () => Response) => {
	const asked: string[] = [];
	const ask = ((address: string) => {
		asked.push(address);
		return Promise.resolve(response());
	}) as typeof fetch;
	return { asked, ask };
};
const { signal } = new AbortController();

describe('the grid at a place that is not drawn', () => {
	it('is asked of the server, longitude first', async () => {
		const grid: Partial<z.input<typeof gridAtSchema>> = { id: 4, code: '990102001001004' };
		const { asked, ask } = answering(() => Response.json(grid));
		expect(await askGridAt(117.1, 36.02, signal, ask)).toBe('990102001001004');
		expect(asked).toEqual(['/api/grids?at=117.1000000,36.0200000']);
	});
	it('is none where the server knows none', async () => {
		const { ask } = answering(() => new Response('{}', { status: 404 }));
		expect(await askGridAt(117, 36, signal, ask)).toBeNull();
	});
	it('is not taken for none when the server fails', async () => {
		const { ask } = answering(() => new Response('', { status: 500 }));
		await expect(askGridAt(117, 36, signal, ask)).rejects.toThrow('500');
	});

	it('is told from a failure when the server is only busy', async () => {
		for (const status of [503, 429]) {
			const { ask } = answering(() => new Response('', { status }));
			await expect(askGridAt(117, 36, signal, ask)).rejects.toBeInstanceOf(ServerBusy);
		}
	});
});
