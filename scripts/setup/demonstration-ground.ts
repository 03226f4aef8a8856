import { UNLIMITED } from '../../src/lib/domain/access/access.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/service.ts';
import { dayOf, type Context } from '../../src/lib/server/context.ts';
import { keepCoverageTrue } from '../../src/lib/server/coverage/service.ts';
import { migrate, openDatabase, type Database, type OpenOptions } from '../../src/lib/server/db/index.ts';
import { giveCases } from '../../src/lib/server/demo/cases.ts';
import { DEMONSTRATION_SEED, makeDemonstration } from '../../src/lib/server/demo/service.ts';

/** What a script does behind the product's back, as the owner of the database. */
export const scriptContext = (db: Database, actor: string): Context => ({
	db,
	actor,
	access: UNLIMITED,
	now: new Date()
});

/**
 * The demonstration, with its coverage worked out, in a database that is empty.
 * @param where it is to be made @param actor for the audit
 * @returns the database, opened as its owner
 */
export async function demonstrationGround(where: OpenOptions, actor: string): Promise<Database> {
	const db = await openDatabase({ ...where, statementTimeoutMs: 0 });
	try {
		await migrate(db);
		const context = scriptContext(db, actor);
		await loadCatalogue(context);
		const order = { seed: DEMONSTRATION_SEED, today: dayOf(context.now), replace: false };
		await makeDemonstration(context, order);
		await keepCoverageTrue(context);
		await giveCases(context);
		return db;
	} catch (error) {
		await db.close();
		throw error;
	}
}
