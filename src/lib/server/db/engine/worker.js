/**
 * The worker thread of the embedded engine: PGlite with PostGIS, spoken to in the PostgreSQL wire protocol over
 * the thread's message port. It is a plain file, found by its path from the project's root, so that the same
 * one serves the scripts, the tests and the built server.
 *
 * In:  { id, bytes }          a batch of messages of the client, ending where it waits for an answer
 *      { id, task: 'forget' }  the client is gone: roll back and forget its settings
 *      { id, task: 'close' }   checkpoint and close
 * Out: { ready: true } or { failed } once
 *      { id, bytes, state }    the whole answer, and the transaction's state after it (I, T or E)
 *      { id, lost }            the engine broke off without saying why (what it threw, if anything)
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { postgis } from '@electric-sql/pglite-postgis';
import { raiseAsDatabaseError } from './exceptions.js';
import { isAnswered, messageTypes, queryMessage, readyState } from './wire.js';

/** @type {{ folder: string, durable: boolean, bundle?: string }} */
const { folder, durable, bundle } = workerData;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** Bytes written since the last checkpoint after which one is made, when idle and at the latest. */
const CHECKPOINT_IDLE_BYTES = 32 * 1024 * 1024;
const CHECKPOINT_BYTES = 512 * 1024 * 1024;
const IDLE_MS = 2000;

let written = 0;

/** @type {WebAssembly.Global | undefined} */
let stack;
/** @type {string | undefined} */
let broke;

/**
 * A folder on disk that really is on disk after fsync: PGlite's own never calls it, so an acknowledged commit
 * could be lost with the power. It also gives GEOS's exceptions a way to become errors (exceptions.js).
 */
class DurableFolder extends NodeFS {
	/**
	 * @override
	 * @param {import('@electric-sql/pglite').PGlite} pg
	 * @param {Parameters<NodeFS['init']>[1]} options
	 */
	async init(pg, options) {
		const { emscriptenOpts } = await super.init(pg, options);
		const preRun = emscriptenOpts.preRun ?? [];
		const instantiate = emscriptenOpts.instantiateWasm;
		return {
			emscriptenOpts: {
				...emscriptenOpts,
				preRun: [...preRun, syncToDisk],
				instantiateWasm: (
					/** @type {WebAssembly.Imports} */ imports,
					/** @type {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} */ done
				) => {
					raiseAsDatabaseError(imports, () => pg.Module);
					stack = /** @type {{ __stack_pointer: WebAssembly.Global }} */ (imports.env).__stack_pointer;
					return instantiate?.(imports, done) ?? {};
				}
			}
		};
	}
}

/**
 * @typedef {{ nfd?: number, node: object }} OpenFile
 * @typedef {{ realPath(node: object): string, stream_ops: {
 *   fsync?: (file: OpenFile) => number, write: (...args: unknown[]) => number } }} NodeFiles
 */

/** @param {{ FS: object }} module */
function syncToDisk({ FS }) {
	const { NODEFS } = /** @type {{ filesystems: { NODEFS: NodeFiles } }} */ (FS).filesystems;
	const { stream_ops } = NODEFS;
	stream_ops.fsync = (file) => {
		if (!durable) return 0;
		if (file.nfd !== undefined) fsyncSync(file.nfd);
		else if (process.platform !== 'win32') syncFolder(NODEFS.realPath(file.node));
		return 0;
	};
	const { write } = stream_ops;
	stream_ops.write = (...args) => {
		const length = write(...args);
		written += length;
		return length;
	};
}

// The engine opens folders too, to make the names in them durable; PGlite's file layer has no descriptor there.
/** @param {string} path */
function syncFolder(path) {
	const folder = openSync(path, 'r');
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}

// PGlite's own start parameters less -F (which switches fsync off); fdatasync does nothing in its file layer,
// fsync does.
const START = ['--single', '-O', '-j'].concat(
	Object.entries({
		search_path: 'public',
		exit_on_error: 'false',
		log_checkpoints: 'false',
		max_worker_processes: '0',
		max_parallel_workers: '0',
		max_parallel_workers_per_gather: '0',
		max_parallel_maintenance_workers: '0',
		io_method: 'sync',
		fsync: durable ? 'on' : 'off',
		wal_sync_method: 'fsync',
		max_wal_size: '256MB',
		jit: 'off'
	}).flatMap(([name, value]) => ['-c', `${name}=${value}`])
);

/**
 * PostGIS from the lean bundle, if there is one.
 * @type {import('@electric-sql/pglite').Extension}
 */
const leanPostgis = {
	...postgis,
	setup: async (instance, options) => {
		const settled = await postgis.setup(instance, options);
		return bundle ? { ...settled, bundlePath: pathToFileURL(bundle) } : settled;
	}
};

const pg = new PGlite({
	fs: new DurableFolder(folder),
	extensions: { postgis: leanPostgis, btree_gist },
	startParams: START
});

/**
 * An error of a statement leaves the engine's main loop by a throw that does not give the stack back (about 1 KB
 * each, so that after some 1,800 errors every statement failed with 54001): give it back here. A throw that is
 * not the engine's own way of reporting an error ('unwind') means that it broke.
 */
function watchMainLoop() {
	const module = /** @type {Record<string, () => void>} */ (/** @type {unknown} */ (pg.Module));
	const loop = /** @type {() => void} */ (module._PostgresMainLoopOnce);
	module._PostgresMainLoopOnce = () => {
		const at = stack?.value;
		try {
			loop();
		} catch (error) {
			if (stack) stack.value = at;
			if (error !== 'unwind') broke = error instanceof Error ? error.message : String(error);
			throw error;
		}
	};
}

/**
 * Runs one batch of messages.
 * @param {Buffer} batch
 * @returns {Promise<{ answer: Buffer, state: string } | { lost: string }>}
 */
async function run(batch) {
	/** @type {Buffer[]} */
	const parts = [];
	broke = undefined;
	try {
		await pg.execProtocolRawStream(batch, {
			syncToFs: false,
			onRawData: (bytes) => void parts.push(Buffer.from(bytes))
		});
	} catch (error) {
		broke ??= error instanceof Error ? error.message : String(error);
	}
	const answer = Buffer.concat(parts);
	if (broke !== undefined) return { lost: broke };
	if (batch[0] !== 0 && !isAnswered(messageTypes(batch), messageTypes(answer, 'D'))) return { lost: '' };
	return { answer, state: readyState(answer) ?? 'I' };
}

async function checkpoint() {
	const result = await run(queryMessage('checkpoint'));
	if (!('lost' in result)) written = 0;
}

/** @type {NodeJS.Timeout | undefined} */
let idle;

/**
 * @param {{ id: number, bytes?: Uint8Array, task?: 'forget' | 'close' }} message
 */
async function answer({ id, bytes: asked, task }) {
	clearTimeout(idle);
	if (task === 'close') {
		await run(queryMessage('rollback'));
		await checkpoint();
		await pg.close();
		port.postMessage({ id });
		port.close();
		return;
	}
	if (task === 'forget') {
		await run(queryMessage('rollback'));
		await run(queryMessage('discard all'));
		port.postMessage({ id });
		return;
	}
	const result = await run(Buffer.from(asked ?? []));
	if ('lost' in result) {
		port.postMessage({ id, lost: result.lost });
		return;
	}
	const bytes = result.answer;
	// Handed over, not copied, where the answer does not share its memory with others.
	const own = bytes.length === bytes.buffer.byteLength ? [bytes.buffer] : [];
	port.postMessage({ id, bytes, state: result.state }, /** @type {ArrayBuffer[]} */ (own));
	if (result.state !== 'I') return;
	if (written > CHECKPOINT_BYTES) await checkpoint();
	else if (written > CHECKPOINT_IDLE_BYTES) idle = setTimeout(() => queue(checkpoint), IDLE_MS);
}

// One after another: the engine cannot do two things at once.
let last = Promise.resolve();
/** @param {() => Promise<void>} work */
function queue(work) {
	last = last.then(work).catch((error) => {
		throw error;
	});
}

try {
	await pg.waitReady;
	watchMainLoop();
	port.on('message', (message) => queue(() => answer(message)));
	port.postMessage({ ready: true });
} catch (error) {
	port.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
