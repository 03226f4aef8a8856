/** Overlays that go wrong at full precision, as a demonstration once had them. */
import { expect, it } from 'vitest';
import { describeEngines } from '../harness/index.ts';

// A grid less a few pieces, with edges a ten-millionth of a millimetre apart, and one more piece.
const REST = `MULTIPOLYGON(((515329.11 3987323.48, 515313.1652 3987390.0883, 515308.65 3987408.95, 515284.57
	3987491.15, 515158.7519 3987456.9034, 515158.3367 3987465.3122, 515158.3367000001 3987465.3122,
	515158.7519000001 3987456.9034000007, 515162.9173000001 3987458.0371900005, 515162.9091300001
	3987458.2003700007, 515170.2824700001 3987460.1985000004, 515170.37448000006 3987460.2240200005,
	515213.2144800001 3987472.3840200007, 515213.3024000001 3987472.4095200007, 515256.00240000006
	3987485.0595200006, 515256.09339000005 3987485.0870700004, 515286.9065600001 3987494.6153000006,
	515287.19775000005 3987493.7130300007, 515299.7834100001 3987451.8204800007, 515311.5561800001
	3987409.6811000006, 515322.52492000005 3987367.3276600004, 515332.70979000005 3987324.7580600004,
	515342.1300200001 3987282.0238500005, 515350.79608000006 3987239.1114200004, 515358.7573100001
	3987196.0511400006, 515358.8245192706 3987195.6510943426, 515177.1372199234 3987173.9849415338,
	515175.87727000006 3987199.1533900006, 515171.4922544696 3987198.9250549087, 515259.7085 3987203.5187,
	515253.9794 3987313.5415, 515166.2655 3987304.7487, 515166.147 3987307.1488, 515166.14700000006
	3987307.1488, 515166.2655000001 3987304.748700001, 515170.5694700001 3987305.1801500004,
	515170.4493300001 3987307.5799500006, 515166.14745138586 3987307.1488452354, 515329.11 3987323.48)))`;
const PIECE = `MULTIPOLYGON(((515329.11 3987323.48, 515172.45 3987307.46, 515172.434052095 3987307.7788516385,
	515166.147 3987307.1488, 515329.11 3987323.48)), ((515179.121946508 3987174.221619549, 515177.99
	3987196.84, 515351.94 3987205.92, 515353.7768068141 3987195.0491562337, 515371.7311 3987197.1902,
	515179.121946508 3987174.221619549)))`;

describeEngines('an overlay', (db) => {
	it('that crosses itself at full precision is done again, rounded', async () => {
		const [row] = await db.query<{ valid: boolean; lost: number }>(
			`select st_isvalid(left_over) as valid, abs(st_area(rest) - st_area(common) - st_area(left_over)) as lost
			from (select st_geomfromtext($1, 990001) as rest, st_geomfromtext($2, 990001) as piece) as given
			cross join lateral (select without_part(rest, piece) as left_over, common_part(rest, piece) as common) as part`,
			[REST, PIECE]
		);
		expect(row!.valid).toBe(true);
		expect(row!.lost).toBeLessThan(0.01);
	});

	it('of a whole grid by pieces leaves shapes that the table takes', async () => {
		const [row] = await db.query<{ valid: boolean; m2: number }>(
			`select bool_and(st_isvalid(shape)) as valid, sum(st_area(shape)) - st_area(st_geomfromtext($1, 990001)) as m2
			from divide_ground(st_geomfromtext($1, 990001), '{}', '{1}',
				array[common_ground(st_geomfromtext($1, 990001), array[st_geomfromtext($2, 990001)])], false, null) as d
			cross join lateral unnest(array[d.clear_geom, d.fallback_geom, d.gap_geom, d.overlap_geom]) as shape`,
			[REST, PIECE]
		);
		expect(row!.valid).toBe(true);
		expect(Math.abs(row!.m2)).toBeLessThan(0.05);
	});
});
