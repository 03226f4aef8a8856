import { LEAST_M2, WHOLE } from '$lib/domain/grid/summary';
import type { CardDuty, Party } from '$lib/domain/grid/card';

type Organisation = Party['organisation'];

/** An organisation once, although it may answer by several responsibilities. */
export function organisationsOf(parties: readonly Party[]): Organisation[] {
	return once(parties).map(({ organisation }) => organisation);
}

/** One of those who answer for a part of the ground; without an organisation: the ground nobody answers for. */
export type Answer =
	| {
			part: 'lead';
			organisation: Organisation;
			m2: number;
			/** On all of the grid. */
			whole: boolean;
			/** Where another organisation leads as well. */
			shared: number;
	  }
	| { part: 'fallback'; organisation: Organisation; m2: number; whole: boolean }
	| { part: 'gap'; organisation: null; m2: number };

/**
 * Who answers for a duty in a grid, the largest share of the ground first. Less ground than a drawn line is left out,
 * unless there is nothing else to say.
 */
export function answering(duty: CardDuty, gridM2: number): Answer[] {
	const whole = (m2: number) => m2 >= gridM2 * WHOLE;
	const leads = once(duty.leads).map(({ organisation, answers_m2: m2, shared_m2 }): Answer => {
		const shared = shared_m2 >= LEAST_M2 ? shared_m2 : 0;
		return { part: 'lead', organisation, m2, whole: whole(m2), shared };
	});
	const fallbacks = once(duty.fallbacks).map(({ organisation, answers_m2: m2 }): Answer => ({
		part: 'fallback',
		organisation,
		m2,
		whole: whole(m2)
	}));
	const gap: Answer = { part: 'gap', organisation: null, m2: duty.ground.gap.m2 };
	// Array.sort is stable: of equal shares a lead comes before a fallback.
	const all = [...leads, ...fallbacks, gap].sort((one, other) => other.m2 - one.m2);
	const told = all.filter((answer) => answer.m2 >= LEAST_M2);
	return told.length > 0 ? told : all.slice(0, 1);
}

function once(parties: readonly Party[]): Party[] {
	return [...new Map(parties.map((party) => [party.organisation.code, party])).values()];
}
