/** Circles on the map, by the names that the list beside it has for them: 1, 2, 3 for spots and A, B, C for bursts. */
import type { BurstsTold, HotGroundTold } from '$lib/domain/api/patterns';
import { unpackPlaces } from '$lib/domain/pattern/packed-places';
import type { HotMark, Ring } from '$lib/map/pattern-layers';

export const spotName = (nth: number): string => String(nth + 1);
export const burstName = (nth: number): string => String.fromCharCode('A'.charCodeAt(0) + nth);

export function ringsOf(
	ground: HotGroundTold | null,
	bursts: BurstsTold | null,
	reach: number,
	chosen: string | null
): Ring[] {
	const named = (name: string, ring: Omit<Ring, 'name' | 'chosen'>): Ring => ({
		name,
		chosen: name === chosen,
		...ring
	});
	return [
		...(ground?.spots ?? []).map(({ position }, nth) =>
			named(spotName(nth), { kind: 'spot', position, radius: reach })
		),
		...(bursts?.bursts ?? []).map(({ position, radius }, nth) =>
			named(burstName(nth), { kind: 'burst', position, radius })
		)
	];
}

export const marksOf = (ground: HotGroundTold | null): HotMark[] =>
	(ground?.classes ?? []).flatMap(({ class: depth, places }) =>
		unpackPlaces(places).map((position) => ({ position, depth }))
	);
