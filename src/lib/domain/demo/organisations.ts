/** Everyone who can be responsible in the city, of every kind in the catalogue, as a tree. All fictional. */
import type { DemoArea, DemoOrganisation } from './city-data.ts';
import type { NameMaker } from './names.ts';
import type { Random } from './random.ts';

const OFFICES: [string, string][] = [
	['office_administration', '党政办公室'],
	['office_social_affairs', '社会事务办公室'],
	['office_family_planning', '计划生育办公室'],
	['office_public_security', '社会治安综合治理办公室'],
	['centre_family_planning', '计划生育服务中心'],
	['centre_community_service', '社区服务中心']
];
/** Sections of a street office: kind, name, and to which office they belong. */
const SECTIONS: [string, string, string][] = [
	['section_organisation', '组织科', 'office_administration'],
	['section_publicity', '宣传科', 'office_administration'],
	['section_discipline', '纪检科', 'office_administration'],
	['section_petitions', '信访科', 'office_public_security'],
	['section_armed_forces', '武装部', 'office_administration'],
	['section_union', '工会', 'office_administration'],
	['section_youth_league', '共青团委员会', 'office_administration'],
	['section_women', '妇女联合会', 'office_social_affairs'],
	['section_civil_affairs', '民政科', 'office_social_affairs'],
	['section_health_education', '健康教育办公室', 'office_social_affairs'],
	['section_patriotic_health', '爱国卫生运动委员会办公室', 'office_social_affairs'],
	['section_environment', '环境保护办公室', 'office_social_affairs'],
	['section_social_security', '社会保障站', 'office_social_affairs'],
	['section_statistics', '统计站', 'office_administration']
];
const DEPARTMENTS: [string, string][] = [
	['urban', '城市管理局'],
	['housing', '住房和城乡建设局'],
	['civil', '民政局'],
	['garden', '园林绿化中心']
];

export interface Organisations {
	list: DemoOrganisation[];
	/** Code of the property manager of a community; undefined where nothing is managed. */
	managerOf: Map<string, string>;
	ownersOf: Map<number, string>;
}

/**
 * @param managed communities that have managed blocks, each with the residents in them
 * @param owners blocks whose owners have formed a committee: place in the list, name, community
 */
export function makeOrganisations(
	dice: Random,
	names: NameMaker,
	areas: readonly DemoArea[],
	since: string,
	managed: readonly string[],
	owners: readonly { block: number; name: string; community: string }[]
): Organisations {
	const list: DemoOrganisation[] = [];
	let line = 0;
	const add = (
		code: string,
		name: string,
		kind: string,
		parent: string | null,
		area: string | null,
		phone = true
	): string => {
		line++;
		// A prefix that no area of China has.
		const number = phone ? `0999-8${String(100000 + line).slice(-6)}` : null;
		list.push({ code, name, kind, parent, area, phone: number, from: since, to: null });
		return code;
	};
	const city = areas.find(({ level }) => level === 'city')!;
	const short = (name: string): string => name.replace(/[市区]$/, '');
	add('city-lighting-a', `${short(city.name)}路灯管理处`, 'lighting_company', null, city.code);
	add('city-lighting-b', `${names.brand()}照明工程有限公司`, 'lighting_company', null, city.code);
	for (const [code, what] of [
		['water', '自来水集团'],
		['gas', '燃气有限公司'],
		['power', '供电公司'],
		['heat', '热力有限公司']
	] as const)
		add(`city-${code}`, `${short(city.name)}${what}`, 'utility', null, city.code);
	add('city-station', `${short(city.name)}客运站管理中心`, 'other', null, city.code);
	for (const area of areas.filter(({ level }) => level === 'district')) {
		for (const [code, what] of DEPARTMENTS)
			add(`${area.code}-${code}`, `${area.name}${what}`, 'district_department', null, area.code);
		add(
			`${area.code}-sanitation`,
			`${names.brand()}环境卫生服务有限公司`,
			'sanitation_company',
			`${area.code}-urban`,
			area.code
		);
		add(
			`${area.code}-greening-a`,
			`${names.brand()}绿化养护有限公司`,
			'greening_company',
			`${area.code}-garden`,
			area.code
		);
		add(
			`${area.code}-greening-b`,
			`${names.brand()}园林工程有限公司`,
			'greening_company',
			`${area.code}-garden`,
			area.code
		);
		add(
			`${area.code}-road`,
			`${names.brand()}市政养护有限公司`,
			'road_company',
			`${area.code}-housing`,
			area.code
		);
	}
	for (const area of areas.filter(({ level }) => level === 'street')) addStreet(add, area);
	for (const area of areas.filter(({ level }) => level === 'community')) {
		const village = area.name.endsWith('村');
		const street = area.parent!;
		const branch = dice.chance(0.4) ? 'general_party_branch' : 'party_branch';
		add(
			`${area.code}-party`,
			`${area.name}${branch === 'party_branch' ? '党支部' : '党总支'}`,
			branch,
			`${street}-party`,
			area.code,
			false
		);
		add(
			`${area.code}-committee`,
			`${area.name}${village ? '村民委员会' : '居民委员会'}`,
			village ? 'villagers_committee' : 'residents_committee',
			`${street}-office`,
			area.code
		);
	}
	const managerOf = new Map<string, string>();
	let manager = '';
	managed.forEach((community, i) => {
		if (i % 3 === 0) {
			manager = `wy-${String(managerOf.size / 3 + 1).padStart(3, '0')}`;
			add(manager, `${names.brand()}物业服务有限公司`, 'property_manager', null, null);
		}
		managerOf.set(community, manager);
	});
	const ownersOf = new Map<number, string>();
	owners.forEach(({ block, name, community }, i) =>
		ownersOf.set(
			block,
			add(`owners-${i + 1}`, `${name}业主委员会`, 'owners_committee', `${community}-committee`, community)
		)
	);
	return { list, managerOf, ownersOf };
}

/** Name and kind of the office that runs a street, or a town. */
export const officeOf = (name: string, town: boolean): [name: string, kind: string] =>
	town ? [`${name}人民政府`, 'town_government'] : [`${name}办事处`, 'subdistrict_office'];

function addStreet(
	add: (code: string, name: string, kind: string, parent: string | null, area: string | null) => string,
	{ code, name }: DemoArea
): void {
	const town = name.endsWith('镇');
	const party = add(
		`${code}-party`,
		town ? `${name}党委` : `${name}党工委`,
		'street_party_committee',
		null,
		code
	);
	const office = add(`${code}-office`, ...officeOf(name, town), party, code);
	for (const [kind, what] of OFFICES) add(`${code}-${kind}`, `${name}${what}`, kind, office, code);
	for (const [kind, what, of] of SECTIONS)
		add(`${code}-${kind}`, `${name}${what}`, kind, `${code}-${of}`, code);
	add(`${code}-squad`, `${name}城管中队`, 'squad', office, code);
	add(`${code}-police`, `${name.replace(/街道$|镇$/, '')}派出所`, 'police_post', null, code);
}
