import type { Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { WORLD_M } from '../domain/tile/box.ts';
import { Refreshing } from './refreshing.ts';

/** A map that looks at ten degrees around 0, 0, and says what it asks for. */
function bench() {
	const asked: string[] = [];
	let move = () => {};
	const map = {
		on: (_event: string, moved: () => void) => (move = moved),
		getBounds: () => ({ getWest: () => -5, getEast: () => 5, getNorth: () => 5, getSouth: () => -5 }),
		getSource: (set: string) => set !== 'states',
		refreshTiles: (set: string) => asked.push(set)
	} as unknown as MapLibreMap;
	const painted: string[] = [];
	const refreshing = new Refreshing(map, (sets) => painted.push(...sets));
	return { asked, painted, refreshing, move: () => move() };
}

const degrees = (lng: number) => (lng / 360) * WORLD_M;
const at = (lng: number) => [degrees(lng), 0, degrees(lng) + 1, 1];

it('what has changed in sight is asked for at once, of the sets that have changed', () => {
	const { asked, painted, refreshing } = bench();
	refreshing.refresh(
		new Map([
			['incidents', at(4)],
			['grids', null]
		])
	);
	expect(asked).toEqual(['incidents', 'grids']);
	expect(painted).toEqual(asked);
});
it('a picture may reach into sight from a little beyond it', () => {
	const { asked, refreshing } = bench();
	refreshing.refresh(new Map([['incidents', at(5.9)]]));
	expect(asked).toEqual(['incidents']);
});
it('what has changed elsewhere is asked for when the map moves, once', () => {
	const { asked, refreshing, move } = bench();
	refreshing.refresh(new Map([['incidents', at(20)]]));
	move();
	move();
	expect(asked).toEqual(['incidents']);
	refreshing.refresh(new Map([['incidents', at(20)]]));
	refreshing.refresh(new Map([['incidents', at(0)]]));
	move();
	expect(asked).toEqual(['incidents', 'incidents']);
});
it('where nobody knows what has changed, all that there is is asked for', () => {
	const { asked, painted, refreshing } = bench();
	refreshing.refresh(null);
	expect(asked).toEqual(['ground', 'areas', 'grids', 'facilities', 'incidents', 'greening']);
	expect(painted).toContain('states');
});
