/** Answers that are compressed for those who take them so. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

let last = { encodings: '', gzip: false };

/** @param encodings Accept-Encoding of a request (RFC 9110, 12.5.3) */
export function acceptsGzip(encodings: string | null | undefined): boolean {
	const said = encodings ?? '';
	// Whoever asks says the same each time, and most say the same as others.
	if (said !== last.encodings) last = { encodings: said, gzip: namesGzip(said) };
	return last.gzip;
}

const namesGzip = (encodings: string): boolean =>
	encodings
		.split(',')
		.map((encoding) =>
			encoding
				.trim()
				.toLowerCase()
				.split(/\s*;\s*q=/)
		)
		.some(([name, quality]) => name === 'gzip' && Number(quality ?? 1) > 0);

/** In the pool of threads. */
export const gzipped = async (content: string | ArrayBuffer | Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
	new Uint8Array(await compress(content));
