import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsOf, AUDIT_ACTION_NAMES, AUDIT_ACTIONS, SUBJECT_KINDS } from './actions.ts';
import { barsOf, boundsOf } from './bars.ts';
import { addDays, daysBetween, endOfMonth } from '../calendar/days.ts';
import {
	parseFilter,
	queryOf,
	wantedActions,
	wantedSubject,
	type AuditFilter,
	isEntryDay
} from './filter.ts';

const TODAY = '2026-11-29';
const read = (query: string) => parseFilter(new URLSearchParams(query), TODAY);
const NONE: AuditFilter = {
	from: '2026-10-31',
	to: TODAY,
	hour: null,
	actor: null,
	action: null,
	kind: null,
	id: null
};

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2001-01-01', days));

describe('what is asked of the audit', () => {
	it('is the last thirty days where nothing is asked, and nothing of another form is asked', () => {
		expect(read('')).toEqual({ filter: NONE, leftOut: false });
		expect(read('from=&to=&actor=&action=&kind=&id=&lang=en&before=x')).toEqual({
			filter: NONE,
			leftOut: false
		});
	});

	it.each([
		['from=2026-11-01', { from: '2026-11-01' }],
		['to=2026-03-01', { from: '2026-01-31', to: '2026-03-01' }],
		['from=2026-12-05', { from: '2026-12-05', to: '2026-12-05' }],
		['from=2026-11-09&to=2026-11-02', { from: '2026-11-02', to: '2026-11-09' }],
		['from=2026-11-09&to=2026-11-09&hour=7', { from: '2026-11-09', to: '2026-11-09', hour: 7 }],
		['hour=7', {}],
		['actor=account:12', { actor: 'account:12' }],
		['actor=npm run keys', { actor: 'npm run keys' }],
		['action=account.erase', { action: 'account.erase' }],
		['action=accounts', { action: 'accounts' }],
		['kind=account&id=12', { kind: 'account', id: '12' }],
		['kind=responsibility&id=key:绿化-1', { kind: 'responsibility', id: 'key:绿化-1' }],
		['kind=file', { kind: 'file' }]
	] as const)('%s', (query, part) => {
		expect(read(query)).toEqual({ filter: { ...NONE, ...part }, leftOut: false });
	});

	it.each([
		'from=2026-02-30',
		'from=1999-12-31',
		'to=yesterday',
		'hour=24',
		'actor=张三',
		'actor=zhang.wei',
		'actor=account:0',
		'action=account.no',
		'action=toString',
		'kind=nobody',
		'kind=account&id=张三',
		'kind=file&id=名单.csv',
		'id=12'
	])('%s cannot be read, and is left out and said', (query) => {
		const { filter, leftOut } = read(query);
		const kind = /kind=(account|file)/.exec(query)?.[1] ?? null;
		expect({ filter, leftOut }).toEqual({ filter: { ...NONE, kind }, leftOut: true });
	});

	it('reaches back ten years at most, and says so', () => {
		const { filter, leftOut } = read('from=2001-01-01');
		expect([daysBetween(filter.from, filter.to), leftOut]).toEqual([3659, true]);
	});

	it('is the same again out of its address, on any day (property)', () => {
		const filters = fc.record({
			span: fc.tuple(day, fc.integer({ min: 0, max: 3659 })),
			hour: fc.option(fc.integer({ min: 0, max: 23 })),
			actor: fc.constantFrom(null, 'account:7', 'visitor', 'server', 'npm run import'),
			action: fc.constantFrom(null, 'entry' as const, ...AUDIT_ACTION_NAMES),
			on: fc.constantFrom(
				{ kind: null, id: null },
				{ kind: 'account' as const, id: '9' },
				{ kind: 'place' as const, id: null }
			)
		});
		fc.assert(
			fc.property(filters, day, ({ span: [from, days], hour, actor, action, on }, today) => {
				const to = addDays(from, days);
				const filter = { from, to, hour: days === 0 ? hour : null, actor, action, ...on };
				expect(parseFilter(new URLSearchParams(queryOf(filter)), today)).toEqual({ filter, leftOut: false });
			})
		);
	});

	it('names actions by themselves, by their group, and by what they are about, unless one thing is asked for', () => {
		const actions = (query: string) => wantedActions(read(query).filter);
		expect(actions('')).toBeNull();
		expect(actions('action=keys.rotate')).toEqual(['keys.rotate']);
		expect(actions('action=ground')).toEqual(actionsOf('ground'));
		expect(actions('action=ground&kind=file')).toEqual(['ground.import']);
		expect(actions('action=keys.rotate&kind=file')).toEqual([]);
		expect(actions('kind=account&id=3')).toBeNull();
		for (const kind of SUBJECT_KINDS)
			expect(actions(`kind=${kind}`)).toEqual(
				AUDIT_ACTION_NAMES.filter((action) => AUDIT_ACTIONS[action].subject === kind)
			);
		const subject = (query: string) => wantedSubject(read(query).filter);
		expect([subject('kind=session'), subject('kind=session&id=3'), subject('kind=account&id=3')]).toEqual([
			null,
			'session:3',
			'account:3'
		]);
		expect(subject('kind=responsibility&id=made:ab')).toBe('made:ab');
	});
});

describe('the bars', () => {
	it.each([
		[0, 'hour', 24],
		[1, 'hour', 48],
		[2, 'day', 3],
		[91, 'day', 92],
		[92, 'month', 4],
		[364, 'month', 13]
	] as const)('of %s days more than one are by the %s', (days, unit, count) => {
		const cut = barsOf({ from: '2026-01-05', to: addDays('2026-01-05', days) });
		expect([cut.unit, cut.bars.length]).toEqual([unit, count]);
	});

	it('part all of the time without a gap, and each is what is listed when it is chosen (property)', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 3659 }), (from, days) => {
				const filter = { from, to: addDays(from, days), hour: null };
				const { bars } = barsOf(filter);
				const [begin, end] = boundsOf(filter);
				expect(bars[0]!.begins).toBe(begin);
				for (const [at, bar] of bars.entries())
					expect(boundsOf(bar)).toEqual([bar.begins, bars[at + 1]?.begins ?? end]);
			}),
			{ numRuns: 50 }
		);
	});
});

it('days are days of the calendar', () => {
	expect(['2024-02-29', '2026-02-29', '2026-13-01', '2026-1-1', '0001-01-01'].map(isEntryDay)).toEqual([
		true,
		false,
		false,
		false,
		false
	]);
	expect([endOfMonth('2024-02-03'), endOfMonth('2026-12-31')]).toEqual(['2024-02-29', '2026-12-31']);
});
