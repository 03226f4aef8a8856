/** The lists of a full-grain data set written as they are made. */
import type { FullArea } from '../../domain/full-grain/areas.ts';
import type { FullGrain } from '../../domain/full-grain/full-grain.ts';
import type { Level } from '../../domain/full-grain/partition.ts';
import { WanggeError } from '../../domain/errors.ts';
import { loadStatements, type BulkRow, type Queryable, type Transaction } from '../db/index.ts';
import { lineHex, pointHex, polygonHex, shapesHex } from './ewkb.ts';
import { BATCH, statement as demoStatement, write } from './rows.ts';

const statement = loadStatements('full-grain');
/** The ids that the database gave, by code. */
class Ids {
	readonly #what: string;
	readonly #byCode: Map<string, number>;

	constructor(what: string, rows: readonly { code: string; id: number }[]) {
		this.#what = what;
		this.#byCode = new Map(rows.map(({ code, id }) => [code, id]));
	}

	/** @throws WanggeError internal for a code that is not there: the rows of a list must not be dropped in silence */
	of(code: string): number {
		const id = this.#byCode.get(code);
		if (id === undefined) throw new WanggeError('internal', { what: this.#what, code });
		return id;
	}
}

type OnRows = (sent: number) => void;
interface Load {
	db: Transaction;
	grain: FullGrain;
	source: number;
	onRows: OnRows;
}

const LEVELS: readonly Level[] = ['city', 'district', 'street', 'community', 'duty_grid'];
/** Areas whose outlines are worked out and sent at once: the large ones have thousands of points. */
const AREAS_AT_ONCE = 200;

export async function loadAreas({ db, grain, source, onRows }: Load): Promise<void> {
	let sent = 0;
	for (const level of LEVELS) {
		const areas = grain.areas.filter((area) => area.level === level);
		for (let from = 0; from < areas.length; from += AREAS_AT_ONCE) {
			const some = areas.slice(from, from + AREAS_AT_ONCE);
			await writeAreas(db, grain, some, source);
			onRows((sent += some.length));
		}
	}
}

async function writeAreas(
	db: Queryable,
	grain: FullGrain,
	areas: readonly FullArea[],
	source: number
): Promise<void> {
	await write(
		db,
		'insert_areas',
		areas,
		[(a) => a.code, (a) => a.level, (a) => a.parent, (a) => a.name],
		[grain.since, source]
	);
	await write(
		db,
		'insert_boundaries',
		areas,
		[(a) => a.code, (a) => shapesHex(grain.outline(a)), () => grain.since, () => null],
		[]
	);
}

export async function loadRoads({ db, grain, source, onRows }: Load): Promise<void> {
	let sent = 0;
	for (const roads of batches(grain.roads(), BATCH)) {
		await write(
			db,
			'insert_roads',
			roads,
			[(r) => lineHex(r.line), (r) => r.name, (r) => r.class, (r) => r.width, (r) => r.bridge],
			[source]
		);
		onRows((sent += roads.length));
	}
}

function* batches<T>(rows: Iterable<T>, size: number): Generator<T[]> {
	let batch: T[] = [];
	for (const row of rows) {
		batch.push(row);
		if (batch.length < size) continue;
		yield batch;
		batch = [];
	}
	yield batch;
}

export async function loadGrids({ db, grain, source, onRows }: Load): Promise<number> {
	const areas = new Ids('area', await db.query(statement('area_ids')));
	function* rows(): Generator<BulkRow> {
		for (const { id, code, community, dutyGrid, ring, builtUp } of grain.grids())
			yield [
				...[id, code, areas.of(community), areas.of(dutyGrid)],
				...[polygonHex(ring), builtUp, grain.since, source]
			];
	}
	const sent = await db.load(
		{ copy: statement('copy_grids'), insert: statement('insert_grids') },
		rows(),
		onRows
	);
	await db.query(statement('continue_grid_ids'));
	return sent;
}

export function loadBuildings({ db, grain, source, onRows }: Load): Promise<number> {
	function* rows(): Generator<BulkRow> {
		for (const b of grain.buildings())
			yield [
				...[shapesHex([[b.ring]]), b.address, b.use, b.floors, b.height, b.households, b.residents],
				...[b.ages && `{${b.ages.join(',')}}`, b.grid, source]
			];
	}
	return db.load(
		{ copy: statement('copy_buildings'), insert: statement('insert_buildings') },
		rows(),
		onRows
	);
}

export async function loadFacilities({ db, grain, source, onRows }: Load): Promise<number> {
	const organisations = new Ids('organisation', await db.query(statement('organisation_ids')));
	function* rows(): Generator<BulkRow> {
		for (const f of grain.facilities()) {
			const by = f.byCommittee ? organisations.of(`${f.community}-committee`) : null;
			yield [f.type, f.name, f.capacity, f.hours, by, pointHex(f.at), f.from, f.to, source];
		}
	}
	return db.load(
		{ copy: statement('copy_facilities'), insert: statement('insert_facilities') },
		rows(),
		onRows
	);
}

export async function loadIncidents({ db, grain, source, onRows }: Load): Promise<number> {
	const rowsOf = await db.query<{ kind: string; code: string; id: number }>(statement('class_ids'));
	const classes = new Ids(
		'incident_class',
		rowsOf.map(({ kind, code, id }) => ({ code: `${kind}/${code}`, id }))
	);
	function* rows(): Generator<BulkRow> {
		for (const i of grain.incidents())
			yield [
				...[i.number, classes.of(`${i.kind}/${i.code}`), pointHex(i.at), i.happenedAt],
				...[i.state, i.dueAt, i.closedAt, i.grid, source]
			];
	}
	return db.load(
		{ copy: statement('copy_incidents'), insert: statement('insert_incidents') },
		rows(),
		onRows
	);
}

/** For the plans of what follows in the same transaction. */
export async function knowWhatCame(db: Queryable): Promise<void> {
	await db.query(statement('know_what_came'));
}

/** Coverage is worked out whole at the end, not row by row. */
export async function beginBulk(db: Queryable): Promise<void> {
	await db.query(demoStatement('bulk'));
}
