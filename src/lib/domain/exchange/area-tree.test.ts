import { describe, expect, it } from 'vitest';
import { LEVEL_PRESETS, parseLevels, presetFor } from './area-levels.ts';
import { buildTree, EXTENT_REF, type Boundary } from './area-tree.ts';
import { giveCodes, realCode, type AreaToCode } from './division-code.ts';
import { LeftOut } from './left-out.ts';
import type { Place } from './osm.ts';

const square = (x: number, y: number, size: number): Place[] => [
	[x, y],
	[x + size, y],
	[x + size, y + size],
	[x, y + size],
	[x, y]
];
const boundary = (
	id: number,
	adminLevel: number,
	name: string,
	ring: Place[],
	more: Partial<Boundary> = {}
): Boundary => ({
	ref: `relation/${id}`,
	id,
	adminLevel,
	name,
	tags: { name },
	polygons: [[ring]],
	fault: null,
	at: null,
	sample: ring,
	...more
});
const CITY = boundary(1, 5, '桐城市', square(0, 0, 100));
const levels = parseLevels('city=5,street=8,community=10');

describe('levels', () => {
	it('reads both presets', () => {
		expect(parseLevels(LEVEL_PRESETS.china).map(({ level }) => level)).toEqual([
			'city',
			'district',
			'street',
			'community'
		]);
		expect(parseLevels(LEVEL_PRESETS.liechtenstein)).toHaveLength(2);
	});
	it('chooses a preset by where the file lies, and none elsewhere', () => {
		expect(presetFor([9.47, 47.05, 9.64, 47.27])).toBe('liechtenstein');
		expect(presetFor([120, 30, 121, 31])).toBe('china');
		expect(presetFor([2, 48, 3, 49])).toBeNull();
		expect(presetFor(null)).toBeNull();
	});
	it.each([
		['city', 'form'],
		['city=2,village=8', 'unknown-level'],
		['community=8,city=2', 'order'],
		['city=2,district=2,community=8', 'twice'],
		['city=2,district=6', 'no-community']
	])('refuses %s: %s', (text, reason) => {
		expect(() => parseLevels(text)).toThrow(reason);
	});
});

describe('the area tree', () => {
	it('hangs each area under the smallest that holds it, and under the city where a level does not occur', () => {
		const leftOut = new LeftOut();
		const areas = [CITY, boundary(2, 8, '街', square(0, 0, 50)), boundary(3, 10, '社', square(10, 10, 5))];
		expect(buildTree(areas, levels, null, leftOut).map(({ ref, parentRef }) => [ref, parentRef])).toEqual([
			['relation/1', null],
			['relation/2', 'relation/1'],
			['relation/3', 'relation/2']
		]);
		expect(buildTree([CITY, areas[2]!], levels, null, leftOut)[1]!.parentRef).toBe('relation/1');
	});
	it('leaves out a neighbour that is outside or cut off at our border', () => {
		const leftOut = new LeftOut();
		const areas = [
			CITY,
			boundary(3, 10, '社', square(10, 10, 5)),
			boundary(4, 10, '邻', square(100, 0, 50)),
			boundary(5, 10, '断', [], {
				polygons: [],
				fault: 'incomplete',
				sample: [
					[100, 10],
					[100, 20],
					[130, 20]
				]
			})
		];
		expect(buildTree(areas, levels, null, leftOut)).toHaveLength(2);
		expect(leftOut.rows().map(({ reason, examples }) => [reason, examples[0]])).toEqual([
			['boundary-incomplete', 'relation/5 断'],
			['outside', 'relation/4 邻']
		]);
	});
	it('makes the city the extent of what is below when it is only named', () => {
		const tree = buildTree(
			[boundary(3, 10, '社', square(10, 10, 5))],
			parseLevels('community=10'),
			'桐城',
			new LeftOut()
		);
		expect(tree[0]).toMatchObject({ ref: EXTENT_REF, name: '桐城', polygons: [] });
		expect(() => buildTree([], parseLevels('community=10'), null, new LeftOut())).toThrow('no-city-name');
	});
	it('takes the one of several cities that is named, in any language', () => {
		const other = boundary(9, 5, '别城', square(200, 0, 10), {
			tags: { name: '别城', 'name:en': 'Elsewhere' }
		});
		const areas = [CITY, other, boundary(3, 10, '社', square(201, 1, 5))];
		expect(buildTree(areas, levels, 'Elsewhere', new LeftOut())[0]!.ref).toBe('relation/9');
	});
});

describe('division codes', () => {
	const area = (id: number, level: AreaToCode['level'], parentRef: string | null, tags = {}): AreaToCode => ({
		ref: `relation/${id}`,
		id,
		level,
		name: String(id),
		parentRef,
		tags
	});
	it('takes the real one, cut or filled to the digits of its level', () => {
		expect(realCode({ 'ref:admin:CN:nbs': '330102000000' }, 'district')).toBe('330102');
		expect(realCode({ 'ref:admin:CN:mca': '3301' }, 'city')).toBe('330100');
		expect(realCode({ 'ref:admin:CN:nbs': '330102001002' }, 'district')).toBeNull();
		expect(realCode({ ref: '330102001' }, 'street')).toBe('330102001');
		expect(realCode({ ref: '42' }, 'street')).toBeNull();
	});
	it('makes codes that begin with the country and end with the number of ISO 3166-2', () => {
		const codes = giveCodes(
			[
				area(1, 'city', null, { 'ISO3166-1': 'LI' }),
				area(9, 'community', 'relation/1', { 'ISO3166-2': 'LI-01' }),
				area(2, 'community', 'relation/1', { 'ISO3166-2': 'LI-11' })
			],
			new Map()
		);
		expect([...codes.values()].sort()).toEqual(['LI0000', 'LI0000000001', 'LI0000000011']);
	});
	it('numbers by key where there is no number, whatever order the file has', () => {
		const areas = [
			area(1, 'city', null),
			area(30, 'district', 'relation/1'),
			area(20, 'district', 'relation/1'),
			area(7, 'street', 'relation/20'),
			area(5, 'community', 'relation/7')
		];
		const codes = giveCodes(areas, new Map());
		expect(areas.map(({ ref }) => codes.get(ref))).toEqual([
			'Z00100',
			'Z00102',
			'Z00101',
			'Z00101001',
			'Z00101001001'
		]);
	});
	it('keeps the code of an area that is known, and gives it to nobody else', () => {
		const codes = giveCodes(
			[area(1, 'city', null), area(5, 'community', 'relation/1'), area(6, 'community', 'relation/1')],
			new Map([
				['relation/1', '990100'],
				['relation/6', '990100000001']
			])
		);
		expect(codes.get('relation/5')).toBe('990100000002');
		expect(codes.get('relation/6')).toBe('990100000001');
	});
});
