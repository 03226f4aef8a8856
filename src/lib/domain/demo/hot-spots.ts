/** Where incidents gather in the city as built. */
import type { Built } from './blocks.ts';
import type { DemoFacility, DemoRoad } from './city-data.ts';
import type { HotSpot } from './incidents.ts';
import { along, lineLength, type Point } from './plane.ts';
import type { Random } from './random.ts';

export function hotSpots(
	dice: Random,
	built: Built,
	facilities: readonly DemoFacility[],
	roads: readonly DemoRoad[]
): HotSpot[] {
	const spots: HotSpot[] = [];
	const places = (list: readonly number[]): Point[] => list.map((b) => built.buildings[b]!.at);
	for (const { lot, at, buildings, residents, name } of built.lots) {
		const address = buildings.length ? built.buildings[buildings[0]!]!.address : name;
		const add = (kind: HotSpot['kind'], spread: number, weight: number): void => {
			spots.push({ at, kind, spread, weight, address, places: places(buildings) });
		};
		const heart = lot.quarter === 'old' ? 1 + Math.max(0, lot.depth) : 1;
		if (lot.use === 'market') add('market', 90, 26 * heart * dice.between(0.6, 1.6));
		else if (lot.use === 'mall')
			add(dice.chance(0.4) ? 'night' : 'street', 110, 12 * heart * dice.between(0.4, 1.8));
		else if (lot.use === 'shops') add(dice.chance(0.25) ? 'night' : 'street', 70, 5 * heart);
		else if (lot.use === 'works') add('works', 120, 1.6);
		else if (lot.use === 'park' || lot.use === 'waste') add(lot.use === 'park' ? 'green' : 'works', 60, 2);
		else if (residents)
			add('homes', 80, (residents / 230) * (lot.use === 'lanes' || lot.use === 'walkup' ? 1.5 : 0.8));
	}
	for (const { at, name, residents, buildings, radius } of built.villages)
		spots.push({
			at,
			kind: 'village',
			spread: radius,
			weight: residents / 130,
			address: name,
			places: places(buildings)
		});
	// The stations: where the most buses stop close together.
	const stops = facilities.filter(({ type }) => type === 'bus_stop');
	for (const stop of dice.shuffle(stops).slice(0, Math.ceil(stops.length / 45)))
		spots.push({
			at: stop.at,
			kind: 'station',
			spread: 130,
			weight: 45 * dice.between(0.5, 1.6),
			address: stop.name,
			places: [stop.at]
		});
	for (const road of roads)
		if (road.name && road.width >= 16) {
			const total = lineLength(road.line);
			const on = Array.from(
				{ length: Math.max(1, Math.round(total / 90)) },
				(_, i) => along(road.line, (i + 0.5) * 90).at
			);
			spots.push({
				at: along(road.line, total / 2).at,
				kind: road.width >= 26 ? 'road' : 'street',
				spread: 30,
				weight: total / 420,
				address: road.name,
				places: on
			});
		}
	return spots;
}
