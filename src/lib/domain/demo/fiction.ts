/**
 * Fictional organisations and responsibilities for real ground: an imported jurisdiction has areas, roads and green
 * spaces, but nobody who answers for them. Every name says that it is a demonstration.
 */
import type { DemoDocument, DemoOrganisation, DemoResponsibility } from './city-data.ts';
import { addDays } from '../calendar/days.ts';
import { NameMaker } from './names.ts';
import { Random } from './random.ts';
import { area, objects, ResponsibilityBook } from './responsibility-book.ts';

export interface FictionArea {
	code: string;
	level: 'city' | 'district' | 'street' | 'community';
	parent: string | null;
	name: string;
}

export interface Fiction {
	organisations: DemoOrganisation[];
	documents: DemoDocument[];
	responsibilities: DemoResponsibility[];
}

export const MARK = '（演示）';

/**
 * @param areas the area tree; its root and its communities get organisations
 * @param today YYYY-MM-DD
 */
export function makeFiction(areas: readonly FictionArea[], seed: number, today: string): Fiction {
	const dice = new Random(seed).fork('fiction');
	const names = new NameMaker(dice.fork('names'));
	const book = new ResponsibilityBook(dice.fork('book'), today, 'fiction');
	const since = addDays(today, -1095);
	const organisations: DemoOrganisation[] = [];
	const add = (
		code: string,
		name: string,
		kind: string,
		parent: string | null,
		ground: string | null
	): string => {
		const phone = `0999-7${String(100001 + organisations.length).slice(-6)}`;
		organisations.push({
			code: `demo-${code}`,
			name: name + MARK,
			kind,
			parent,
			area: ground,
			phone,
			from: since,
			to: null
		});
		return `demo-${code}`;
	};
	const root = areas.find(({ parent }) => parent === null);
	if (!root) return { organisations, documents: [], responsibilities: [] };
	const communities = areas.filter(({ level }) => level === 'community');
	const office = add('office', `${root.name}街道办事处`, 'subdistrict_office', null, root.code);
	const social = add('social', `${root.name}社会事务办公室`, 'office_social_affairs', office, root.code);
	const police = add('police', `${root.name}派出所`, 'police_post', null, root.code);
	const clean = add('clean', `${names.brand()}环境卫生服务有限公司`, 'sanitation_company', office, root.code);
	const green = add('green', `${names.brand()}绿化养护有限公司`, 'greening_company', office, root.code);
	const road = add('road', `${names.brand()}市政养护有限公司`, 'road_company', office, root.code);
	const lamps = add('lamps', `${names.brand()}照明工程有限公司`, 'lighting_company', office, root.code);
	const paper = (title: string, daysAgo: number): string =>
		book.document(`演示${root.name}`, `${root.name}街道办事处${MARK}`, `${title}${MARK}`, daysAgo);
	const lead = (
		who: string,
		duty: string,
		document: string,
		grounds: Parameters<typeof book.add>[4]
	): void => {
		const means = { staff: dice.int(1, 12), yuan: dice.int(2, 80) * 10_000 };
		book.add(who, duty, 'lead', document, grounds, { from: book.issuedOn(document) }, means);
	};
	const all = [area(root.code)];
	lead(police, 'public_order', paper('关于治安责任区的通知', 900), all);
	lead(clean, 'sanitation', paper('关于道路清扫保洁责任的通知', 700), [objects(root.code, 'road')]);
	const garden = paper('关于公共绿地养护责任的通知', 650);
	lead(green, 'greening', garden, [
		objects(root.code, 'green_space', 'park'),
		objects(root.code, 'green_space', 'garden')
	]);
	const main = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'];
	lead(
		road,
		'paving',
		paper('关于市政道路养护责任的通知', 600),
		main.map((name) => objects(root.code, 'road', name))
	);
	const lit = paper('关于道路照明设施管养责任的通知', 500);
	const halls = paper('关于公益设施运行责任的通知', 400);
	const looks = paper('关于市容管理职责的通知', 800);
	const down = paper('关于市容管理事项下沉社区的通知', 150);
	for (const { code, name } of communities) {
		const here = [area(code)];
		const committee = add(`${code}-committee`, `${name}居民委员会`, 'residents_committee', office, code);
		const squad = add(`${code}-squad`, `${name}城管中队`, 'squad', office, code);
		const fallback = (who: string, duty: string): void => {
			book.add(who, duty, 'fallback', null, here, { from: since });
		};
		// The usual unevenness: most things have somebody, some have two, some have nobody.
		if (dice.chance(0.7)) lead(lamps, 'lighting', lit, here);
		else if (dice.chance(0.5)) fallback(office, 'lighting');
		if (dice.chance(0.75)) lead(social, 'public_facilities', halls, here);
		else if (dice.chance(0.5)) fallback(office, 'public_facilities');
		if (dice.chance(0.85)) lead(squad, 'appearance', looks, here);
		if (dice.chance(0.3))
			book.add(
				committee,
				'appearance',
				'lead',
				down,
				here,
				{ from: book.issuedOn(down) },
				{ staff: 0, yuan: 0 }
			);
		if (dice.chance(0.85)) fallback(committee, 'sanitation');
		if (dice.chance(0.6)) fallback(committee, 'greening');
		if (dice.chance(0.7)) fallback(office, 'paving');
		book.add(committee, 'public_order', 'support', looks, here, { from: book.issuedOn(looks) });
	}
	return { organisations, documents: book.documents, responsibilities: book.list };
}
