/** The city's lists written to the database, some thousands of rows at a time. */
import type {
	DemoArea,
	DemoDocument,
	DemoOrganisation,
	DemonstrationCity,
	DemoResponsibility
} from '../../domain/demo/city-data.ts';
import type { Queryable } from '../db/index.ts';
import { lineHex, pointHex, shapesHex } from './ewkb.ts';
import { BATCH, byRef, statement, write, type Identified } from './rows.ts';

export async function bulk(db: Queryable): Promise<void> {
	await db.query(statement('bulk'));
}

export async function writeAreas(
	db: Queryable,
	areas: readonly DemoArea[],
	since: string,
	source: number
): Promise<void> {
	for (const level of ['city', 'district', 'street', 'community'] as const)
		await write(
			db,
			'insert_areas',
			areas.filter((area) => area.level === level),
			[(a) => a.code, (a) => a.level, (a) => a.parent, (a) => a.name],
			[since, source]
		);
	const boundaries = areas.flatMap(({ code, shapes, before }) => [
		...(before ? [{ code, shapes: before.shapes, from: since, to: before.until as string | null }] : []),
		{ code, shapes, from: before?.until ?? since, to: null }
	]);
	await write(
		db,
		'insert_boundaries',
		boundaries,
		[(b) => b.code, (b) => shapesHex(b.shapes), (b) => b.from, (b) => b.to],
		[]
	);
}

export async function writeOrganisations(
	db: Queryable,
	organisations: readonly DemoOrganisation[],
	source: number
): Promise<void> {
	await write(
		db,
		'insert_organisations',
		organisations,
		[(o) => o.code, (o) => o.name, (o) => o.kind, (o) => o.area, (o) => o.phone, (o) => o.from, (o) => o.to],
		[source]
	);
	const children = organisations.filter(({ parent }) => parent !== null);
	await write(db, 'set_organisation_parents', children, [(o) => o.code, (o) => o.parent], []);
}

export async function writeResponsibilities(
	db: Queryable,
	documents: readonly DemoDocument[],
	responsibilities: readonly DemoResponsibility[],
	source: number
): Promise<void> {
	await write(
		db,
		'insert_documents',
		documents,
		[(d) => d.number, (d) => d.title, (d) => d.issuer, (d) => d.issuedOn],
		[source]
	);
	await write(
		db,
		'insert_responsibilities',
		responsibilities,
		[
			(r) => r.ref,
			(r) => r.organisation,
			(r) => r.duty,
			(r) => r.part,
			(r) => r.document,
			(r) => r.staff,
			(r) => r.yuan,
			(r) => r.authority,
			(r) => r.from,
			(r) => r.to
		],
		[source]
	);
	const grounds = responsibilities.flatMap(({ ref, grounds: list }) =>
		list.map((ground) => ({ ref, ground }))
	);
	await write(
		db,
		'insert_grounds',
		grounds,
		[
			({ ref }) => ref,
			({ ground }) => ground.kind,
			({ ground }) => (ground.kind === 'polygon' ? null : ground.area),
			({ ground }) => (ground.kind === 'object' ? ground.object : null),
			({ ground }) => (ground.kind === 'object' ? ground.class : null),
			({ ground }) => (ground.kind === 'polygon' ? shapesHex(ground.shapes) : null)
		],
		[]
	);
}

/** Blocks and what stands on them. */
export async function writeBuilt(
	db: Queryable,
	{ blocks, buildings }: DemonstrationCity,
	source: number,
	onRows: (share: number) => void
): Promise<void> {
	const ids = byRef(
		await write<(typeof blocks)[number], Identified>(
			db,
			'insert_blocks',
			blocks,
			[
				(_, i) => `demo/block/${i}`,
				(b) => b.name,
				(b) => b.kind,
				(b) => b.manager,
				(b) => shapesHex([[b.ring]])
			],
			[source]
		)
	);
	for (let from = 0; from < buildings.length; from += 2 * BATCH) {
		await write(
			db,
			'insert_buildings',
			buildings.slice(from, from + 2 * BATCH),
			[
				(b) => shapesHex([[b.ring]]),
				(b) => b.name,
				(b) => b.address,
				(b) => b.use,
				(b) => b.floors,
				(b) => b.height,
				(b) => b.households,
				(b) => b.residents,
				(b) => b.ages && `{${b.ages.join(',')}}`,
				(b) => (b.block === null ? null : ids.get(`demo/block/${b.block}`)!)
			],
			[source]
		);
		onRows(Math.min(1, (from + 2 * BATCH) / buildings.length));
	}
}

export async function writeLayers(db: Queryable, city: DemonstrationCity, source: number): Promise<void> {
	await write(
		db,
		'insert_roads',
		city.roads,
		[(r) => lineHex(r.line), (r) => r.name, (r) => r.class, (r) => r.width, (r) => r.bridge],
		[source]
	);
	await write(
		db,
		'insert_waters',
		city.waters,
		[(w) => shapesHex([w.shape]), (w) => w.name, (w) => w.kind],
		[source]
	);
	await write(
		db,
		'insert_waterways',
		city.waterways,
		[(w) => lineHex(w.line), (w) => w.name, (w) => w.kind],
		[source]
	);
}

export async function writeFacilities(db: Queryable, city: DemonstrationCity, source: number): Promise<void> {
	await write(
		db,
		'insert_facilities',
		city.facilities,
		[
			(f) => f.type,
			(f) => f.name,
			(f) => f.address,
			(f) => f.phone,
			(f) => f.capacity,
			(f) => f.hours,
			(f) => f.organisation,
			(f) => pointHex(f.at),
			(f) => f.from,
			(f) => f.to
		],
		[source]
	);
}

export async function writeIncidents(db: Queryable, city: DemonstrationCity, source: number): Promise<void> {
	await write(
		db,
		'insert_incidents',
		city.incidents,
		[
			(i) => i.number,
			(i) => i.kind,
			(i) => i.code,
			(i) => pointHex(i.at),
			(i) => i.address,
			(i) => i.happenedAt,
			(i) => i.state,
			(i) => i.dueAt,
			(i) => i.closedAt
		],
		[source]
	);
}

/** Green spaces, trees and the jobs on them. */
export async function writeGreening(db: Queryable, city: DemonstrationCity, source: number): Promise<void> {
	const greens = byRef(
		await write<(typeof city.greens)[number], Identified>(
			db,
			'insert_greens',
			city.greens,
			[
				(_, i) => `demo/green/${i}`,
				(g) => shapesHex([g.shape]),
				(g) => g.name,
				(g) => g.kind,
				(g) => g.grade
			],
			[source]
		)
	);
	const trees = byRef(
		await write<(typeof city.trees)[number], Identified>(
			db,
			'insert_trees',
			city.trees,
			[
				(_, i) => `demo/tree/${i}`,
				(t) => pointHex(t.at),
				(t) => t.species,
				(t) => t.diameter,
				(t) => t.height,
				(t) => t.plantedOn
			],
			[source]
		)
	);
	await write(
		db,
		'insert_greening_duties',
		city.greeningDuties,
		[
			(d) => (d.green === null ? null : greens.get(`demo/green/${d.green}`)!),
			(d) => (d.tree === null ? null : trees.get(`demo/tree/${d.tree}`)!),
			(d) => d.job,
			(d) => d.grade,
			(d) => d.organisation,
			(d) => d.intervalDays,
			(d) => d.lastDoneOn,
			(d) => d.nextDueOn
		],
		[source]
	);
}

export interface Counts {
	areas: number;
	organisations: number;
	responsibilities: number;
	grounds: number;
	blocks: number;
	buildings: number;
	roads: number;
	waters: number;
	waterways: number;
	greens: number;
	trees: number;
	facilities: number;
	incidents: number;
	greening_duties: number;
}

export async function counts(db: Queryable): Promise<Counts> {
	const [row] = await db.query<Counts>(statement('counts'));
	return row!;
}

export interface AreaRow {
	code: string;
	level: DemoArea['level'];
	parent: string | null;
	name: string;
}

export function areasForFiction(db: Queryable): Promise<AreaRow[]> {
	return db.query<AreaRow>(statement('areas_for_fiction'));
}

export async function endFiction(db: Queryable): Promise<void> {
	await db.query(statement('end_fiction'));
	await db.query(statement('end_fictional_documents'));
	await db.query(statement('end_fictional_organisations'));
}
