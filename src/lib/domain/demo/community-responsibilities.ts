/** Who answers for what within one community: the companies, the property manager, the squad, the committee. */
import type { DemoArea } from './city-data.ts';
import type { Ground } from './responsibilities.ts';
import { area, objects, type ResponsibilityBook } from './responsibility-book.ts';
import type { Random } from './random.ts';

export interface Here {
	street: DemoArea;
	community: DemoArea;
	list: string;
	from: string;
	town: boolean;
	handedOver: boolean;
	office: string;
}

export function writeCommunity(
	book: ResponsibilityBook,
	dice: Random,
	ground: Ground,
	{ street, community, list, from, town, handedOver, office }: Here,
	free: (code: string, duty: string) => boolean
): void {
	const { since } = ground;
	const code = community.code;
	const committee = `${code}-committee`;
	const village = community.name.endsWith('村');
	const manager = ground.managerOf.get(code);
	const here = [area(code)];
	const fallback = (by: string, duty: string): void => {
		if (free(code, duty)) book.add(by, duty, 'fallback', null, here, { from: since });
	};
	const district = code.slice(0, 6);
	// Where a company was given the whole ground, and where only the streets.
	const whole = !village && dice.chance(town ? 0.35 : 0.62);
	const doubled = whole && dice.chance(0.1);
	const gardens = whole && dice.chance(0.55);
	if (whole) writeWhole(book, dice, { code, street, town, gardens }, free);
	else if (!town && free(code, 'sanitation'))
		book.add(
			`${district}-sanitation`,
			'sanitation',
			'lead',
			list,
			[objects(code, 'road', 'tertiary'), objects(code, 'road', 'residential')],
			{ from }
		);
	if (manager) {
		const contract = book.document(
			'物业备',
			`${street.name}${town ? '人民政府' : '办事处'}`,
			`${community.name}物业服务合同备案`,
			dice.int(60, 1000)
		);
		const managed = [objects(code, 'block', 'managed')];
		for (const duty of ['sanitation', 'greening', 'paving']) {
			// Some contracts still claim what the company has been given since.
			const leads = !whole || (duty === 'greening' && !gardens) || (doubled && duty === 'sanitation');
			if (free(code, duty))
				book.add(
					manager,
					duty,
					leads ? 'lead' : 'support',
					contract,
					managed,
					{ from: book.issuedOn(contract) },
					leads ? { staff: dice.int(2, 14), yuan: dice.int(10, 90) * 10_000 } : undefined
				);
		}
	}
	if (dice.chance(village ? 0.85 : 0.93)) fallback(committee, 'sanitation');
	// Green between the old slabs: each thinks that the other cuts it.
	if (dice.chance(village ? 0.8 : 0.6)) fallback(committee, 'greening');
	if (village || dice.chance(0.7)) fallback(office, 'paving');
	// The market streets are the squad's; in some districts they were handed down to the committees, with nothing else.
	const handedDown = !village && street.code.slice(4, 6) === '05';
	const both = !village && !handedDown && dice.chance(0.06);
	if (both && free(code, 'appearance'))
		book.add(
			committee,
			'appearance',
			'lead',
			list,
			here,
			{ from },
			{ staff: 0, yuan: 0, authority: '巡查、劝导' }
		);
	if (handedDown && free(code, 'appearance')) {
		book.add(
			committee,
			'appearance',
			'lead',
			list,
			here,
			{ from },
			{ staff: 0, yuan: 0, authority: '巡查、劝导' }
		);
		book.add(`${street.code}-squad`, 'appearance', 'support', list, here, { from });
	} else if (free(code, 'appearance'))
		book.add(
			`${street.code}-squad`,
			'appearance',
			'lead',
			list,
			here,
			{ from },
			{ staff: dice.int(1, 3), yuan: dice.int(3, 12) * 10_000, authority: '行政处罚' }
		);
	if (!handedOver && free(code, 'public_facilities') && dice.chance(0.6))
		fallback(office, 'public_facilities');
	if (dice.chance(0.8))
		book.add(committee, 'public_order', 'support', list, here, { from }, { staff: village ? 0 : 1, yuan: 0 });
}

/** One company for all the ground of a community: streets, yards and what lies between. */
function writeWhole(
	book: ResponsibilityBook,
	dice: Random,
	{ code, street, town, gardens }: { code: string; street: DemoArea; town: boolean; gardens: boolean },
	free: (code: string, duty: string) => boolean
): void {
	const district = code.slice(0, 6);
	const stem = street.name.replace(/街道$|镇$/, '');
	const paper = book.document(
		town ? `${stem}政发` : `${stem}街办`,
		`${street.name}${town ? '人民政府' : '办事处'}`,
		'关于辖区环境与设施整体托管的协议',
		dice.int(90, 640)
	);
	const from = book.issuedOn(paper);
	for (const [company, duty] of [
		['sanitation', 'sanitation'],
		['road', 'paving'],
		['greening-a', 'greening']
	] as const) {
		if (duty === 'greening' && !gardens) continue;
		const means = { staff: dice.int(3, 16), yuan: dice.int(15, 120) * 10_000 };
		if (free(code, duty))
			book.add(`${district}-${company}`, duty, 'lead', paper, [area(code)], { from }, means);
	}
}
