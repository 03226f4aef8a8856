/** Import of OpenStreetMap: parse, judge everything, then write, in one transaction with its audit row. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { LEVEL_PRESETS, parseLevels, presetFor, type LevelMap } from '../../domain/exchange/area-levels.ts';
import type { OpenPart } from '../../domain/exchange/area-holes.ts';
import { buildTree, type AreaNode } from '../../domain/exchange/area-tree.ts';
import { FacilityTable } from '../../domain/exchange/facility-table.ts';
import { LeftOut, type LeftOutRow } from '../../domain/exchange/left-out.ts';
import { toDegrees } from '../../domain/exchange/osm.ts';
import { insidePlace } from '../../domain/exchange/plane.ts';
import { WanggeError } from '../../domain/errors.ts';
import type { GridOptions } from '../../domain/grid/options.ts';
import { record } from '../audit/service.ts';
import { readSeed } from '../catalogue/service.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import {
	clearJurisdiction,
	noteSource,
	readJurisdiction,
	setUpJurisdiction
} from '../jurisdiction/service.ts';
import { makeGridsWithin, type GridReport } from '../grid-maker/service.ts';
import { collect, type SeenCounts } from './osm-collect.ts';
import { assembleBoundaries, GROUND_KINDS, makeGround, type Ground } from './osm-ground.ts';
import { OsmFile } from './osm-pbf.ts';
import { stageTree } from './osm-tree.ts';
import * as repository from './repository.ts';

export interface OsmImport {
	file: string;
	/** Which admin_level is which level; null chooses a preset by where the file lies. */
	levels: LevelMap | null;
	/** Name of the jurisdiction; picks the city where the file has several. */
	name?: string | null;
	/** A jurisdiction of another origin may be removed for this one. */
	replace?: boolean;
	/** Ground of an area may belong to none below it: that part has no grids. */
	allowHoles?: boolean;
	onProgress?: (stage: ImportStage, done: number, total: number) => void;
	/** How the grids are made. */
	gridOptions?: GridOptions;
}
export type ImportStage = 'reading' | 'assembling' | 'writing' | 'grids' | 'coverage';

export interface OsmImportReport {
	jurisdiction: string;
	/** Day that the data describes, YYYY-MM-DD. */
	asOf: string;
	/** What was in the database before: nothing, the same jurisdiction, or one that was removed for this. */
	before: 'nothing' | 'same' | 'removed';
	areas: { level: string; code: string; name: string }[];
	/** Rows taken, by kind. */
	taken: Record<string, number>;
	/** Rows of an earlier file that this one does not have, by kind. */
	gone: Record<string, number>;
	endedAreas: string[];
	grids: GridReport;
	leftOut: LeftOutRow[];
	seen: SeenCounts;
	cityM2: number;
	communitiesM2: number;
	/** Where ground belongs to no area below: the largest piece of each area. */
	open: OpenPart[];
	/** Whether the database knows any, from wherever. */
	known: { residents: boolean; responsibilities: boolean };
}

/**
 * @throws WanggeError file-empty, file-broken; invalid, tree-broken, duplicate, geometry-invalid for boundaries;
 * conflict when a jurisdiction of another origin is there (reason jurisdiction-exists), the file is older than the one
 * imported before (older-file), or areas are missing that were there on the same day (areas-gone)
 */
export async function importOsm(context: Context, options: OsmImport): Promise<OsmImportReport> {
	const progress = options.onProgress ?? (() => undefined);
	const leftOut = new LeftOut();
	const table = new FacilityTable(
		readSeed('osm-facilities').map((row) => ({
			tags: row.tags ?? null,
			facility_type: row.facility_type ?? null
		}))
	);
	const file = await OsmFile.open(options.file);
	try {
		const levels = options.levels ?? levelsFor(file);
		const adminLevels = new Set(levels.flatMap((level) => level.adminLevels));
		const collected = await collect(file, { adminLevels, table }, leftOut, (done, total) =>
			progress('reading', done, total)
		);
		if (collected.seen.nodes + collected.seen.ways + collected.seen.relations === 0)
			throw new WanggeError('file-empty', { file: options.file });
		progress('assembling', 0, 1);
		const tree = buildTree(assembleBoundaries(collected), levels, options.name ?? null, leftOut);
		const ground = makeGround(collected, table, leftOut);
		progress('assembling', 1, 1);
		// A file does not describe the future, though its clock may be ahead of ours.
		const today = dayOf(context.now);
		const asOf = file.header.asOf && file.header.asOf < today ? file.header.asOf : today;
		const sha256 = await digestOf(options.file);
		return await context.db.transaction(
			(tx) =>
				write(
					{ ...context, db: tx },
					{ options, levels, tree, ground, asOf, sha256, leftOut, seen: collected.seen, progress }
				),
			{ statementTimeoutMs: 0 }
		);
	} finally {
		await file.close();
	}
}

interface Writing {
	options: OsmImport;
	levels: LevelMap;
	tree: AreaNode[];
	ground: Ground;
	asOf: string;
	sha256: string;
	leftOut: LeftOut;
	seen: SeenCounts;
	progress: NonNullable<OsmImport['onProgress']>;
}

async function write(within: Within, writing: Writing): Promise<OsmImportReport> {
	const { options, tree, ground, asOf, leftOut, progress } = writing;
	const { db } = within;
	const city = tree[0]!;
	const name = options.name ?? city.name;
	const { before, groundOf } = await makeRoom(within, writing, name);
	await repository.beginStaging(db);
	const open = await stageTree(within, tree, options.allowHoles ?? false);
	const sums = await repository.areaSums(db);

	const total = GROUND_KINDS.reduce((sum, kind) => sum + ground[kind].length, 0);
	let done = 0;
	for (const kind of GROUND_KINDS) {
		await repository.stageGround(db, kind, ground[kind], (rows) => progress('writing', done + rows, total));
		done += ground[kind].length;
		for (const fault of await repository.faultsOf(db, kind)) {
			const where = fault.lng === null ? '' : ` (${fault.lng.toFixed(6)},${fault.lat?.toFixed(6)})`;
			leftOut.add(kind, fault.fault, fault.ref + where, fault.name);
		}
	}

	await repository.countStaged(db);
	const gone = await repository.areasGone(db, asOf);
	const stuck = gone.find((area) => !area.can_end);
	if (stuck)
		throw new WanggeError('conflict', {
			reason: 'areas-gone',
			code: stuck.code,
			name: stuck.name,
			ref: stuck.ref
		});
	// Grids are as old as their ground, so that a past day has its answer. Only where a file of the same day brings other
	// ground than before does nobody know when that changed: then it is from today.
	const since = await repository.gridDay(db, groundOf && groundOf >= asOf ? dayOf(within.now) : asOf);
	const sourceId = await noteSource(within, {
		kind: 'openstreetmap',
		name: basename(options.file),
		attribution: '© OpenStreetMap contributors',
		licence: 'ODbL 1.0',
		as_of: asOf,
		sha256: writing.sha256
	});
	await repository.endAreas(
		db,
		gone.map(({ ref }) => ref),
		asOf,
		since
	);
	await repository.putAreas(db, ['city', ...levelsBelow(writing.levels)], asOf, sourceId);
	for (const kind of GROUND_KINDS) await repository.putGround(db, kind, sourceId, asOf);
	const dropped = await repository.dropGone(db, asOf);
	await repository.linkGround(db);
	const { area: areaCount, ...taken } = await repository.stagedCounts(db);
	progress('grids', 0, 1);
	const grids = await makeGridsWithin(within, { since, ...options.gridOptions }, (done) =>
		progress('grids', done, 1)
	);
	progress('coverage', 0, 1);
	await repository.computeCoverage(db, dayOf(within.now));
	progress('coverage', 1, 1);
	const codes = await repository.knownCodes(db);
	await record(within, {
		action: 'ground.import',
		subject: basename(options.file),
		detail: { sha256: writing.sha256, as_of: asOf, before, areas: areaCount ?? 0, taken, gone: dropped }
	});
	return {
		jurisdiction: name,
		asOf,
		before,
		areas: tree
			.map((node) => ({ level: node.level, code: codes.get(node.ref)!, name: node.name }))
			.sort((a, b) => a.code.localeCompare(b.code, 'en')),
		taken,
		gone: dropped,
		endedAreas: gone.map((area) => `${area.code} ${area.name}`),
		grids,
		leftOut: leftOut.rows(),
		seen: writing.seen,
		cityM2: sums.city_m2,
		communitiesM2: sums.communities_m2,
		open,
		known: await repository.knownFacts(db)
	};
}

/** What may be in the database already: nothing, a demonstration (it can be made again), or this same jurisdiction. */
async function makeRoom(
	within: Within,
	writing: Writing,
	name: string
): Promise<{
	before: OsmImportReport['before'];
	/** Day of the ground that stays, YYYY-MM-DD. */
	groundOf: string | null;
}> {
	const { options, tree, asOf } = writing;
	const present = await readJurisdiction(within);
	const before = await repository.presentCity(within.db);
	const same = before?.source_kind === 'openstreetmap' && before.external_ref === tree[0]!.ref;
	if (present && !present.demonstration && !options.replace) {
		if (before && !same)
			throw new WanggeError('conflict', { reason: 'jurisdiction-exists', name: present.name });
		if (before?.as_of && before.as_of > asOf)
			throw new WanggeError('conflict', { reason: 'older-file', present: before.as_of, asOf });
		if (before) return { before: 'same', groundOf: before.as_of };
	}
	if (present) await clearJurisdiction(within);
	const place = insidePlace(tree.flatMap((node) => node.polygons));
	await setUpJurisdiction(within, {
		name,
		demonstration: false,
		position: toDegrees(place),
		setUpOn: dayOf(within.now)
	});
	return { before: present ? 'removed' : 'nothing', groundOf: null };
}

function levelsFor(file: OsmFile): LevelMap {
	const preset = presetFor(file.header.bounds);
	if (!preset) throw new WanggeError('invalid', { field: 'levels', reason: 'no-levels' });
	return parseLevels(LEVEL_PRESETS[preset]);
}

function levelsBelow(levels: LevelMap) {
	return levels.map(({ level }) => level).filter((level) => level !== 'city');
}

async function digestOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest('hex');
}

/** Works the whole coverage out inside a transaction, for loaders of much else. */
export const computeCoverage = (within: Within) => repository.computeCoverage(within.db, dayOf(within.now));
