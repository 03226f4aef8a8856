/** The built product, running on the tiny ground. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildWhereStale } from '../../scripts/setup/build.ts';
import { projectRoot } from '../../src/lib/server/db/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/harness/index.ts';
import { layTinyGround } from '../fixtures/tiny-ground.ts';

const PATIENCE_MS = 60_000;

export class Product {
	readonly url: string;
	readonly #server: ChildProcess;
	readonly #database: TestDatabase;
	#said = '';

	private constructor(url: string, server: ChildProcess, database: TestDatabase) {
		this.url = url;
		this.#server = server;
		this.#database = database;
		server.stdout?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
		server.stderr?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
	}

	/** @param settings of its environment */
	static async start(settings: Record<string, string> = {}): Promise<Product> {
		await buildWhereStale();
		const database = await createTestDatabase('server');
		const db = await database.open();
		try {
			await db.transaction((tx) => layTinyGround(tx));
		} finally {
			await db.close();
		}
		const port = await freePort();
		const server = spawn(process.execPath, [join(projectRoot(), 'build', 'index.js')], {
			cwd: projectRoot(),
			env: {
				...process.env,
				PORT: String(port),
				HOST: '127.0.0.1',
				DATABASE_URL: database.options.url,
				LOG_LEVEL: 'warn',
				SHUTDOWN_TIMEOUT: '1',
				...settings
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const product = new Product(`http://127.0.0.1:${port}`, server, database);
		await product.#ready();
		return product;
	}

	async #ready(): Promise<void> {
		const end = Date.now() + PATIENCE_MS;
		while (Date.now() < end) {
			if (this.#server.exitCode !== null) break;
			const answer = await fetch(`${this.url}/healthz`).catch(() => null);
			if (answer?.ok) return;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		const said = this.#said;
		await this.stop();
		throw new Error(`the product did not become ready:\n${said}`);
	}

	/** Changes the ground behind the product's back, as another process may. */
	async query(statement: string, values: readonly unknown[]): Promise<void> {
		const db = await this.#database.open();
		try {
			await db.query(statement, values);
		} finally {
			await db.close();
		}
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
		if (this.#server.exitCode === null) {
			const ended = new Promise((resolve) => this.#server.once('exit', resolve));
			this.#server.kill('SIGTERM');
			await ended;
		}
		await this.#database.drop();
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
