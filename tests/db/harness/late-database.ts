import { PooledDatabase } from '../../../src/lib/server/db/pooled.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';

export interface LateDatabase {
	/** Named before it is open: everything goes to the one that arrives. */
	database: Database;
	arrive(database: Database): void;
	close(): Promise<void>;
}

/** A database that a suite can be handed while it is described, and that is opened before its first test. */
export function lateDatabase(): LateDatabase {
	let arrived: Database | undefined;
	const database = new Proxy({} as Database, {
		get(_target, key) {
			if (!arrived) throw new Error('the test database is not open yet: ask it inside a test or a hook');
			const value: unknown = Reflect.get(arrived, key);
			return typeof value === 'function' ? value.bind(arrived) : value;
		},
		getPrototypeOf: () => PooledDatabase.prototype
	});
	return {
		database,
		arrive(opened) {
			arrived = opened;
		},
		async close() {
			await arrived?.close();
		}
	};
}
