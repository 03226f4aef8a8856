import { bottomCodedOrNone, bottomCodedParts } from '../people/small-groups.ts';
import { GROUND_STATES } from '../responsibility/state.ts';
import type { CardDuty, CardFacility, GridCard } from './card.ts';

/** The card as it is for whoever sees sums only: nothing in it tells of fewer than five people. */
export function withoutSmallGroups(card: GridCard): GridCard {
	return {
		...card,
		grid: {
			...card.grid,
			households: bottomCodedOrNone(card.grid.households),
			residents: bottomCodedOrNone(card.grid.residents)
		},
		duties: card.duties.map(dutyWithout),
		facilities: card.facilities.map(facilityWithout)
	};
}

function dutyWithout(duty: CardDuty): CardDuty {
	const known = GROUND_STATES.map((state) => duty.ground[state].residents);
	// Where one of the four is not known, the whole is not either, and each stands for itself.
	const said = known.every((count) => count !== null)
		? bottomCodedParts(known)
		: known.map(bottomCodedOrNone);
	const ground = { ...duty.ground };
	for (const [at, state] of GROUND_STATES.entries())
		ground[state] = { m2: ground[state].m2, residents: said[at]! };
	return { ...duty, ground };
}

function facilityWithout(facility: CardFacility): CardFacility {
	const { residents_of_age: ofAge, residents_within: within } = facility;
	if (ofAge === null || within === null)
		return {
			...facility,
			residents_of_age: bottomCodedOrNone(ofAge),
			residents_within: bottomCodedOrNone(within)
		};
	const [inside, outside] = bottomCodedParts([within, ofAge - within]) as [number, number];
	return { ...facility, residents_of_age: inside + outside, residents_within: inside };
}
