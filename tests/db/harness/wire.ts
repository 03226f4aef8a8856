/** A wire between the product and a server that a test can stop, cut and mend. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class Wire {
	/** The server's address by way of the wire. */
	readonly url: string;
	readonly #server: Server;
	readonly #port: number;
	readonly #ends = new Set<Socket>();
	#stopped = false;

	private constructor(server: Server, url: URL, ends: Set<Socket>) {
		this.#server = server;
		this.#port = (server.address() as AddressInfo).port;
		this.#ends = ends;
		url.hostname = '127.0.0.1';
		url.port = String(this.#port);
		this.url = url.href;
	}

	static async to(serverUrl: string): Promise<Wire> {
		const url = new URL(serverUrl);
		const [host, port] = [url.hostname, Number(url.port || 5432)];
		const ends = new Set<Socket>();
		const made: { wire?: Wire } = {};
		const server = createServer((near) => {
			const far = connect(port, host);
			for (const [end, other] of [
				[near, far],
				[far, near]
			] as const) {
				ends.add(end);
				end.on('data', (bytes) => {
					// What is sent while the wire is stopped arrives nowhere, and nobody is told.
					if (!made.wire?.stopped) other.write(bytes);
				});
				end.on('error', () => undefined);
				end.on('close', () => {
					ends.delete(end);
					other.destroy();
				});
			}
		});
		await listen(server, 0);
		return (made.wire = new Wire(server, url, ends));
	}

	get stopped(): boolean {
		return this.#stopped;
	}

	stop(): void {
		this.#stopped = true;
	}

	/** Ends every connection, and refuses new ones. */
	async cut(): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		for (const end of this.#ends) end.destroy();
		await closed;
	}

	async mend(): Promise<void> {
		this.#stopped = false;
		if (!this.#server.listening) await listen(this.#server, this.#port);
	}
}

function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
}
