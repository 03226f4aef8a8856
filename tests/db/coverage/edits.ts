/** Random edits of everything that coverage depends on, each in a transaction of its own. */
import type { Queryable } from '../../../src/lib/server/db/index.ts';
import { DUTIES, SIDE, SOUTH, TYPES, WEST } from './chequered-ground.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

export type Edit = (db: Queryable, roll: () => number) => Promise<void>;

const pick = <T>(roll: () => number, list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;
const metre = (roll: () => number) => Math.round(roll() * SIDE * 100) / 100;

async function row(
	db: Queryable,
	roll: () => number,
	table: string,
	where = 'true'
): Promise<number | undefined> {
	const rows = await db.query<{ id: number }>(`select id from ${table} where ${where} order by id`);
	return rows.length ? pick(roll, rows).id : undefined;
}

/** A convex polygon of three to seven corners around a random place; now and then a large one. */
function polygon(roll: () => number): string {
	const [x, y, size] = [metre(roll), metre(roll), 20 + roll() * (roll() < 0.2 ? 400 : 120)];
	const corners = 3 + Math.floor(roll() * 5);
	const ring = Array.from({ length: corners }, (_, n) => {
		const angle = (2 * Math.PI * (n + roll() * 0.5)) / corners;
		return `${WEST + x + size * Math.cos(angle)} ${SOUTH + y + size * Math.sin(angle)}`;
	});
	return `SRID=990001;POLYGON((${[...ring, ring[0]].join(',')}))`;
}

const point = (roll: () => number) => `SRID=990001;POINT(${WEST + metre(roll)} ${SOUTH + metre(roll)})`;
const PERIODS = [
	['2024-01-01', null],
	['2024-01-01', '2026-07-01'],
	['2026-07-01', null],
	['2026-07-02', null],
	['2024-01-01', '2026-07-03']
] as const;

async function addGround(db: Queryable, roll: () => number, responsibility: number): Promise<void> {
	const kind = pick(roll, ['area', 'area', 'grid', 'object', 'object', 'polygon', 'polygon']);
	const object = pick(roll, [
		['road', 'primary'],
		['road', 'secondary'],
		['road', null],
		['block', 'managed'],
		['block', 'unmanaged'],
		['block', 'commercial'],
		['green_space', 'park'],
		['green_space', null]
	] as const);
	await db.query(
		`insert into responsibility_ground (responsibility_id, kind, area_id, grid_id, object_kind, object_class, geom)
		values ($1, $2, $3, $4, $5, $6, st_multi($7::geometry))`,
		[
			responsibility,
			kind,
			kind === 'area' || kind === 'object' ? await row(db, roll, 'area') : null,
			kind === 'grid' ? await row(db, roll, 'grid') : null,
			kind === 'object' ? object[0] : null,
			kind === 'object' ? object[1] : null,
			kind === 'polygon' ? polygon(roll) : null
		]
	);
}

const give: Edit = async (db, roll) => {
	const part = pick(roll, ['lead', 'lead', 'lead', 'support', 'fallback']);
	const [from, to] = pick(roll, PERIODS);
	const [added] = await db.query<{ id: number }>(
		`insert into responsibility (organisation_id, duty_code, part, document_id, valid_from, valid_to, source_id)
		values ($1, $2, $3, $4, $5, $6, 1) returning id`,
		[1 + Math.floor(roll() * 6), pick(roll, DUTIES), part, part === 'fallback' ? null : 1, from, to]
	);
	for (let n = 0; n <= roll() * 2; n++) await addGround(db, roll, added!.id);
};

/** An edit that is one statement about a random row: $1 is its id. */
const about =
	(
		table: string,
		statement: string,
		values: (roll: () => number) => unknown[] = () => [],
		where?: string
	): Edit =>
	async (db, roll) => {
		const id = await row(db, roll, table, where);
		if (id !== undefined) await db.query(statement, [id, ...values(roll)]);
	};

const splitGrid: Edit = async (db, roll) => {
	const id = await row(db, roll, 'grid', 'valid_to is null');
	await db.query(`update grid set valid_to = coverage_day() where id = $1 and valid_from < coverage_day()`, [
		id
	]);
	await db.query(
		`insert into grid (code, community_id, duty_grid_id, geom, valid_from, source_id)
		select old.code || half, old.community_id, old.duty_grid_id,
			(st_dump(st_intersection(old.geom, st_makeenvelope(case half when 'W' then st_xmin(old.geom) else middle end, st_ymin(old.geom),
				case half when 'W' then middle else st_xmax(old.geom) end, st_ymax(old.geom), 990001)))).geom, coverage_day(), 1
		from grid old cross join (values ('W'), ('E')) as h (half)
		cross join lateral (select (st_xmin(old.geom) + st_xmax(old.geom)) / 2 as middle) as m
		where old.id = $1 and old.valid_to is not null and length(old.code) < 22`,
		[id]
	);
};

export const EDITS: Record<string, Edit> = {
	'give a responsibility': give,
	'give another responsibility': give,
	'give one more responsibility': give,
	'give a fourth responsibility': give,
	'give a fifth responsibility': give,
	'give a sixth responsibility': give,
	'end a responsibility': about(
		'responsibility',
		`update responsibility set valid_to = coverage_day() where id = $1 and valid_from < coverage_day()`
	),
	'take up an ended responsibility again': about(
		'responsibility',
		`update responsibility set valid_to = null where id = $1`
	),
	'let another organisation do it': about(
		'responsibility',
		`update responsibility set organisation_id = $2 where id = $1`,
		(roll) => [1 + Math.floor(roll() * 6)]
	),
	'change the part': about(
		'responsibility',
		`update responsibility set part = $2, document_id = 1 where id = $1`,
		(roll) => [pick(roll, ['lead', 'support', 'fallback'])]
	),
	'change the duty': about(
		'responsibility',
		`update responsibility set duty_code = $2 where id = $1`,
		(roll) => [pick(roll, DUTIES)]
	),
	'strike a responsibility off': about('responsibility', `delete from responsibility where id = $1`),
	'add a ground': async (db, roll) => {
		const id = await row(db, roll, 'responsibility');
		if (id !== undefined) await addGround(db, roll, id);
	},
	'draw a polygon anew': about(
		'responsibility_ground',
		`update responsibility_ground set geom = st_multi($2::geometry) where id = $1`,
		(roll) => [polygon(roll)],
		`kind = 'polygon'`
	),
	'say another area': about(
		'responsibility_ground',
		`update responsibility_ground set area_id = $2 where id = $1`,
		(roll) => [1 + Math.floor(roll() * 9)],
		`kind in ('area', 'object')`
	),
	'take a ground away': about('responsibility_ground', `delete from responsibility_ground where id = $1`),
	'end an organisation, or let it begin again': about(
		'organisation',
		`update organisation set valid_to = case when valid_to is null then coverage_day() end where id = $1`
	),
	'build a facility': async (db, roll) => {
		const [from, to] = pick(roll, PERIODS);
		await db.query(
			`insert into facility (type_code, name, geom, valid_from, valid_to, source_id) values ($1, 'new', $2::geometry, $3, $4, 1)`,
			[pick(roll, TYPES), point(roll), from, to]
		);
	},
	'move a facility': about('facility', `update facility set geom = $2::geometry where id = $1`, (roll) => [
		point(roll)
	]),
	'close a facility': about(
		'facility',
		`update facility set valid_to = coverage_day() where id = $1 and valid_from < coverage_day()`
	),
	'open a facility again': about('facility', `update facility set valid_to = null where id = $1`),
	'use a facility otherwise': about(
		'facility',
		`update facility set type_code = $2 where id = $1`,
		(roll) => [pick(roll, TYPES)]
	),
	'remove a facility': about('facility', `delete from facility where id = $1`),
	'change a radius': about(
		'facility_norm',
		`update facility_norm set radius_m = $2 where id = $1`,
		(roll) => [roll() < 0.15 ? null : 60 + Math.round(roll() * 300)]
	),
	'change an age': about(
		'facility_norm',
		`update facility_norm set age_from = $2, age_to = $3 where id = $1`,
		(roll) =>
			pick(roll, [
				[3, 6],
				[60, null],
				[null, null],
				[6, 15],
				[null, 18]
			])
	),
	'walk a reach': about(
		'facility',
		`update facility_reach set method = 'walking', geom = st_multi($2::geometry) where facility_id = $1`,
		(roll) => [polygon(roll)]
	),
	'build a house': async (db, roll) => {
		await db.query(
			`insert into building (use, residents, residents_by_age, geom, source_id)
			values ($1, $2, $3, st_multi(st_expand($4::geometry, 6)), 1)`,
			[
				pick(roll, ['residential', 'commercial', 'unknown']),
				pick(roll, [null, 0, 12, 40]),
				pick(roll, [null, [1, 0, 2, 0, 1, 6, 2, 0]]),
				point(roll)
			]
		);
	},
	'move a house': about(
		'building',
		`update building set geom = st_multi(st_expand($2::geometry, 6)) where id = $1`,
		(roll) => [point(roll)]
	),
	'count residents': about(
		'building',
		`update building set residents = $2, residents_by_age = $3 where id = $1`,
		(roll) => [pick(roll, [null, 5, 33]), pick(roll, [null, [0, 1, 1, 0, 0, 9, 3, 1]])]
	),
	'pull a house down': about('building', `delete from building where id = $1`),
	'change a manager': about('block', `update block set manager_id = $2 where id = $1`, (roll) => [
		pick(roll, [null, 1, 2])
	]),
	'move a block': about('block', `update block set geom = st_multi($2::geometry) where id = $1`, (roll) => [
		polygon(roll)
	]),
	'clear a block': about('block', `delete from block where id = $1`),
	'widen a road': about('road', `update road set width_m = $2 where id = $1`, (roll) => [
		4 + Math.round(roll() * 30)
	]),
	'reclass a road': about('road', `update road set class = $2 where id = $1`, (roll) => [
		pick(roll, ['primary', 'secondary', 'residential'])
	]),
	'build a road': async (db, roll) => {
		await db.query(
			`insert into road (class, width_m, geom, source_id) values ('secondary', 12, st_makeline($1::geometry, $2::geometry), 1)`,
			[point(roll), point(roll)]
		);
	},
	'break a road up': about('road', `delete from road where id = $1`),
	'plant a park': async (db, roll) => {
		await db.query(
			`insert into green_space (kind, geom, source_id) values ('park', st_multi($1::geometry), 1)`,
			[polygon(roll)]
		);
	},
	'turn a green space into another kind': about(
		'green_space',
		`update green_space set kind = $2 where id = $1`,
		(roll) => [pick(roll, ['park', 'street_green'])]
	),
	'build over a green space': about('green_space', `delete from green_space where id = $1`),
	'split a grid': splitGrid,
	'move a grid to another duty grid': about(
		'grid',
		`update grid set duty_grid_id = case when duty_grid_id is null then $2::integer end where id = $1`,
		(roll) => [8 + Math.floor(roll() * 2)],
		'valid_to is null'
	),
	'move a community to the other street': about(
		'area',
		`update area set parent_id = case parent_id when 2 then 3 else 2 end where id = $1`,
		undefined,
		`level = 'community'`
	),
	'move a boundary': about(
		'area_boundary',
		`update area_boundary set geom = st_multi(st_buffer(geom, $2, 'join=mitre')) where id = $1 and st_area(geom) between 40000 and 1000000`,
		(roll) => [roll() < 0.5 ? -15 : 15]
	),
	'wait some days, or look back': async (db, roll) => {
		await db.query(`select coverage_advance($1)`, [
			pick(roll, ['2026-06-29', '2026-07-01', '2026-07-02', '2026-07-04'])
		]);
	},
	'think again': async (db, roll) => {
		await db.query('savepoint thought');
		await give(db, roll);
		await db.query('rollback to savepoint thought');
		await give(db, roll);
	}
};
