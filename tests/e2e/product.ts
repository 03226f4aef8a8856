/** The built product, running on the tiny ground. */
import { buildWhereStale } from '../../scripts/setup/build.ts';
import { startProduct, type RunningProduct } from '../../scripts/setup/product.ts';
import type { Database } from '../../src/lib/server/db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/harness/index.ts';
import { layTinyGround } from '../fixtures/tiny-ground.ts';

export class Product {
	readonly url: string;
	readonly #running: RunningProduct;
	readonly #database: TestDatabase;

	private constructor(running: RunningProduct, database: TestDatabase) {
		this.url = running.url;
		this.#running = running;
		this.#database = database;
	}

	/** @param settings of its environment @param hear told of each line that it says */
	static async start(settings: Record<string, string> = {}, hear?: (line: string) => void): Promise<Product> {
		await buildWhereStale();
		const database = await createTestDatabase('server');
		const db = await database.open();
		try {
			await db.transaction((tx) => layTinyGround(tx));
		} finally {
			await db.close();
		}
		try {
			return new Product(await startProduct(database.options.url!, settings, hear), database);
		} catch (error) {
			await database.drop();
			throw error;
		}
	}

	/** Asks or changes what is kept behind the product's back, as another process may. */
	query<R>(statement: string, values: readonly unknown[] = []): Promise<R[]> {
		return this.behind((db) => db.query<R>(statement, values));
	}

	/** What another process does with its database. */
	async behind<T>(work: (db: Database) => Promise<T>): Promise<T> {
		const db = await this.#database.open();
		try {
			return await work(db);
		} finally {
			await db.close();
		}
	}

	/** The end of what the process has said. */
	said(): string {
		return this.#running.said();
	}

	/** While `work` runs, nothing can be read from a table. */
	async withholding(table: string, work: () => Promise<void>): Promise<void> {
		const db = await this.#database.open();
		try {
			await db.transaction(async (tx) => {
				await tx.query(`lock table ${table} in access exclusive mode`);
				await work();
			});
		} finally {
			await db.close();
		}
	}

	async stop(): Promise<void> {
		await this.#running.stop();
		await this.#database.drop();
	}
}
