/** Puts incidents that would lie on one another on the screen together, so that each mark says how many it is. */
import type { Counted } from './incidents.ts';

export interface Cluster extends Counted {
	/** Marks that were put together; 1 for one alone. */
	marks: number;
}

interface Place {
	x: number;
	y: number;
	what: Counted;
}

/**
 * Incidents within `radius` pixels of a heavier one join it; nothing is lost: the sums stay.
 * @param zoom of the map (tiles of 512 pixels)
 */
export function clusterIncidents(incidents: readonly Counted[], zoom: number, radius: number): Cluster[] {
	const world = 512 * 2 ** zoom;
	const places: Place[] = incidents
		.filter(({ count }) => count > 0)
		.map((what) => ({ ...project(what.lng, what.lat, world), what }))
		.sort((a, b) => b.what.count - a.what.count || a.x - b.x || a.y - b.y);
	const cells = new Map<string, Place[]>();
	const cellOf = (value: number) => Math.floor(value / radius);
	for (const place of places) {
		const key = `${cellOf(place.x)},${cellOf(place.y)}`;
		cells.set(key, [...(cells.get(key) ?? []), place]);
	}
	const taken = new Set<Place>();
	const clusters: Cluster[] = [];
	for (const centre of places) {
		if (taken.has(centre)) continue;
		const members: Place[] = [];
		for (let column = -1; column <= 1; column++)
			for (let row = -1; row <= 1; row++)
				for (const place of cells.get(`${cellOf(centre.x) + column},${cellOf(centre.y) + row}`) ?? [])
					if (!taken.has(place) && Math.hypot(place.x - centre.x, place.y - centre.y) <= radius)
						members.push(place);
		for (const member of members) taken.add(member);
		clusters.push(together(members.map(({ what }) => what)));
	}
	return clusters;
}

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

function project(lng: number, lat: number, world: number) {
	const sin = Math.sin((lat * Math.PI) / 180);
	return {
		x: (lng / 360 + 0.5) * world,
		y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world
	};
}
