/** What a row refers to must exist, and its ground must be ground of this jurisdiction: every row is judged before any is written. */
import { createHash } from 'node:crypto';
import { groundText, type GroundSaid } from '../../domain/exchange/ground-said.ts';
import type { Column } from '../../domain/exchange/responsibility-columns.ts';
import type {
	DocumentSaid,
	OrganisationSaid,
	Problem,
	ResponsibilitySaid
} from '../../domain/exchange/responsibility-row.ts';
import type { Transaction } from '../db/index.ts';
import { polygonsWkb } from '../exchange/wkb.ts';
import * as repository from './repository.ts';
import type { GroundRow, Known, OrganisationRow, ResponsibilityRow } from './repository.ts';

export interface Said {
	organisations: { line: number; said: OrganisationSaid }[];
	documents: { line: number; said: DocumentSaid }[];
	responsibilities: ResponsibilitySaid[];
}
export interface Ready {
	organisations: OrganisationRow[];
	documents: DocumentSaid[];
	responsibilities: ResponsibilityRow[];
	/** By the responsibility's key. */
	grounds: Map<string, GroundRow[]>;
}

/** Share of a polygon, and square metres, that may lie outside: a hand's width along the boundary. */
const OUTSIDE_SHARE = 0.001;
const OUTSIDE_M2 = 1;
const FARTHEST_M = 1e8;
/** Less than this is degrees read as metres. */
const LEAST_M2 = 0.1;

type Say = (line: number, column: Column, problem: string, value?: string, more?: Problem['more']) => void;

/** @param faulty lines that have problems already: what can be read of them is judged too. */
export async function check(
	tx: Transaction,
	said: Said,
	day: string,
	faulty: ReadonlySet<number>
): Promise<{ ready: Ready; problems: Problem[] }> {
	const problems: Problem[] = [];
	const say: Say = (line, column, problem, value, more) =>
		problems.push({ line, column, problem, value, more });
	const known = await repository.knownThings(tx, day);
	const organisations = checkOrganisations(said, known, day, say);
	const documents = await checkDocuments(tx, said, say);
	const grids = await repository.knownGrids(
		tx,
		said.responsibilities.flatMap(({ grounds }) =>
			grounds.flatMap((g) => (g.kind === 'grid' ? [g.grid] : []))
		),
		day
	);
	const responsibilities: ResponsibilityRow[] = [];
	const grounds = new Map<string, GroundRow[]>();
	const lineOfKey = new Map<string, number>();
	for (const row of said.responsibilities) {
		const duty = known.duties.has(row.duty) ? row.duty : known.dutyNames.get(row.duty);
		if (!duty && row.duty) say(row.line, 'duty', 'unknown-duty', row.duty);
		const found: GroundRow[] = [];
		for (const ground of row.grounds) {
			const one = await findGround(tx, row, ground, known, grids, say);
			if (one) found.push(one);
		}
		if (faulty.has(row.line)) continue;
		const ref = refOf(row);
		const first = lineOfKey.get(ref);
		if (first !== undefined) say(row.line, 'key', 'twice', row.key ?? undefined, { first });
		else lineOfKey.set(ref, row.line);
		grounds.set(ref, found);
		responsibilities.push({
			ref,
			organisation: row.organisation.code,
			duty: duty ?? row.duty,
			part: row.part,
			document: row.document?.number ?? null,
			staff_posts: row.staffPosts,
			budget_yuan: row.budgetYuan,
			authority: row.authority,
			valid_from: row.validFrom,
			valid_to: row.validTo
		});
	}
	problems.sort((a, b) => a.line - b.line);
	return { ready: { organisations, documents, responsibilities, grounds }, problems };
}

/** The key of a responsibility: the file's own, else made of what says which one it is. */
export function refOf(row: ResponsibilitySaid): string {
	if (row.key) return `key:${row.key}`;
	const parts = [
		row.organisation.code,
		row.duty,
		row.part,
		row.document?.number ?? '',
		row.validFrom,
		groundText(row.grounds)
	];
	return `made:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

function checkOrganisations(said: Said, known: Known, day: string, say: Say): OrganisationRow[] {
	const merged = new Map<string, { line: number; said: OrganisationSaid; since: string }>();
	const begins = new Map<string, string>();
	for (const { organisation, validFrom } of said.responsibilities) {
		const before = begins.get(organisation.code);
		if (!before || validFrom < before) begins.set(organisation.code, validFrom);
	}
	for (const { line, said: one } of said.organisations) {
		const other = merged.get(one.code);
		if (!other) {
			merged.set(one.code, { line, said: { ...one }, since: begins.get(one.code) ?? day });
			continue;
		}
		for (const [field, column] of ORGANISATION_FIELDS) {
			if (one[field] === null) continue;
			if (other.said[field] !== null && other.said[field] !== one[field])
				say(line, column, 'differs', one[field], { first: other.line, other: other.said[field] });
			other.said[field] ??= one[field];
		}
	}
	const rows: OrganisationRow[] = [];
	for (const { line, said: one, since } of merged.values()) {
		const before = known.organisations.get(one.code);
		const kind = one.kind && (known.kinds.has(one.kind) ? one.kind : known.kindNames.get(one.kind));
		if (one.kind && !kind) say(line, 'organisation_kind', 'unknown-kind', one.kind);
		if (!before && (!one.name || !one.kind)) say(line, 'organisation_code', 'unknown-organisation', one.code);
		if (one.area && !known.areas.has(one.area)) say(line, 'organisation_area', 'unknown-area', one.area);
		if (one.parent && !merged.has(one.parent) && !known.organisations.has(one.parent))
			say(line, 'organisation_parent', 'unknown-organisation', one.parent);
		if (isBelowItself(one.code, merged, known))
			say(line, 'organisation_parent', 'parent-circle', one.parent ?? '');
		rows.push({
			code: one.code,
			name: one.name ?? before?.name ?? one.code,
			kind: kind ?? before?.kind ?? 'other',
			parent: one.parent,
			area_id: one.area ? (known.areas.get(one.area)?.id ?? null) : null,
			phone: one.phone,
			valid_from: since
		});
	}
	return rows;
}
const ORGANISATION_FIELDS = [
	['name', 'organisation_name'],
	['kind', 'organisation_kind'],
	['parent', 'organisation_parent'],
	['area', 'organisation_area'],
	['phone', 'organisation_phone']
] as const;

function isBelowItself(
	code: string,
	merged: ReadonlyMap<string, { said: OrganisationSaid }>,
	known: Known
): boolean {
	const seen = new Set<string>();
	for (let at: string | null = code; at !== null;) {
		if (seen.has(at)) return at === code;
		seen.add(at);
		at = merged.get(at)?.said.parent ?? known.organisations.get(at)?.parent ?? null;
	}
	return false;
}

async function checkDocuments(tx: Transaction, said: Said, say: Say): Promise<DocumentSaid[]> {
	const merged = new Map<string, { line: number; said: DocumentSaid }>();
	for (const { line, said: one } of said.documents) {
		const other = merged.get(one.number);
		if (!other) {
			merged.set(one.number, { line, said: { ...one } });
			continue;
		}
		for (const [field, column] of DOCUMENT_FIELDS) {
			if (one[field] === null) continue;
			if (other.said[field] !== null && other.said[field] !== one[field])
				say(line, column, 'differs', one[field], { first: other.line, other: other.said[field] });
			other.said[field] ??= one[field];
		}
	}
	const known = await repository.knownDocuments(tx, [...merged.keys()]);
	return [...merged.values()].map(({ line, said: one }) => {
		const before = known.get(one.number);
		if (!one.title && !before) say(line, 'document_title', 'missing');
		if (!one.issuer && !before) say(line, 'document_issuer', 'missing');
		return { ...one, title: one.title ?? before?.title ?? '', issuer: one.issuer ?? before?.issuer ?? '' };
	});
}
const DOCUMENT_FIELDS = [
	['title', 'document_title'],
	['issuer', 'document_issuer'],
	['issuedOn', 'document_issued_on']
] as const;

async function findGround(
	tx: Transaction,
	row: ResponsibilitySaid,
	ground: GroundSaid,
	known: Known,
	grids: ReadonlyMap<string, number>,
	say: Say
): Promise<GroundRow | null> {
	const none = { area_id: null, grid_id: null, object_kind: null, object_class: null, wkb: null };
	if (ground.kind === 'grid') {
		const id = grids.get(ground.grid);
		if (id === undefined) say(row.line, 'ground', 'unknown-grid', ground.grid);
		return id === undefined ? null : { ...none, kind: 'grid', grid_id: id };
	}
	if (ground.kind === 'polygon') {
		const wkb = await placePolygon(tx, row, ground, say);
		return wkb ? { ...none, kind: 'polygon', wkb } : null;
	}
	const area = known.areas.get(ground.area);
	if (!area) {
		say(row.line, 'ground', 'unknown-area', ground.area);
		return null;
	}
	if (ground.kind === 'area') return { ...none, kind: 'area', area_id: area.id };
	return {
		...none,
		kind: 'object',
		area_id: area.id,
		object_kind: ground.objectKind,
		object_class: ground.objectClass
	};
}

/** Judged from the outside in: numbers, coordinate system, shape, place. The polygon in metres, hex WKB. */
async function placePolygon(
	tx: Transaction,
	row: ResponsibilitySaid,
	ground: GroundSaid & { kind: 'polygon' },
	say: Say
): Promise<string | null> {
	const { line, srid } = row;
	const refuse = (column: Column, problem: string, value?: string, more?: Problem['more']) => {
		say(line, column, problem, value, more);
		return null;
	};
	// That it has none has been said.
	if (srid === null) return null;
	const degrees = await repository.countsInDegrees(tx, srid);
	if (degrees === undefined) return refuse('crs', 'crs-unknown', String(srid));
	const beyond = ground.polygons
		.flat(2)
		.find(([x, y]) =>
			degrees ? Math.abs(x) > 180 || Math.abs(y) > 90 : Math.abs(x) > FARTHEST_M || Math.abs(y) > FARTHEST_M
		);
	if (beyond) return refuse('ground', 'polygon-number', `${beyond[0]} ${beyond[1]}`);
	const wkb = polygonsWkb(ground.polygons, 1);
	const fault = await repository.polygonFault(tx, wkb);
	if (fault) {
		const where = fault.x === null ? '' : `${fault.x} ${fault.y}`;
		return refuse('ground', 'polygon-invalid', where, { reason: fault.reason });
	}
	// A projection may not reach that far: the savepoint keeps the transaction alive, so that all problems are listed.
	const place = await tx
		.transaction((inner) => repository.polygonPlace(inner, wkb, srid))
		.catch(() => undefined);
	if (!place?.valid || place.m2 < LEAST_M2) return refuse('ground', 'polygon-nowhere', `EPSG:${srid}`);
	const outside = place.outside_m2 ?? 0;
	if (outside > OUTSIDE_M2 && outside > place.m2 * OUTSIDE_SHARE)
		return refuse('ground', 'outside', undefined, {
			outside: Math.round(outside),
			of: Math.round(place.m2),
			at: `${place.lng?.toFixed(6)},${place.lat?.toFixed(6)}`
		});
	return place.wkb;
}
