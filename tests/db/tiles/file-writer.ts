/** A second process at the same files: writes and reads the tiles that it is told, and says what it found broken. */
import { createInterface } from 'node:readline';
import { TileFiles } from '../../../src/lib/server/tiles/files.ts';
import { foundBroken, writeRound } from './shared-files.ts';

const files = new TileFiles({ folder: process.argv[2]!, mostBytes: 64 * 1024 * 1024 });
for await (const line of createInterface({ input: process.stdin })) {
	writeRound(files, Number(line));
	const broken = await foundBroken(files);
	await files.settled();
	console.log(JSON.stringify({ broken }));
}
