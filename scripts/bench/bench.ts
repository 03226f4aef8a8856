/** What the parts of the bench share. */
import type { Context } from '../../src/lib/server/context.ts';
import type { Database } from '../../src/lib/server/db/index.ts';
import type { RunningProduct } from '../setup/product.ts';

export interface Bench {
	db: Database;
	context(): Context;
	/** A product of the ground, started when first asked for; its tiles are kept in an empty folder of its own. */
	product(): Promise<RunningProduct>;
	/** Middle of the densest ground, degrees. */
	middle: readonly [lng: number, lat: number];
	seconds: number;
	say(line: string): void;
}
