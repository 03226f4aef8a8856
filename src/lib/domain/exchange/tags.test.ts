import { describe, expect, it } from 'vitest';
import { FacilityTable } from './facility-table.ts';
import { blockKind, buildingUse, greenKind, roadOf, waterKind } from './ground-kinds.ts';
import { addressOf, dayOf, floorsOf, metresOf, phoneOf } from './tag-values.ts';

describe('values of tags', () => {
	it('reads metres as people write them and nothing else', () => {
		expect(['12', '12.5 m', '12,5m', '40 ft', '90 cm', '3米'].map(metresOf)).toEqual([
			12, 12.5, 12.5, 12.192, 0.9, 3
		]);
		expect(['', 'high', '12-14', '1e3', '-5', undefined].map(metresOf)).toEqual(Array(6).fill(null));
	});
	it('counts whole floors', () => {
		expect(['3', '2.5', '0', '201', '2-3', undefined].map(floorsOf)).toEqual([3, 2, 0, null, null, null]);
	});
	it('writes an address in the order of its own language', () => {
		expect(addressOf({ 'addr:city': '桐城', 'addr:street': '桐花路', 'addr:housenumber': '8' })).toBe(
			'桐城桐花路8号'
		);
		expect(
			addressOf({
				'addr:city': 'Vaduz',
				'addr:street': 'Gasse',
				'addr:housenumber': '8a',
				'addr:postcode': '9490'
			})
		).toBe('Gasse 8a, 9490 Vaduz');
		expect(addressOf({ 'addr:city': 'Vaduz' })).toBeNull();
	});
	it('takes only a day of the calendar', () => {
		expect(['1999', '1999-02', '1999-02-30', 'C19', undefined].map(dayOf)).toEqual([
			'1999-01-01',
			'1999-02-01',
			null,
			null,
			null
		]);
	});
	it('takes a public line that the column takes, the first of several', () => {
		expect(phoneOf({ phone: '+423 236 31 11;+423 1' })).toBe('+423 236 31 11');
		expect(phoneOf({ phone: 'ask inside' })).toBeNull();
	});
});

describe('kinds of ground', () => {
	it('knows a use where the tags say one', () => {
		expect(buildingUse({ building: 'apartments' })).toBe('residential');
		expect(buildingUse({ building: 'yes', amenity: 'school' })).toBe('public');
		expect(buildingUse({ building: 'yes', shop: 'bakery' })).toBe('commercial');
		expect(buildingUse({ building: 'yes' })).toBe('unknown');
		expect(buildingUse({ building: 'no' })).toBeNull();
		expect(buildingUse({ amenity: 'school' })).toBeNull();
	});
	it('takes the mapped width before the lanes and the lanes before the usual one', () => {
		expect(roadOf({ highway: 'primary', width: '14 m', lanes: '2' })?.widthM).toBe(14);
		expect(roadOf({ highway: 'primary', lanes: '4' })?.widthM).toBe(13);
		expect(roadOf({ highway: 'primary', lanes: 'many' })?.widthM).toBe(9);
	});
	it('turns a street round whose traffic runs against its line, and knows a roundabout', () => {
		expect(roadOf({ highway: 'residential', oneway: '-1' })).toMatchObject({ oneWay: true, reverse: true });
		expect(roadOf({ highway: 'tertiary', junction: 'roundabout' })).toMatchObject({
			oneWay: true,
			reverse: false
		});
		expect(roadOf({ highway: 'motorway', oneway: 'no' })).toMatchObject({ oneWay: false });
	});
	it('takes no road that nobody uses', () => {
		for (const highway of ['construction', 'proposed', 'raceway', 'platform', 'elevator'])
			expect(roadOf({ highway })).toBeNull();
	});
	it('tells water, green and blocks apart', () => {
		expect(waterKind({ natural: 'water', water: 'pond' })).toBe('pond');
		expect(waterKind({ natural: 'water' })).toBe('other');
		expect(greenKind({ landuse: 'grass' })).toBe('grass');
		expect(blockKind({ landuse: 'farmland' })).toBe('agricultural');
		expect(blockKind({ amenity: 'school' })).toBe('public');
		expect(blockKind({ amenity: 'school', building: 'yes' })).toBeNull();
	});
});

describe('the table of facilities', () => {
	const table = new FacilityTable([
		{ tags: 'amenity=school & name~小学|primar', facility_type: 'primary_school' },
		{ tags: 'amenity=school & access=private', facility_type: null },
		{ tags: 'amenity=school & !building', facility_type: 'junior_high_school' },
		{ tags: 'leisure=pitch & access!=private', facility_type: 'small_multi_sports_ground' }
	]);
	it('lets the first row that fits decide', () => {
		expect(table.typeOf({ amenity: 'school', name: 'Primarschule Aeule' })).toBe('primary_school');
		expect(table.typeOf({ amenity: 'school', access: 'private' })).toBeNull();
		expect(table.typeOf({ amenity: 'school' })).toBe('junior_high_school');
		expect(table.typeOf({ amenity: 'school', building: 'yes' })).toBeNull();
		expect(table.typeOf({ leisure: 'pitch' })).toBe('small_multi_sports_ground');
		expect(table.typeOf({ leisure: 'pitch', access: 'private' })).toBeNull();
	});
	it('refuses a row that it cannot read', () => {
		for (const tags of ['', '=school', '!amenity=school', 'amenity=school & '])
			expect(() => new FacilityTable([{ tags, facility_type: 'x' }])).toThrow('row-invalid');
	});
});
