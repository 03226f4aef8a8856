/**
 * GEOS and PROJ are C++ and report what is wrong by throwing. The embedded engine is built without C++ exception
 * handling: nobody catches, the throw unwinds the whole statement, and what the client gets is an answer without
 * an error. So the throw itself is replaced: it becomes a database error (SQLSTATE XX000, as PostGIS on a server
 * says it), raised by the engine's own errstart/errmsg/errfinish, which unwinds the way every other error does.
 * Destructors of the C++ frames that are skipped do not run; they hold memory only.
 */

const ERROR = 21;
/** SQLSTATE XX000 in the engine's six-bits-a-letter form. */
const INTERNAL_ERROR = 40 + (40 << 6);

/**
 * The parts of the engine that this file calls; addresses are numbers.
 * @typedef {{
 *   HEAPU8: Uint8Array, HEAPU32: Uint32Array, UTF8ToString(at: number, max?: number): string,
 *   _malloc(bytes: number): number, _free(at: number): void,
 *   _errstart(level: number, domain: number): number, _errcode(code: number): number,
 *   _errmsg_internal(format: number, args: number): number,
 *   _errfinish(file: number, line: number, name: number): void
 * }} Engine
 */

/**
 * @param {WebAssembly.Imports} imports what the engine and, later, PostGIS are linked with
 * @param {() => unknown} module the running engine
 */
export function raiseAsDatabaseError(imports, module) {
	const env = /** @type {Record<string, unknown>} */ (imports.env);
	if (typeof env?.__cxa_throw !== 'function')
		throw new Error('the embedded engine has no __cxa_throw to replace');
	env.__cxa_throw = (/** @type {number} */ thrown) => {
		const engine = /** @type {Engine} */ (module());
		const table = /** @type {WebAssembly.Table} */ (env.__indirect_function_table);
		const message = what(engine, table, thrown);
		raise(engine, `${message.includes('Exception') ? 'GEOS' : 'PROJ'} Error: ${message}`);
	};
}

/**
 * std::exception's what(), the third entry of the thrown object's virtual table.
 * @param {Engine} engine
 * @param {WebAssembly.Table} table
 * @param {number} thrown
 */
function what(engine, table, thrown) {
	try {
		const methods = engine.HEAPU32[thrown >> 2] ?? 0;
		const call = table.get(engine.HEAPU32[(methods + 8) >> 2] ?? 0);
		return engine.UTF8ToString(call(thrown), 1000) || 'unknown Exception';
	} catch {
		return 'unknown Exception';
	}
}

/**
 * @param {Engine} engine
 * @param {string} message
 */
function raise(engine, message) {
	const format = toHeap(engine, '%s');
	const text = toHeap(engine, message);
	const args = engine._malloc(4);
	engine._errstart(ERROR, 0);
	engine._errcode(INTERNAL_ERROR);
	engine.HEAPU32[args >> 2] = text;
	engine._errmsg_internal(format, args);
	engine._free(args);
	engine._free(text);
	engine._free(format);
	// File and function name may be absent (null).
	engine._errfinish(0, 0, 0);
}

/**
 * @param {Engine} engine
 * @param {string} words
 */
function toHeap(engine, words) {
	const bytes = Buffer.from(`${words}\0`, 'utf8');
	const at = engine._malloc(bytes.length);
	engine.HEAPU8.set(bytes, at);
	return at;
}
