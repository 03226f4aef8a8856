import type { CardDuty, Party } from '$lib/domain/grid/card';

/** An organisation once, although it may answer by several responsibilities. */
export function organisationsOf(parties: readonly Party[]): Party['organisation'][] {
	const known = new Map(parties.map((party) => [party.organisation.code, party.organisation]));
	return [...known.values()];
}

export type Answering =
	| { kind: 'lead' | 'overlap'; organisations: Party['organisation'][] }
	| { kind: 'fallback'; organisations: Party['organisation'][] }
	| { kind: 'nobody' };

/** Who is named first for a duty: those who lead by document, else who answers by territory, else nobody. */
export function answering(duty: CardDuty): Answering {
	const leads = organisationsOf(duty.leads);
	if (leads.length > 0)
		return { kind: duty.ground.overlap.m2 > 0 ? 'overlap' : 'lead', organisations: leads };
	const territory = organisationsOf(duty.fallbacks);
	return territory.length > 0 ? { kind: 'fallback', organisations: territory } : { kind: 'nobody' };
}
