/**
 * What was opened for a session ends with it: of all that are watched it is asked every two seconds, in one question,
 * whether they are still open, may do what they might, and look as whom they did.
 */
import { inDoor, PerDatabase, type Database } from '../db/index.ts';
import * as repository from './repository.ts';
import type { Standing } from './repository.ts';
import type { Reader } from './sessions.ts';

/** Streams of a session that is ended are closed within five seconds; this leaves time for the question. */
const EVERY_MS = 2000;

interface Watched {
	session: number;
	standing: string;
	end(): void;
}

export class SessionWatch {
	readonly #ask: (sessions: number[]) => Promise<Map<number, Standing>>;
	readonly #watched = new Set<Watched>();
	#timer: NodeJS.Timeout | undefined;

	/** @param ask what sessions rest on, of those that are open */
	constructor(ask: (sessions: number[]) => Promise<Map<number, Standing>>) {
		this.#ask = ask;
	}

	/** @param end called once the reader may not go on as before. @returns ends the watching */
	watch({ session, given, seen }: Pick<Reader, 'session' | 'given' | 'seen'>, end: () => void): () => void {
		const watched = { session, standing: textOf({ grants: given, seen }), end };
		this.#watched.add(watched);
		this.#lookLater();
		return () => this.#watched.delete(watched);
	}

	#lookLater(): void {
		if (this.#timer || this.#watched.size === 0) return;
		this.#timer = setTimeout(() => void this.look(), EVERY_MS);
		this.#timer.unref();
	}

	/** Looks once. Never rejects: while the database does not answer, nobody can end a session there either. */
	async look(): Promise<void> {
		clearTimeout(this.#timer);
		try {
			const watched = [...this.#watched];
			const open = await this.#ask([...new Set(watched.map(({ session }) => session))]);
			for (const one of watched) {
				if (textOf(open.get(one.session)) === one.standing || !this.#watched.delete(one)) continue;
				one.end();
			}
		} catch {
			// Asked again in two seconds.
		}
		this.#timer = undefined;
		this.#lookLater();
	}
}

const textOf = (standing: Standing | undefined) => JSON.stringify(standing);

const watches = new PerDatabase(
	(primary: Database) =>
		new SessionWatch((sessions) => {
			const now = new Date();
			return repository.stillOpen(inDoor(primary, now), sessions, now);
		})
);

/** Of a process, by the database that knows of sessions. */
export const watchOf = (primary: Database): SessionWatch => watches.of(primary);
