/** The national catalogues (db/seed/*.csv) carried into the database: once, and again only where rows are missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { WanggeError } from '../../domain/errors.ts';
import { loadStatements, projectRoot } from '../db/index.ts';
import type { Context } from '../context.ts';

const statement = loadStatements('catalogue');

// In the order in which they refer to one another; null where rows are worked out of others.
const SEEDS = [
	['organisation-kinds', 'upsert_organisation_kinds'],
	['duties', 'insert_duties'],
	['facility-types', 'upsert_facility_types'],
	['facility-norms', 'insert_facility_norms'],
	['incident-classes', 'insert_incident_classes'],
	[null, 'insert_derived_matters'],
	['incident-class-matches', 'insert_class_matches'],
	['incident-limits', 'insert_incident_limits'],
	['stage-limits', 'insert_stage_limits'],
	['work-calendar', 'insert_work_calendar']
] as const;

/**
 * Loads every catalogue. Safe to call at each start.
 * @throws WanggeError file-broken naming the seed and row when a CSV is not well formed.
 */
export async function loadCatalogue(context: Context): Promise<void> {
	await context.db.transaction(async (tx) => {
		for (const [file, name] of SEEDS)
			await tx.query(statement(name), file === null ? [] : [JSON.stringify(readSeed(file))]);
	});
}

/** Rows of a seed, an empty cell as null. */
export function readSeed(file: string): Record<string, string | null>[] {
	const text = readFileSync(join(projectRoot(), 'db', 'seed', `${file}.csv`), 'utf8');
	const parsed = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
	const fault = parsed.errors[0];
	if (fault)
		throw new WanggeError('file-broken', { file: `${file}.csv`, row: fault.row, reason: fault.message });
	return parsed.data.map((row) =>
		Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === '' ? null : value]))
	);
}
