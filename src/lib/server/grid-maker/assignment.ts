/** Which grid holds which building. */
import { isLivedInDensely } from '../../domain/grid/built-up.ts';
import { inMetres } from '../../domain/grid/lattice.ts';
import { RasterIndex } from '../../domain/grid/raster-index.ts';
import { ringBox, ringsHold } from '../../domain/grid/rings.ts';
import { boxOf, type BuildingRecord, type Ground } from './ground.ts';
import type { Placed } from './planning.ts';

export interface Homes {
	/** Cell (number in `placed`) of each building that may lie in them; -1 outside all. */
	of: { building: BuildingRecord; cell: number }[];
	/** Households by cell; undefined where no building says. */
	households: (number | undefined)[];
}

export function findHomes(placed: readonly Placed[], ground: Ground): Homes {
	const homes: Homes = { of: [], households: new Array<number | undefined>(placed.length).fill(undefined) };
	if (placed.length === 0) return homes;
	const metres = placed.map(({ cell }) => inMetres(cell.rings));
	const box = boxOf(metres);
	const index = new RasterIndex(...box, Math.max(100, (box[2] - box[0]) / 1000, (box[3] - box[1]) / 1000));
	metres.forEach((rings, h) => index.putRectangle(...ringBox(rings[0]!), h));
	for (const building of ground.buildingsIn(box)) {
		const [x, y] = building.spot;
		let cell = -1;
		index.rectangle(x, y, x, y, (raster) => {
			if (cell < 0) cell = index.box(raster).find((h) => ringsHold(metres[h]!, x, y)) ?? -1;
		});
		homes.of.push({ building, cell });
		if (cell >= 0 && building.households !== null)
			homes.households[cell] = (homes.households[cell] ?? 0) + building.households;
	}
	return homes;
}

/** A new grid in which people live densely is built up, however little of it their houses cover. */
export function callDenseOnesBuiltUp(placed: readonly Placed[], { households }: Homes): void {
	placed.forEach(({ cell, standing }, c) => {
		if (!standing && isLivedInDensely(households[c], cell.area)) cell.builtUp = true;
	});
}

/** Buildings whose grid changes: to the grid that holds them now, or to none when theirs is gone. */
export function movedBuildings(
	homes: Homes,
	gridOfCell: readonly number[],
	ended: ReadonlySet<number>
): [building: number, grid: number | null][] {
	const ours = new Set([...gridOfCell, ...ended]);
	const moved: [number, number | null][] = [];
	for (const { building, cell } of homes.of) {
		const grid = cell < 0 ? null : gridOfCell[cell]!;
		// Outside all these communities: somebody else's, unless it was in a grid of ours.
		if (grid === null && (building.grid === null || !ours.has(building.grid))) continue;
		if (grid !== building.grid) moved.push([building.id, grid]);
	}
	return moved;
}
