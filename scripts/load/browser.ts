/** What somebody's browser asks of the product, over connections that it keeps; each answer is timed. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Kind, Tally } from './tally.ts';

const unzip = promisify(gunzip);
/** As many as a browser opens to one host. */
const CONNECTIONS = 6;
/** Whoever has waited so long takes it for broken, ms. */
const PATIENCE_MS = 20_000;

export interface Answer {
	status: number;
	text: string;
}

export interface Sent {
	/** Sent as a form's fields, or as JSON. */
	form?: Record<string, string>;
	json?: unknown;
	accept?: string;
	headers?: Record<string, string>;
}

export class Browser {
	readonly #url: URL;
	readonly #cookie: string;
	readonly #address: string;
	readonly #tally: Tally;
	/** Of what it has kept: the tag of each. */
	readonly #tags = new Map<string, string>();
	readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

	/** @param address where it stands, as the proxy before the product says */
	constructor(url: string, cookie: string, address: string, tally: Tally) {
		this.#url = new URL(url);
		this.#cookie = cookie;
		this.#address = address;
		this.#tally = tally;
	}

	/**
	 * What it has kept it asks for by its tag, and is told that it is the same still.
	 * @returns undefined where there was no answer, or one that is none of the 2xx or 304: it is counted as an error
	 */
	async ask(kind: Kind, path: string, sent: Sent = {}): Promise<Answer | undefined> {
		const began = performance.now();
		try {
			const response = await this.#open(path, sent, AbortSignal.timeout(PATIENCE_MS));
			const parts: Buffer[] = [];
			for await (const part of response) parts.push(part as Buffer);
			this.#tally.took(kind, performance.now() - began);
			const body = Buffer.concat(parts);
			const packed = response.headers['content-encoding'] === 'gzip';
			const text = (packed ? await unzip(body) : body).toString();
			const status = response.statusCode ?? 0;
			const { etag } = response.headers;
			if (status === 200 && etag) this.#tags.set(path, etag);
			if ((status >= 200 && status < 300) || status === 304) return { status, text };
			this.#tally.failed(kind, `${status} ${problemIn(text)}`);
		} catch (error) {
			this.#tally.failed(kind, error instanceof Error ? `${error.name} ${error.message}` : String(error));
		}
		return undefined;
	}

	/**
	 * A stream of events, until it is ended; one that ends by itself is an error.
	 * @param hear told of the data of each event
	 * @returns ends it
	 */
	follow(path: string, hear: (data: string) => void): () => void {
		const end = new AbortController();
		const broken = (what: string) => {
			if (!end.signal.aborted) this.#tally.failed('follow', what);
		};
		const read = async () => {
			const began = performance.now();
			const response = await this.#open(path, { accept: 'text/event-stream' }, end.signal);
			this.#tally.took('follow', performance.now() - began);
			let rest = '';
			response.setEncoding('utf8');
			for await (const part of response) {
				const blocks = (rest + (part as string)).split('\n\n');
				rest = blocks.pop()!;
				for (const block of blocks) {
					const data = block.split('\n').find((line) => line.startsWith('data: '));
					if (data) hear(data.slice(6));
				}
			}
			broken(`${response.statusCode} the stream has ended`);
		};
		read().catch((error: unknown) => broken(String(error)));
		return () => end.abort();
	}

	#open(path: string, sent: Sent, signal: AbortSignal): Promise<IncomingMessage> {
		const { form, json, accept, headers } = sent;
		const body = form
			? new URLSearchParams(form).toString()
			: json === undefined
				? undefined
				: JSON.stringify(json);
		const { origin } = this.#url;
		return new Promise((resolve, reject) => {
			const asking = request(new URL(path, this.#url), {
				// A stream has its connection for itself.
				agent: accept === 'text/event-stream' ? new Agent() : this.#agent,
				method: body === undefined ? 'GET' : 'POST',
				signal,
				headers: {
					cookie: this.#cookie,
					'x-forwarded-for': this.#address,
					accept: accept ?? '*/*',
					'accept-encoding': 'gzip',
					'accept-language': 'zh-CN',
					'sec-fetch-site': 'same-origin',
					...(body === undefined && this.#tags.has(path) && { 'if-none-match': this.#tags.get(path) }),
					...(body !== undefined && {
						origin,
						'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
						'content-length': Buffer.byteLength(body)
					}),
					...headers
				}
			});
			asking.once('response', resolve);
			asking.once('error', (error: NodeJS.ErrnoException) => {
				// The server had ended a connection that was idle, at the same moment: a browser asks again.
				if (asking.reusedSocket && error.code === 'ECONNRESET') resolve(this.#open(path, sent, signal));
				else reject(error);
			});
			asking.end(body);
		});
	}
}

/** What is the same for all who met it: a problem's type, or how an answer of another kind begins. */
const problemIn = (text: string): string => /"type":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 80);
