/** The demonstration city brought into an empty database: generated, written, divided into grids. */
import { FICTION_ATTRIBUTION } from '../../domain/jurisdiction/attribution.ts';
import { setTimeout } from 'node:timers/promises';
import { cityInStages, type CityOrder } from '../../domain/demo/city.ts';
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
import { timeCases } from './cases.ts';
import { byParts, type DemonstrationProgress, type PartProgress } from './progress.ts';
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

/** The seed of the city that a first start makes. */
export const DEMONSTRATION_SEED = 20260701;
export const SOURCE_NAME = '演示城市 (demonstration city)';

/**
 * Makes the demonstration in one transaction: all of it is there, or nothing. The coverage is worked out afterwards by
 * whoever keeps it true, and the cases are given to whom it names (cases.ts).
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
	const progress = byParts(onProgress);
	const city = await generate(order, progress);
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
			await load(within, city, progress);
			const grids = await divide(within, city, progress);
			progress('settling');
			await timeCases(within, order.today);
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
	progress('settling/disk');
	await context.db.settle();
	progress('settling/disk', 1);
	return report;
}

const A_FEW_TURNS_MS = 10;
/** What is made after what has just been made. */
const NEXT = {
	land: 'streets/plans',
	plans: 'streets/country',
	streets: 'areas',
	areas: 'buildings',
	buildings: 'people',
	people: 'layers/areas'
} as const;

async function generate(order: CityOrder, progress: PartProgress): Promise<DemonstrationCity> {
	progress('land');
	const stages = cityInStages(order);
	for (;;) {
		const step = stages.next();
		if (step.done) return step.value;
		progress(NEXT[step.value]);
		// The server that shows how far this is lives on the same thread, and an answer takes it several turns.
		await setTimeout(A_FEW_TURNS_MS);
	}
}

async function load(within: Within, city: DemonstrationCity, progress: PartProgress): Promise<void> {
	const { db } = within;
	const source = await noteSource(within, {
		kind: 'demonstration',
		name: SOURCE_NAME,
		attribution: FICTION_ATTRIBUTION,
		as_of: city.today
	});
	progress('layers/areas');
	await repository.writeAreas(db, city.areas, city.since, source);
	await repository.writeOrganisations(db, city.organisations, source);
	progress('layers/lines');
	await repository.writeLayers(db, city, source);
	progress('layers/built');
	await repository.writeBuilt(db, city, source, (done) => progress('layers/built', done));
	progress('life/facilities');
	await repository.writeFacilities(db, city, source);
	progress('life/incidents');
	await repository.writeIncidents(db, city, source);
	progress('life/greening');
	await repository.writeGreening(db, city, source);
	progress('responsibilities');
	await repository.writeResponsibilities(db, city.documents, city.responsibilities, source);
}

/**
 * The grids were made when the city's records begin, and made again in the one street where a boundary has changed
 * since: so a past day has the grids of that day.
 */
async function divide(within: Within, city: DemonstrationCity, progress: PartProgress): Promise<GridReport> {
	const on = (day: string): Date => new Date(`${day}T04:00:00Z`);
	const first = await makeGridsWithin(
		{ ...within, now: on(city.since) },
		{ dutyGrids: true, bulk: true },
		(done) => progress('grids', done)
	);
	progress('grids/change');
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
