/** Which objects of a file an import looks at, by their tags alone. */
import {
	blockKind,
	buildingUse,
	greenKind,
	roadOf,
	waterKind,
	waterwayKind
} from '../../domain/exchange/ground-kinds.ts';
import type { FacilityTable } from '../../domain/exchange/facility-table.ts';
import type { Tags } from '../../domain/exchange/osm.ts';

/** Number of the admin_level of an administrative boundary; null for anything else. */
export function adminLevelOf(tags: Tags): number | null {
	if (tags.boundary !== 'administrative' || !/^\d{1,2}$/.test(tags.admin_level ?? '')) return null;
	return Number(tags.admin_level);
}

/** A surface of the ground, a building or a facility. */
export function isSurface(tags: Tags, table: FacilityTable): boolean {
	return (
		buildingUse(tags) !== null ||
		waterKind(tags) !== null ||
		greenKind(tags) !== null ||
		blockKind(tags) !== null ||
		table.typeOf(tags) !== null
	);
}

export function isLine(tags: Tags): boolean {
	return roadOf(tags) !== null || waterwayKind(tags) !== null;
}
