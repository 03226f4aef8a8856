/**
 * The PostgreSQL wire protocol, as far as the embedded engine needs it: where a message ends, whether a batch
 * was answered in full, and how to say an error. Plain JavaScript because the worker thread runs it as it is.
 */

/** Error codes as bytes of the message types, so that the code below reads like the protocol's manual. */
const code = (/** @type {string} */ letter) => letter.charCodeAt(0);

/** Messages after which the client waits for an answer: Query, Sync, Flush, FunctionCall, Terminate, CopyDone/Fail. */
const TURN = new Set(['Q', 'S', 'H', 'F', 'X', 'c', 'f'].map(code));

/**
 * Cuts a stream of bytes from the client into batches that each end where the client waits for an answer. The
 * first message of a connection has no type byte (startup).
 */
export class BatchCutter {
	/** @type {Buffer} */
	#rest = Buffer.alloc(0);
	#started = false;

	/**
	 * @param {Uint8Array} bytes
	 * @returns {Buffer[]} whole batches
	 */
	push(bytes) {
		this.#rest = this.#rest.length ? Buffer.concat([this.#rest, bytes]) : Buffer.from(bytes);
		const batches = [];
		let from = 0;
		let at = 0;
		for (;;) {
			const head = this.#started ? 1 : 0;
			if (this.#rest.length - at < head + 4) break;
			const end = at + head + this.#rest.readInt32BE(at + head);
			if (this.#rest.length < end) break;
			const turn = !this.#started || TURN.has(this.#rest[at] ?? 0);
			this.#started = true;
			at = end;
			if (turn) {
				batches.push(this.#rest.subarray(from, at));
				from = at;
			}
		}
		this.#rest = this.#rest.subarray(from);
		return batches;
	}
}

/**
 * The message types of a whole run of messages, as one letter each.
 * @param {Buffer} bytes
 * @param {string} [skip] a type to leave out: the rows of an answer, of which there can be a million
 * @returns {string}
 */
export function messageTypes(bytes, skip) {
	const skipped = skip === undefined ? -1 : code(skip);
	let types = '';
	for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
		if (bytes[at] !== skipped) types += String.fromCharCode(bytes[at] ?? 0);
	}
	return types;
}

/**
 * Whether every message of a client's batch was answered as the protocol promises. An error of the engine that
 * got lost on its way shows as an answer that is missing: no CommandComplete (C), EmptyQuery (I),
 * PortalSuspended (s) or ErrorResponse (E) for an Execute, no BindComplete (2) for a Bind, and so on.
 * @param {string} asked types sent by the client in one batch
 * @param {string} answered types that came back
 * @returns {boolean}
 */
export function isAnswered(asked, answered) {
	if (/[QS]/.test(asked) && !answered.endsWith('Z')) return false;
	if (answered.includes('E')) return true;
	const count = (/** @type {RegExp} */ pattern) => (answered.match(pattern) ?? []).length;
	const sent = (/** @type {string} */ letter) => asked.split(letter).length - 1;
	if (sent('Q')) return count(/[CI]/g) >= 1;
	return (
		count(/1/g) >= sent('P') &&
		count(/2/g) >= sent('B') &&
		count(/3/g) >= sent('C') &&
		count(/[CIs]/g) >= sent('E') &&
		count(/[Tn]/g) >= sent('D')
	);
}

/**
 * The transaction state that the last ReadyForQuery tells: I (idle), T (in a transaction), E (in a failed one).
 * @param {Buffer} bytes
 * @returns {string | undefined}
 */
export function readyState(bytes) {
	const at = bytes.length - 6;
	if (at < 0 || bytes[at] !== code('Z') || bytes.readInt32BE(at + 1) !== 5) return undefined;
	return String.fromCharCode(bytes[at + 5] ?? 0);
}

/**
 * An ErrorResponse.
 * @param {{ severity: 'ERROR' | 'FATAL', sqlstate: string, message: string, detail?: string }} error
 * @returns {Buffer}
 */
export function errorResponse({ severity, sqlstate, message, detail }) {
	const fields = [`S${severity}`, `V${severity}`, `C${sqlstate}`, `M${message}`];
	if (detail) fields.push(`D${detail}`);
	const body = Buffer.from(fields.map((field) => `${field}\0`).join('') + '\0', 'utf8');
	const head = Buffer.alloc(5);
	head[0] = code('E');
	head.writeInt32BE(body.length + 4, 1);
	return Buffer.concat([head, body]);
}

/**
 * A Query message (simple protocol).
 * @param {string} sql
 * @returns {Buffer}
 */
export function queryMessage(sql) {
	const body = Buffer.from(`${sql}\0`, 'utf8');
	const head = Buffer.alloc(5);
	head[0] = code('Q');
	head.writeInt32BE(body.length + 4, 1);
	return Buffer.concat([head, body]);
}
