/** Where whoever runs the installation wants photos to be. */
import { dirname, isAbsolute, join } from 'node:path';
import { embeddedFolder, projectRoot } from '../db/index.ts';

/** WANGGE_PHOTOS; where it is not set, photos beside the embedded database's folder, also where a server is used. */
export function photoFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
	const set = environment.WANGGE_PHOTOS?.trim();
	if (!set) return join(dirname(embeddedFolder()), 'photos');
	return isAbsolute(set) ? set : join(projectRoot(), set);
}
