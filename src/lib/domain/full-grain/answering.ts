/**
 * Who answers for what: organisations of the city, its districts, streets and communities, and their responsibilities,
 * uneven as they are: most ground has one who leads, some has two, some only its territory, some nobody.
 */
import type { DemoDocument, DemoOrganisation, DemoResponsibility } from '../demo/city-data.ts';
import { officeOf } from '../demo/organisations.ts';
import { addDays } from '../calendar/days.ts';
import type { NameMaker } from '../demo/names.ts';
import type { Point, Ring } from '../demo/plane.ts';
import { round2 } from '../demo/plane.ts';
import type { Random } from '../demo/random.ts';
import { area, objects, ResponsibilityBook } from '../demo/responsibility-book.ts';
import type { FullArea } from './areas.ts';

export interface Answering {
	organisations: DemoOrganisation[];
	documents: DemoDocument[];
	responsibilities: DemoResponsibility[];
}

type State = 'clear' | 'overlap' | 'fallback' | 'gap';
/** States of communities one after another; the rare ones first, so that the smallest ground has all four. */
const PATTERNS: Record<string, readonly State[]> = {
	public_facilities: [
		'overlap',
		'fallback',
		'gap',
		'clear',
		'clear',
		'clear',
		'clear',
		'fallback',
		'clear',
		'gap'
	],
	lighting: [
		'clear',
		'overlap',
		'clear',
		'gap',
		'clear',
		'clear',
		'fallback',
		'clear',
		'clear',
		'clear',
		'clear'
	],
	paving: ['clear', 'clear', 'fallback', 'clear', 'clear', 'clear', 'gap'],
	greening: ['fallback', 'clear', 'clear', 'gap', 'clear', 'clear', 'clear', 'fallback', 'clear'],
	appearance: ['clear', 'clear', 'clear', 'overlap', 'clear', 'clear', 'clear', 'clear', 'overlap'],
	sanitation: [
		'clear',
		'clear',
		'clear',
		'clear',
		'clear',
		'overlap',
		'clear',
		'clear',
		'clear',
		'clear',
		'fallback'
	]
};

/**
 * @param areas from the city down to the communities
 * @param spotIn a place in an area of this code, metric frame
 */
export function makeAnswering(
	dice: Random,
	names: NameMaker,
	areas: readonly FullArea[],
	spotIn: (code: string) => Point,
	since: string,
	today: string
): Answering {
	const organisations: DemoOrganisation[] = [];
	const book = new ResponsibilityBook(dice.fork('book'), today, 'grain');
	const add = (code: string, name: string, kind: string, parent: string | null, ground: string): string => {
		// A prefix that no area of China has.
		const phone = `0999-6${String(100_001 + organisations.length).slice(-6)}`;
		organisations.push({ code, name, kind, parent, area: ground, phone, from: since, to: null });
		return code;
	};
	const of = (level: FullArea['level']): FullArea[] => areas.filter((one) => one.level === level);
	const means = (): { staff: number; yuan: number } => ({
		staff: dice.int(2, 20),
		yuan: dice.int(5, 120) * 10_000
	});
	const lead = (who: string, duty: string, document: string, code: string): void => {
		book.add(who, duty, 'lead', document, [area(code)], { from: book.issuedOn(document) }, means());
	};
	const [city] = of('city');
	const lamps = add('city-lighting', `${city!.stem}路灯管理处`, 'lighting_company', null, city!.code);
	const bureau = `${city!.name}城市管理局`;
	for (const { code, name, stem } of of('district')) {
		const department = add(`${code}-urban`, `${name}城市管理局`, 'district_department', null, code);
		const company = (kind: string, what: string): string =>
			add(`${code}-${kind}`, `${names.brand()}${what}有限公司`, kind, department, code);
		company('sanitation_company', '环境卫生服务');
		company('greening_company', '绿化养护');
		const roads = company('road_company', '市政养护');
		const list = book.document(`${stem}城管`, `${name}城市管理局`, '关于市政道路养护责任的通知', 600);
		const main = [objects(code, 'road', 'primary'), objects(code, 'road', 'secondary')];
		book.add(roads, 'paving', 'lead', list, main, { from: book.issuedOn(list) }, means());
	}
	for (const street of of('street')) {
		const { code, name, stem, town } = street;
		const [officeName, officeKind] = officeOf(name, town);
		const office = add(`${code}-office`, officeName, officeKind, null, code);
		add(`${code}-office_social_affairs`, `${name}社会事务办公室`, 'office_social_affairs', office, code);
		const squad = add(`${code}-squad`, `${name}城管中队`, 'squad', office, code);
		const police = add(`${code}-police`, `${stem}派出所`, 'police_post', null, code);
		const list = book.document(
			`${stem}${town ? '政发' : '街办'}`,
			officeName,
			'关于印发职责清单的通知',
			dice.int(300, 1000)
		);
		lead(police, 'public_order', list, code);
		book.add(squad, 'public_order', 'support', list, [area(code)], { from: book.issuedOn(list) });
		drawn(street, list);
	}
	const lit = book.document(`${city!.stem}城管`, bureau, '关于城市道路照明设施管养责任的通知', 900);
	const down = book.document(`${city!.stem}城管`, bureau, '关于管理事项下沉社区的通知', 150);
	of('community').forEach(({ code, name, parent, town }, n) => {
		const [street, district] = [parent!, parent!.slice(0, 6)];
		const office = `${street}-office`;
		const committee = add(
			`${code}-committee`,
			`${name}${town ? '村民委员会' : '居民委员会'}`,
			town ? 'villagers_committee' : 'residents_committee',
			office,
			code
		);
		const leaders: Record<string, string> = {
			public_facilities: `${street}-office_social_affairs`,
			lighting: lamps,
			paving: `${district}-road_company`,
			greening: `${district}-greening_company`,
			appearance: `${street}-squad`,
			sanitation: `${district}-sanitation_company`
		};
		for (const [duty, leader] of Object.entries(leaders)) {
			const state = PATTERNS[duty]![n % PATTERNS[duty]!.length]!;
			if (state === 'clear' || state === 'overlap') lead(leader, duty, lit, code);
			// Handed down on paper, without staff or money.
			if (state === 'overlap')
				book.add(
					committee,
					duty,
					'lead',
					down,
					[area(code)],
					{ from: book.issuedOn(down) },
					{ staff: 0, yuan: 0 }
				);
			if (state === 'fallback') book.add(office, duty, 'fallback', null, [area(code)], { from: since });
		}
		book.add(committee, 'public_order', 'support', down, [area(code)], { from: book.issuedOn(down) });
	});

	/** A park's ground given to a second company: its edge runs through grids. */
	function drawn({ code }: FullArea, document: string): void {
		const [x, y] = spotIn(code);
		const radius = dice.between(150, 420);
		const ring: Ring = Array.from({ length: 14 }, (_, i) => {
			const reach = radius * dice.between(0.72, 1.1);
			const angle = (2 * Math.PI * i) / 14;
			return [round2(x + reach * Math.cos(angle)), round2(y + reach * Math.sin(angle))];
		});
		const gardeners = add(
			`${code}-gardens`,
			`${names.brand()}园林工程有限公司`,
			'greening_company',
			null,
			code
		);
		const ground = { kind: 'polygon' as const, shapes: [[ring]] };
		book.add(gardeners, 'greening', 'lead', document, [ground], { from: book.issuedOn(document) }, means());
	}

	return { organisations, documents: book.documents, responsibilities: book.list };
}

/** The day since when most has been as it is. */
export const sinceOf = (today: string): string => addDays(today, -1095);
