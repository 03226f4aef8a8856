/** To whom a case goes is what the ground says at its place: the state there, and nobody guessed. */
import { beforeAll, expect, it } from 'vitest';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';

interface Proposed {
	duty: string;
	state: string | null;
	organisation: string | null;
	office: string | null;
	leads: string[];
}
const PROPOSED = `select p.duty, p.state, o.code as organisation, f.code as office,
	array(select code from organisation where id = any (p.leads) order by code) as leads
	from proposed_handler($1, st_setsrid(st_makepoint($2, $3), 990001), $4::date) p
	left join organisation o on o.id = p.organisation_id left join organisation f on f.id = p.office_id`;
const DUTIES = Object.keys(tiny.PLANTED);

describeEngines('the proposed handler of a case', (db) => {
	const classes = new Map<string, number>();
	/** South-west corner of the ground, metric. */
	let corner: [number, number];
	beforeAll(async () => {
		await db.transaction((tx) => tiny.layTinyGround(tx));
		// And one of which nobody has said whose it is.
		for (const duty of [...DUTIES, '']) {
			const [row] = await db.query<{ id: number }>(
				`insert into incident_class (edition, kind, code, group_name, name_zh, duty_code, certainty)
				values ('test', 'matter', $1, '甲', $1, nullif($1, ''), 'city') returning id`,
				[duty]
			);
			classes.set(duty, row!.id);
		}
		const [box] = await db.query<{ x: number; y: number }>(
			'select st_xmin(st_extent(geom)) as x, st_ymin(st_extent(geom)) as y from grid'
		);
		corner = [box!.x, box!.y];
	});
	const propose = async (duty: string, x: number, y: number, day: string = tiny.TINY_DAY) =>
		(await db.query<Proposed>(PROPOSED, [classes.get(duty), corner[0] + x, corner[1] + y, day]))[0]!;

	it('is the only leader at that point, though another leads in the same grid', async () => {
		// Of greening in grid A2 the squad and the company lead in the west, and nobody in the east.
		expect(await propose('greening', 110, 180)).toMatchObject({
			state: 'clear',
			organisation: 'greening-co',
			leads: ['greening-co']
		});
		expect(await propose('greening', 135, 160)).toMatchObject({
			state: 'overlap',
			organisation: 'street-office',
			leads: ['greening-co', 'squad']
		});
		expect(await propose('greening', 170, 160)).toMatchObject({
			state: 'gap',
			organisation: 'street-office',
			leads: []
		});
	});

	it('is the street office where somebody answers as a fallback only', async () => {
		expect(await propose('paving', 150, 150)).toMatchObject({
			state: 'fallback',
			organisation: 'street-office',
			leads: []
		});
	});

	it('is of the day asked for', async () => {
		expect(await propose('public_order', 150, 150)).toMatchObject({ state: 'clear', organisation: 'police' });
		expect(await propose('public_order', 150, 150, '2025-01-15')).toMatchObject({
			state: 'clear',
			organisation: 'squad'
		});
	});

	it('is nobody where there is no grid, and the street office for a class without a duty', async () => {
		expect(await propose('greening', -5000, -5000)).toMatchObject({
			state: 'gap',
			organisation: null,
			office: null
		});
		expect(await propose('', 150, 150)).toMatchObject({
			duty: null,
			state: null,
			organisation: 'street-office'
		});
	});

	it('says at every point the state that the coverage has there', async () => {
		const rows = await db.query<{
			code: string;
			duty: string;
			x: number;
			y: number;
			covered: string;
			said: string;
		}>(
			`with point as (
				select g.id, g.code, st_setsrid(st_makepoint($1 + 3.7 + 13 * i, $2 + 4.3 + 11 * j), 990001) as geom
				from generate_series(0, 30) i cross join generate_series(0, 18) j
				join grid g on st_contains(g.geom, st_setsrid(st_makepoint($1 + 3.7 + 13 * i, $2 + 4.3 + 11 * j), 990001))
			)
			select p.code, d.duty_code as duty, st_x(p.geom) - $1 as x, st_y(p.geom) - $2 as y,
				case when d.state <> 'mixed' then d.state
					when st_intersects(p.geom, d.overlap_geom) then 'overlap' when st_intersects(p.geom, d.clear_geom) then 'clear'
					when st_intersects(p.geom, d.fallback_geom) then 'fallback' else 'gap' end as covered,
				(select h.state from proposed_handler(c.id, p.geom, $3::date) h) as said
			from point p join grid_duty d on d.grid_id = p.id join incident_class c on c.edition = 'test' and c.duty_code = d.duty_code`,
			[...corner, tiny.TINY_DAY]
		);
		expect(rows.length).toBeGreaterThan(2000);
		expect(rows.filter(({ covered, said }) => covered !== said)).toEqual([]);
		expect(new Set(rows.map(({ said }) => said))).toEqual(new Set(['clear', 'fallback', 'gap', 'overlap']));
	});
});
