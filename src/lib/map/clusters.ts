/** Puts incidents that would lie on one another on the screen together, so that each mark says how many it is. */
import { mercator } from '../domain/mercator.ts';
import type { Counted } from './incidents.ts';

export interface Cluster extends Counted {
	/** Marks that were put together; 1 for one alone. */
	marks: number;
}

interface Place<T> {
	x: number;
	y: number;
	what: T;
}

/** Something at a place, and how much it counts. */
export interface Weighed {
	lng: number;
	lat: number;
	count: number;
}

/**
 * What lies within `radius` pixels of something heavier joins it; each is in one group.
 * @param zoom of the map (tiles of 512 pixels)
 */
export function gather<T extends Weighed>(these: readonly T[], zoom: number, radius: number): T[][] {
	const world = 512 * 2 ** zoom;
	const places: Place<T>[] = these
		.map((what) => {
			const { x, y } = mercator(what.lng, what.lat);
			return { x: x * world, y: y * world, what };
		})
		.sort((a, b) => b.what.count - a.what.count || a.x - b.x || a.y - b.y);
	const cells = new Map<string, Place<T>[]>();
	const cellOf = (value: number) => Math.floor(value / radius);
	for (const place of places) {
		const key = `${cellOf(place.x)},${cellOf(place.y)}`;
		const cell = cells.get(key);
		if (cell) cell.push(place);
		else cells.set(key, [place]);
	}
	const taken = new Set<Place<T>>();
	const groups: T[][] = [];
	for (const centre of places) {
		if (taken.has(centre)) continue;
		const members: Place<T>[] = [];
		for (let column = -1; column <= 1; column++)
			for (let row = -1; row <= 1; row++)
				for (const place of cells.get(`${cellOf(centre.x) + column},${cellOf(centre.y) + row}`) ?? [])
					if (!taken.has(place) && Math.hypot(place.x - centre.x, place.y - centre.y) <= radius)
						members.push(place);
		for (const member of members) taken.add(member);
		groups.push(members.map(({ what }) => what));
	}
	return groups;
}

/**
 * Incidents within `radius` pixels of a heavier one join it; nothing is lost: the sums stay.
 * @param zoom of the map (tiles of 512 pixels)
 */
export const clusterIncidents = (incidents: readonly Counted[], zoom: number, radius: number): Cluster[] =>
	gather(
		incidents.filter(({ count }) => count > 0),
		zoom,
		radius
	).map(together);

function together(members: Counted[]): Cluster {
	const sum = (of: (member: Counted) => number) => members.reduce((total, member) => total + of(member), 0);
	const count = sum((member) => member.count);
	const one = members.length === 1 && count === 1 ? members[0]! : null;
	return {
		lng: sum((member) => member.lng * member.count) / count,
		lat: sum((member) => member.lat * member.count) / count,
		count,
		overdue: sum((member) => member.overdue),
		weight: sum((member) => member.weight),
		kind: one?.kind ?? null,
		number: one?.number ?? null,
		marks: members.length
	};
}
