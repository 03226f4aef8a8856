import { loadStatements } from '../db/index.ts';
import type { Queryable } from '../db/index.ts';
import type { MetricFrame } from '../../domain/jurisdiction/metric-frame.ts';

const statement = loadStatements('jurisdiction');

export interface Jurisdiction {
	name: string;
	/** The whole jurisdiction is fictional; the screen says so. */
	demonstration: boolean;
	frame_kind: MetricFrame['kind'];
	frame_epsg: number;
	frame_name: string;
	/** Degrees east. */
	central_meridian: number;
	/** Digits of the sequence in a unit grid's code. */
	sequence_digits: number;
	/** YYYY-MM-DD. */
	set_up_on: string;
}

export interface Source {
	kind: 'demonstration' | 'openstreetmap' | 'file' | 'entered';
	name: string;
	attribution?: string | null;
	licence?: string | null;
	/** Day that the data describes, YYYY-MM-DD. */
	as_of?: string | null;
	/** SHA-256 of the file, lower-case hexadecimal. */
	sha256?: string | null;
}

export async function read(db: Queryable): Promise<Jurisdiction | undefined> {
	const [row] = await db.query<Jurisdiction>(statement('read'));
	return row;
}

export async function insert(
	db: Queryable,
	frame: MetricFrame,
	row: Omit<Jurisdiction, `frame_${string}` | 'central_meridian'>
) {
	await db.query(statement('define_frame'), [frame.wkt, frame.proj4]);
	await db.query(statement('insert'), [
		row.name,
		row.demonstration,
		frame.kind,
		frame.epsg,
		frame.name,
		frame.centralMeridian,
		row.sequence_digits,
		row.set_up_on
	]);
}

export async function clear(db: Queryable): Promise<void> {
	await db.query(statement('clear'));
}

export async function upsertSource(db: Queryable, source: Source): Promise<number> {
	const [row] = await db.query<{ id: number }>(statement('upsert_source'), [
		source.kind,
		source.name,
		source.attribution ?? null,
		source.licence ?? null,
		source.as_of ?? null,
		source.sha256 ?? null
	]);
	return row!.id;
}
