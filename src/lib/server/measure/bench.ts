/** A change of one grid, for who measures how long it takes until it is seen. */
import { loadStatements, type Database } from '../db/index.ts';

const statement = loadStatements('bench');

interface People {
	id: number;
	residents: number;
	residents_by_age: number[] | null;
}

/** One grid, whose class of residents comes and goes with those who live in it. */
export class ChangingGrid {
	readonly #db: Database;
	readonly #people: readonly People[];
	#home = true;

	private constructor(db: Database, people: readonly People[]) {
		this.#db = db;
		this.#people = people;
	}

	/** null where nobody's residents are known. */
	static async find(db: Database): Promise<ChangingGrid | null> {
		const [row] = await db.query<{ people: string }>(statement('peopled'));
		return row ? new ChangingGrid(db, JSON.parse(row.people) as People[]) : null;
	}

	/** All of them leave, or come back; committed when it returns. */
	async change(): Promise<void> {
		this.#home = !this.#home;
		const people = this.#home
			? this.#people
			: this.#people.map(({ id }) => ({ id, residents: 0, residents_by_age: null }));
		await this.#db.query(statement('set_residents'), [JSON.stringify(people)]);
	}

	/** As it was found. */
	async restore(): Promise<void> {
		if (!this.#home) await this.change();
	}
}
