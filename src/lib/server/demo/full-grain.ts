/** A full-grain data set brought into an empty database, as it is made, in one transaction. */
import { WanggeError } from '../../domain/errors.ts';
import { FullGrain } from '../../domain/full-grain/full-grain.ts';
import { SEQUENCE_DIGITS } from '../../domain/full-grain/areas.ts';
import type { FullGrainStage } from '../../domain/full-grain/stages.ts';
import { FICTION_ATTRIBUTION } from '../../domain/jurisdiction/attribution.ts';
import { record } from '../audit/service.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import { recomputeWithin } from '../coverage/service.ts';
import type { Transaction } from '../db/index.ts';
import {
	clearJurisdiction,
	noteSource,
	readJurisdiction,
	setUpJurisdiction
} from '../jurisdiction/service.ts';
import { giveCases, timeCases } from './cases.ts';
import * as loads from './full-grain-loads.ts';
import * as repository from './repository.ts';

export interface FullGrainOrder {
	/** A whole number, 0 or more: the same makes the same. */
	seed: number;
	/** Of the full size, 0.001 to 1. */
	share: number;
	/** YYYY-MM-DD, the day that the data ends with. */
	today: string;
	/** Clear whatever jurisdiction is there first. */
	replace?: boolean;
}

/** @param done of `total`: rows of the list, or shares of a work that has no rows (total 1) */
export type FullGrainProgress = (stage: FullGrainStage, done: number, total: number) => void;

export interface FullGrainReport {
	name: string;
	grids: number;
	counts: repository.Counts;
}

const SOURCE_NAME = '全粒度演示数据 (full-grain demonstration data)';

/**
 * Makes and writes everything and works its coverage out, in one transaction: all of it is there, or nothing.
 * @throws WanggeError duplicate when there is a jurisdiction and `replace` is not said; invalid for a day or share
 */
export async function makeFullGrain(
	context: Context,
	{ seed, share, today, replace = false }: FullGrainOrder,
	onProgress: FullGrainProgress = () => undefined
): Promise<FullGrainReport> {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today)))
		throw new WanggeError('invalid', { field: 'day', value: today });
	const present = await readJurisdiction(context);
	if (present && !replace) throw new WanggeError('duplicate', { what: 'jurisdiction', name: present.name });
	onProgress('areas', 0, 1);
	const grain = new FullGrain(seed, share, today);
	const report = await context.db.transaction(
		async (db) => {
			const within = { ...context, db };
			if (replace) await clearJurisdiction(within);
			await setUpJurisdiction(within, {
				name: grain.name,
				demonstration: true,
				position: grain.position,
				setUpOn: today,
				sequenceDigits: SEQUENCE_DIGITS
			});
			await loads.beginBulk(db);
			const grids = await load(within, grain, onProgress);
			await loads.knowWhatCame(db);
			await recomputeWithin(db, dayOf(context.now), (done) => onProgress('coverage', done, 1));
			onProgress('settling', 0, 1);
			await timeCases(within, today);
			await giveCases(within);
			const counts = await repository.counts(db);
			await record(within, {
				action: 'demonstration.make-full-grain',
				subject: grain.name,
				detail: { seed, share, grids, ...counts }
			});
			return { name: grain.name, grids, counts };
		},
		{ statementTimeoutMs: 0 }
	);
	await context.db.settle();
	onProgress('settling', 1, 1);
	return report;
}

/** How many grids were written. */
async function load(
	within: Within & { db: Transaction },
	grain: FullGrain,
	onProgress: FullGrainProgress
): Promise<number> {
	const { db } = within;
	const source = await noteSource(within, {
		kind: 'demonstration',
		name: SOURCE_NAME,
		attribution: FICTION_ATTRIBUTION,
		as_of: grain.today
	});
	const part = (stage: FullGrainStage, total: number): Parameters<typeof loads.loadAreas>[0] => {
		onProgress(stage, 0, total);
		return { db, grain, source, onRows: (sent) => onProgress(stage, sent, total) };
	};
	const { size, answering } = grain;
	await loads.loadAreas(part('areas', grain.areas.length));
	await loads.loadRoads(part('roads', grain.roadCount));
	onProgress('responsibilities', 0, answering.responsibilities.length);
	await repository.writeOrganisations(db, answering.organisations, source);
	await repository.writeResponsibilities(db, answering.documents, answering.responsibilities, source);
	onProgress('responsibilities', answering.responsibilities.length, answering.responsibilities.length);
	const grids = await loads.loadGrids(part('grids', size.grids));
	await loads.loadBuildings(part('buildings', size.buildings));
	await loads.loadFacilities(part('facilities', size.facilities));
	await loads.loadIncidents(part('incidents', size.incidents));
	onProgress('coverage', 0, 1);
	return grids;
}
