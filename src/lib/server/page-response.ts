/** Pages made on the server: a few at a time, and compressed as everything else is. */
import { InTurn } from './door/in-turn.ts';
import { acceptsGzip, gzipped } from './gzip.ts';

/** One is drawn while others wait for the database. Each keeps the thread for some thirty ms. */
const turns = new InTurn(4);

export const pageInTurn = (
	encodings: string | null,
	make: () => Response | Promise<Response>
): Promise<Response> => turns.take(async () => compressed(await make(), encodings));

async function compressed(response: Response, encodings: string | null): Promise<Response> {
	const { status, headers } = response;
	if (!response.body || !(headers.get('content-type') ?? '').startsWith('text/html')) return response;
	headers.append('vary', 'accept-encoding');
	if (!acceptsGzip(encodings)) return response;
	headers.set('content-encoding', 'gzip');
	headers.delete('content-length');
	return new Response(await gzipped(await response.arrayBuffer()), { status, headers });
}
