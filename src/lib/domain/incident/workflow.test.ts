import { describe, expect, it } from 'vitest';
import type { Evidence } from './classes.ts';
import {
	CASE_ACTIONS,
	isOpen,
	nextStep,
	offeredActions,
	refusalOf,
	STATES,
	stateAfter,
	WORKFLOW,
	type CaseAction,
	type Given,
	type Standing,
	type State
} from './workflow.ts';

/** Written down a second time, by state: what may be done there, and where it leads. */
const EXPECTED: Record<State, Partial<Record<CaseAction, State>>> = {
	reported: {
		accept: 'accepted',
		merge: 'merged',
		void: 'void',
		escalate: 'reported',
		say: 'reported',
		photograph: 'reported',
		remove_photo: 'reported'
	},
	accepted: {
		verify: 'accepted',
		file: 'filed',
		merge: 'merged',
		void: 'void',
		escalate: 'accepted',
		say: 'accepted',
		photograph: 'accepted',
		remove_photo: 'accepted'
	},
	filed: {
		dispatch: 'dispatched',
		merge: 'merged',
		void: 'void',
		escalate: 'filed',
		say: 'filed',
		photograph: 'filed',
		remove_photo: 'filed'
	},
	dispatched: {
		send_back: 'filed',
		redispatch: 'dispatched',
		dispose: 'disposed',
		ask_extension: 'dispatched',
		grant_extension: 'dispatched',
		refuse_extension: 'dispatched',
		suspend: 'suspended',
		merge: 'merged',
		void: 'void',
		escalate: 'dispatched',
		say: 'dispatched',
		photograph: 'dispatched',
		remove_photo: 'dispatched'
	},
	disposed: {
		rework: 'dispatched',
		pass: 'checked',
		escalate: 'disposed',
		say: 'disposed',
		photograph: 'disposed',
		remove_photo: 'disposed'
	},
	checked: {
		close: 'closed',
		escalate: 'checked',
		say: 'checked',
		photograph: 'checked',
		remove_photo: 'checked'
	},
	suspended: {
		resume: 'dispatched',
		redispatch: 'dispatched',
		void: 'void',
		escalate: 'suspended',
		say: 'suspended',
		photograph: 'suspended',
		remove_photo: 'suspended'
	},
	closed: { say: 'closed', remove_photo: 'closed' },
	merged: { say: 'merged', remove_photo: 'merged' },
	void: { say: 'void', remove_photo: 'void' }
};
const EVERYTHING: Given = {
	reason: 'why',
	organisation: 7,
	finding: true,
	other: 3,
	minutes: 60,
	photos: [1],
	photo: 9
};
const standings = (state: State): Standing[] =>
	[null, true, false].flatMap((found) => [null, 60].map((askedMinutes) => ({ state, found, askedMinutes })));

describe.each(STATES)('in the state %s', (state) => {
	it.each(CASE_ACTIONS)('%s is possible or refused, as it is written down', (action) => {
		const to = EXPECTED[state][action];
		const refusals = standings(state).map((standing) => refusalOf(standing, action, EVERYTHING));
		if (to === undefined) expect(refusals).toEqual(refusals.map(() => ({ because: 'state', state })));
		else {
			expect(refusals).toContain(undefined);
			expect(stateAfter(state, action)).toBe(to);
		}
	});
});

it('what has ended stays so: it is talked about, and a photo is removed that must not be there', () => {
	for (const state of STATES) {
		const actions = offeredActions({ state, found: true, askedMinutes: null });
		if (isOpen(state)) expect(actions.length).toBeGreaterThan(1);
		else expect(actions).toEqual(['say', 'remove_photo']);
	}
});

it('every state but the first is come to, and every open one is left', () => {
	const reached = new Set<State>(['reported']);
	for (let before = 0; before < reached.size;) {
		before = reached.size;
		for (const state of reached) for (const to of Object.values(EXPECTED[state])) reached.add(to);
	}
	expect([...reached].sort()).toEqual([...STATES].sort());
});

it.each(CASE_ACTIONS)('%s without what it needs is refused, naming what is missing', (action) => {
	const state = WORKFLOW[action].from[0]!;
	const standing = standings(state).find((one) => refusalOf(one, action, EVERYTHING) === undefined)!;
	for (const need of WORKFLOW[action].needs) {
		expect(refusalOf(standing, action, { ...EVERYTHING, [need]: undefined })).toEqual({
			because: 'missing',
			need
		});
		if (need === 'reason')
			expect(refusalOf(standing, action, { ...EVERYTHING, reason: '  ' })).toEqual({
				because: 'missing',
				need
			});
	}
});

it.each<[CaseAction, Standing, string]>([
	['file', { state: 'accepted', found: null, askedMinutes: null }, 'verified'],
	['file', { state: 'accepted', found: false, askedMinutes: null }, 'verified'],
	['ask_extension', { state: 'dispatched', found: true, askedMinutes: 60 }, 'no-extension-asked'],
	['grant_extension', { state: 'dispatched', found: true, askedMinutes: null }, 'extension-asked'],
	['refuse_extension', { state: 'dispatched', found: true, askedMinutes: null }, 'extension-asked']
])('%s of %j waits for its condition', (action, standing, condition) => {
	expect(refusalOf(standing, action, EVERYTHING)).toEqual({ because: 'condition', condition });
	expect(offeredActions(standing)).not.toContain(action);
});

it.each<[CaseAction, State, Evidence]>([
	['file', 'accepted', 'photo_found'],
	['dispose', 'dispatched', 'photo_done']
])(
	'%s waits for a photo where the class asks for one, and is offered: it can come with it',
	(action, state, evidence) => {
		const standing: Standing = { state, found: true, askedMinutes: null };
		const lacking: Standing = { ...standing, lacks: ['witness', evidence] };
		const missing = { because: 'missing', need: 'photos' };
		expect(refusalOf(lacking, action)).toEqual(missing);
		expect(offeredActions(lacking)).toContain(action);
		expect(refusalOf(lacking, action, { photos: [1] })).toBeUndefined();
		const other = evidence === 'photo_found' ? 'photo_done' : 'photo_found';
		for (const lacks of [[], ['witness'], [other]] as Evidence[][])
			expect(refusalOf({ ...standing, lacks }, action)).toBeUndefined();
	}
);

describe('the next step of the way', () => {
	const next = (standing: Standing) => nextStep(offeredActions(standing), standing);
	const at = (state: State, found: boolean | null = true): Standing => ({ state, found, askedMinutes: null });
	it('is to look on the spot until it was found, and then to file', () => {
		expect(next(at('reported', null))).toBe('accept');
		expect(next(at('accepted', null))).toBe('verify');
		expect(next(at('accepted', false))).toBe('verify');
		expect(next(at('accepted', true))).toBe('file');
	});
	it('is none for whoever has done theirs, and of what has ended', () => {
		expect(nextStep(['verify', 'say'], at('accepted', true))).toBeNull();
		expect(next(at('closed'))).toBeNull();
	});
	it('goes by the state from then on', () => {
		expect(
			(['filed', 'dispatched', 'disposed', 'checked', 'suspended'] as const).map((state) => next(at(state)))
		).toEqual(['dispatch', 'dispose', 'pass', 'close', 'resume']);
	});
});
