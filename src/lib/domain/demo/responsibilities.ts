/**
 * Who answers for what, as it came to be: companies for streets and parks, property managers where there are any,
 * committees for the rest; duties handed down without staff or money; old quarters never handed over.
 */
import type { DemoArea } from './city-data.ts';
import { writeCommunity } from './community-responsibilities.ts';
import { addDays } from '../calendar/days.ts';
import { area, objects, type ResponsibilityBook } from './responsibility-book.ts';
import type { Random } from './random.ts';

export interface Ground {
	areas: readonly DemoArea[];
	/** Communities where something is managed, and by whom. */
	managerOf: Map<string, string>;
	/** Communities in the new eastern quarter. */
	newQuarter: ReadonlySet<string>;
	/** Residents by area. */
	residents: Map<string, number>;
	today: string;
	since: string;
}

/** Communities whose responsibilities are planted by hand: the general rules leave the named duties out there. */
export type Reserved = ReadonlyMap<string, ReadonlySet<string>>;

const COMPANY_SINCE = 730;

export function writeResponsibilities(
	book: ResponsibilityBook,
	dice: Random,
	ground: Ground,
	reserved: Reserved
): void {
	const { areas, today, since } = ground;
	const of = (level: DemoArea['level']): DemoArea[] => areas.filter((a) => a.level === level);
	const free = (code: string, duty: string): boolean => !reserved.get(code)?.has(duty);
	const city = of('city')[0]!;
	const cityLamps = book.document(
		`${city.name.slice(0, 2)}城管`,
		`${city.name}城市管理局`,
		'关于明确城市道路照明设施管养责任的通知',
		1400
	);

	for (const district of of('district')) writeDistrict(book, dice, ground, district);
	for (const street of of('street')) {
		const town = street.name.endsWith('镇');
		const stem = street.name.replace(/街道$|镇$/, '');
		const sign = town ? `${stem}政发` : `${stem}街办`;
		const issuer = town ? `${street.name}人民政府` : `${street.name}办事处`;
		const list = book.document(sign, issuer, '关于印发职责清单的通知', dice.int(300, 1100));
		const from = book.issuedOn(list);
		const people = ground.residents.get(street.code) ?? 0;
		const office = `${street.code}-office`;
		book.add(
			`${street.code}-police`,
			'public_order',
			'lead',
			list,
			[area(street.code)],
			{ from },
			{
				staff: Math.max(6, Math.round(people / 2400)),
				yuan: Math.round(people / 60) * 1000,
				authority: '治安管理、行政处罚'
			}
		);
		book.add(
			`${street.code}-office_public_security`,
			'public_order',
			'support',
			list,
			[area(street.code)],
			{ from },
			{ staff: dice.int(2, 5), yuan: null }
		);
		// Until the list came, the street's own office led.
		if (dice.chance(0.3))
			book.add(
				`${street.code}-office_public_security`,
				'public_order',
				'lead',
				book.firstDocument(sign, issuer, '关于内设机构职责分工的通知', since),
				[area(street.code)],
				{ from: since, to: from > since ? from : today },
				{ staff: 3, yuan: 60_000 }
			);
		writeLighting(book, dice, ground, street, cityLamps, town);
		book.add(`${street.code}-section_patriotic_health`, 'sanitation', 'support', list, [area(street.code)], {
			from
		});
		// In the new quarter the developers' halls and courts were never handed over.
		const handedOver = !areas.some((a) => a.parent === street.code && ground.newQuarter.has(a.code));
		const communities = areas.filter((a) => a.parent === street.code).map(({ code }) => code);
		const all = communities.every((code) => free(code, 'public_facilities'));
		if (handedOver)
			book.add(
				`${street.code}-office_social_affairs`,
				'public_facilities',
				'lead',
				list,
				all
					? [area(street.code)]
					: communities.filter((code) => free(code, 'public_facilities')).map((code) => area(code)),
				{ from },
				{ staff: dice.int(1, 4), yuan: dice.int(8, 60) * 10_000 }
			);
		for (const community of areas.filter((a) => a.parent === street.code))
			writeCommunity(book, dice, ground, { street, community, list, from, town, handedOver, office }, free);
	}
}

function writeDistrict(book: ResponsibilityBook, dice: Random, ground: Ground, district: DemoArea): void {
	const stem = district.name.replace(/区$/, '');
	const { areas, today, since } = ground;
	const clean = book.document(
		`${stem}城管`,
		`${district.name}城市管理局`,
		'关于道路清扫保洁市场化服务责任区的通知',
		COMPANY_SINCE
	);
	const garden = book.document(
		`${stem}园林`,
		`${district.name}园林绿化中心`,
		'关于公共绿地养护责任划分的通知',
		dice.int(500, 1200)
	);
	const pave = book.document(
		`${stem}住建`,
		`${district.name}住房和城乡建设局`,
		'关于市政道路设施养护移交的通知',
		dice.int(500, 1300)
	);
	const people = ground.residents.get(district.code) ?? 0;
	const main = ['motorway', 'trunk', 'primary', 'secondary'].map((name) =>
		objects(district.code, 'road', name)
	);
	const started = addDays(today, -COMPANY_SINCE);
	book.add(
		`${district.code}-sanitation`,
		'sanitation',
		'lead',
		clean,
		main,
		{ from: started },
		{ staff: Math.round(people / 700), yuan: Math.round(people / 10) * 600, authority: '清扫保洁、垃圾清运' }
	);
	book.add(
		`${district.code}-greening-a`,
		'greening',
		'lead',
		garden,
		[objects(district.code, 'green_space', 'park')],
		{ from: book.issuedOn(garden) },
		{ staff: Math.round(people / 3000) + 6, yuan: Math.round(people / 10) * 180 }
	);
	book.add(
		`${district.code}-greening-b`,
		'greening',
		'lead',
		garden,
		[objects(district.code, 'green_space', 'garden'), objects(district.code, 'green_space', 'street_green')],
		{ from: book.issuedOn(garden) },
		{ staff: Math.round(people / 6000) + 4, yuan: Math.round(people / 10) * 70 }
	);
	book.add(
		`${district.code}-garden`,
		'greening',
		'lead',
		garden,
		[objects(district.code, 'green_space', 'forest')],
		{ from: book.issuedOn(garden) },
		{ staff: dice.int(6, 20), yuan: dice.int(30, 90) * 10_000 }
	);
	// Motorways, trunk roads and avenues belong to the district everywhere, side streets where they were handed over.
	book.add(
		`${district.code}-road`,
		'paving',
		'lead',
		pave,
		main,
		{ from: book.issuedOn(pave) },
		{ staff: Math.round(people / 5000) + 8, yuan: Math.round(people / 10) * 320 }
	);
	// Before the companies each street office swept its own.
	for (const street of areas.filter((a) => a.parent === district.code)) {
		const old = book.document(
			street.name.endsWith('镇')
				? `${street.name.replace(/镇$/, '')}政发`
				: `${street.name.replace(/街道$/, '')}街办`,
			street.name,
			'关于环境卫生包干责任的通知',
			2000
		);
		book.add(
			`${street.code}-office`,
			'sanitation',
			'lead',
			old,
			[area(street.code)],
			{ from: since, to: started },
			{ staff: dice.int(12, 40), yuan: null }
		);
	}
}

function writeLighting(
	book: ResponsibilityBook,
	dice: Random,
	ground: Ground,
	street: DemoArea,
	document: string,
	town: boolean
): void {
	const from = book.issuedOn(document);
	if (!town) {
		const by =
			street.code.slice(0, 6) === ground.areas.filter((a) => a.level === 'district')[2]?.code
				? 'city-lighting-b'
				: 'city-lighting-a';
		book.add(
			by,
			'lighting',
			'lead',
			document,
			[area(street.code)],
			{ from },
			{ staff: dice.int(3, 9), yuan: dice.int(40, 160) * 10_000 }
		);
	} else if (dice.chance(0.75))
		book.add(`${street.code}-office`, 'lighting', 'fallback', null, [area(street.code)], {
			from: ground.since
		});
	else
		book.add(
			'city-lighting-a',
			'lighting',
			'lead',
			document,
			['trunk', 'secondary'].map((name) => objects(street.code, 'road', name)),
			{ from }
		);
}
