/** Tiles that two processes write over each other's: each names in its tag what its body is full of. */
import type { TileFiles } from '../../../src/lib/server/tiles/files.ts';

const NAMES = Array.from({ length: 12 }, (_, n) => `origin/grids/16/${n}/0`);

export function writeRound(files: TileFiles, round: number): void {
	NAMES.forEach((name, n) => {
		const sign = (round * 31 + n) % 256;
		files.write(name, 'seal', { etag: `W/"seal-${sign}"`, body: new Uint8Array(90_000 + sign).fill(sign) });
	});
}

/** Names of tiles that are there but not whole. */
export async function foundBroken(files: TileFiles): Promise<string[]> {
	const broken: string[] = [];
	for (const name of NAMES) {
		const tile = await files.read(name, 'seal');
		if (!tile) continue;
		const sign = Number(/-(\d+)"$/.exec(tile.etag)![1]);
		const whole = tile.body!.length === 90_000 + sign && tile.body!.every((byte) => byte === sign);
		if (!whole) broken.push(name);
	}
	return broken;
}
