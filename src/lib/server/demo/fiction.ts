/** Fictional organisations and responsibilities on imported ground, so that its map can be tried; marked as such. */
import { FICTION_ATTRIBUTION } from '../../domain/jurisdiction/attribution.ts';
import { makeFiction } from '../../domain/demo/fiction.ts';
import { WanggeError } from '../../domain/errors.ts';
import { record } from '../audit/service.ts';
import { dayOf, type Context } from '../context.ts';
import { noteSource, readJurisdiction } from '../jurisdiction/service.ts';
import * as repository from './repository.ts';

export interface FictionReport {
	name: string;
	organisations: number;
	documents: number;
	responsibilities: number;
}

const SOURCE_NAME = '演示职责 (demonstration responsibilities)';

/**
 * Writes them in one transaction; those made before are taken back first, so that made twice there are no more than
 * once. Coverage follows in the same transaction.
 * @throws WanggeError not-found without a jurisdiction; conflict in the demonstration city, which has its own.
 */
export async function makeFictionalResponsibilities(
	context: Context,
	{ seed }: { seed: number }
): Promise<FictionReport> {
	const today = dayOf(context.now);
	return context.db.transaction(
		async (db) => {
			const within = { ...context, db };
			const jurisdiction = await readJurisdiction(within);
			if (!jurisdiction) throw new WanggeError('not-found', { what: 'jurisdiction' });
			if (jurisdiction.demonstration)
				throw new WanggeError('conflict', { what: 'jurisdiction', name: jurisdiction.name });
			await repository.endFiction(db);
			const areas = await repository.areasForFiction(db);
			const { organisations, documents, responsibilities } = makeFiction(areas, seed, today);
			const source = await noteSource(within, {
				kind: 'demonstration',
				name: SOURCE_NAME,
				attribution: FICTION_ATTRIBUTION,
				as_of: today
			});
			await repository.writeOrganisations(db, organisations, source);
			await repository.writeResponsibilities(db, documents, responsibilities, source);
			const report = {
				organisations: organisations.length,
				documents: documents.length,
				responsibilities: responsibilities.length
			};
			await record(within, {
				action: 'responsibilities.demonstrate',
				subject: jurisdiction.name,
				detail: { seed, ...report }
			});
			return { name: jurisdiction.name, ...report };
		},
		{ statementTimeoutMs: 0 }
	);
}
