/** The demonstration city brought into an empty database: generated, written, divided into grids. */
import { FICTION_ATTRIBUTION } from '../../domain/jurisdiction/attribution.ts';
import { setImmediate } from 'node:timers/promises';
import { cityInStages, type CityOrder, type Stage } from '../../domain/demo/city.ts';
import type { DemonstrationCity, Planted } from '../../domain/demo/city-data.ts';
import { WanggeError } from '../../domain/errors.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import { makeGridsWithin, type GridReport } from '../grid-maker/service.ts';
import {
	clearJurisdiction,
	noteSource,
	readJurisdiction,
	setUpJurisdiction
} from '../jurisdiction/service.ts';
import * as repository from './repository.ts';

export interface DemonstrationOrder extends CityOrder {
	/** Clear whatever jurisdiction is there first. */
	replace?: boolean;
}

export interface DemonstrationReport {
	name: string;
	counts: repository.Counts;
	grids: GridReport;
	planted: Planted[];
}

/** Below this share of the full size there is no room for a town. */
const SMALLEST = 0.06;

export type DemonstrationStage = Stage | 'layers' | 'life' | 'responsibilities' | 'grids' | 'settling';
/** @param done share of the whole work, 0 to 1 */
export type DemonstrationProgress = (stage: DemonstrationStage, done: number) => void;

/** Share of the work done when a stage begins; measured on the embedded engine. */
const BEGINS: Record<DemonstrationStage, number> = {
	land: 0.01,
	streets: 0.06,
	areas: 0.07,
	buildings: 0.1,
	people: 0.14,
	layers: 0.18,
	life: 0.36,
	responsibilities: 0.44,
	grids: 0.46,
	settling: 0.97
};
/** The seed of the city that a first start makes. */
export const DEMONSTRATION_SEED = 20260701;
export const SOURCE_NAME = '演示城市 (demonstration city)';

/**
 * Makes the demonstration in one transaction: all of it is there, or nothing. The coverage is worked out afterwards by
 * whoever keeps it true.
 * @throws WanggeError duplicate when there is a jurisdiction and `replace` is not said; invalid for a day or scale
 */
export async function makeDemonstration(
	context: Context,
	order: DemonstrationOrder,
	onProgress: DemonstrationProgress = () => undefined
): Promise<DemonstrationReport> {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(order.today) || Number.isNaN(Date.parse(order.today)))
		throw new WanggeError('invalid', { field: 'day', value: order.today });
	const scale = order.scale ?? 1;
	if (!(scale >= SMALLEST && scale <= 1)) throw new WanggeError('invalid', { field: 'scale', value: scale });
	if (!order.replace) {
		const present = await readJurisdiction(context);
		if (present) throw new WanggeError('duplicate', { what: 'jurisdiction', name: present.name });
	}
	const city = await generate(order, onProgress);
	const report = await context.db.transaction(
		async (db) => {
			const within: Within = { ...context, db };
			if (order.replace) await clearJurisdiction(within);
			await setUpJurisdiction(within, {
				name: city.name,
				demonstration: true,
				position: city.position,
				setUpOn: order.today
			});
			await repository.bulk(db);
			await load(within, city, onProgress);
			const grids = await divide(within, city, onProgress);
			const arrived = await repository.counts(db);
			check(city, arrived);
			await record(within, {
				action: 'demonstration.make',
				subject: city.name,
				detail: { seed: order.seed, scale: order.scale ?? 1, ...arrived, grids: grids.grids }
			});
			return { name: city.name, counts: arrived, grids, planted: city.planted };
		},
		{ statementTimeoutMs: 0 }
	);
	onProgress('settling', BEGINS.settling);
	await context.db.settle();
	return report;
}

async function generate(order: CityOrder, onProgress: DemonstrationProgress): Promise<DemonstrationCity> {
	onProgress('land', BEGINS.land);
	const stages = cityInStages(order);
	for (;;) {
		const step = stages.next();
		if (step.done) return step.value;
		onProgress(step.value, BEGINS[step.value]);
		// The server that shows how far this is lives on the same thread.
		await setImmediate();
	}
}

async function load(
	within: Within,
	city: DemonstrationCity,
	onProgress: DemonstrationProgress
): Promise<void> {
	const { db } = within;
	const source = await noteSource(within, {
		kind: 'demonstration',
		name: SOURCE_NAME,
		attribution: FICTION_ATTRIBUTION,
		as_of: city.today
	});
	onProgress('layers', BEGINS.layers);
	await repository.writeAreas(db, city.areas, city.since, source);
	await repository.writeOrganisations(db, city.organisations, source);
	await repository.writeLayers(db, city, source);
	await repository.writeBuilt(db, city, source, (share) =>
		onProgress('layers', BEGINS.layers + (BEGINS.life - BEGINS.layers) * share)
	);
	onProgress('life', BEGINS.life);
	await repository.writeLife(db, city, source);
	onProgress('responsibilities', BEGINS.responsibilities);
	await repository.writeResponsibilities(db, city.documents, city.responsibilities, source);
}

/**
 * The grids were made when the city's records begin, and made again in the one street where a boundary has changed
 * since: so a past day has the grids of that day.
 */
async function divide(
	within: Within,
	city: DemonstrationCity,
	onProgress: DemonstrationProgress
): Promise<GridReport> {
	const on = (day: string): Date => new Date(`${day}T04:00:00Z`);
	const first = await makeGridsWithin(
		{ ...within, now: on(city.since) },
		{ dutyGrids: true, bulk: true },
		(done, total) =>
			onProgress('grids', BEGINS.grids + (BEGINS.settling - 0.03 - BEGINS.grids) * (done / total))
	);
	if (city.change.street)
		await makeGridsWithin(
			{ ...within, now: on(city.change.on) },
			{ area: city.change.street, dutyGrids: true, bulk: true }
		);
	return first;
}

/** A class or an organisation that the catalogue does not know would drop rows in silence. */
function check(city: DemonstrationCity, arrived: repository.Counts): void {
	const sent: Partial<repository.Counts> = {
		organisations: city.organisations.length,
		responsibilities: city.responsibilities.length,
		grounds: city.responsibilities.reduce((sum, { grounds }) => sum + grounds.length, 0),
		blocks: city.blocks.length,
		buildings: city.buildings.length,
		facilities: city.facilities.length,
		incidents: city.incidents.length,
		greening_duties: city.greeningDuties.length
	};
	for (const [what, count] of Object.entries(sent)) {
		const got = arrived[what as keyof repository.Counts];
		if (got !== count) throw new WanggeError('internal', { what, sent: count, arrived: got });
	}
}
