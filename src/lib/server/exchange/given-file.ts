import { readFile } from 'node:fs/promises';
import { WanggeError } from '../../domain/errors.ts';

/**
 * The whole of a file that a person named.
 * @throws WanggeError file-broken (not-found, folder)
 */
export function readGivenFile(path: string): Promise<Buffer> {
	return readFile(path).catch((error: NodeJS.ErrnoException) => {
		const reason = error.code === 'EISDIR' ? 'folder' : 'not-found';
		throw new WanggeError('file-broken', { file: path, reason });
	});
}
