/** Which grid holds which building and incident, after grids were made. */
import type { Cell } from '../../domain/grid/division.ts';
import { RasterIndex } from '../../domain/grid/raster-index.ts';
import { ringBox, ringsHold } from '../../domain/grid/rings.ts';
import { spreadOf } from '../../domain/grid/spread.ts';
import type { Queryable } from '../db/index.ts';
import { boxOf, type Ground } from './ground.ts';
import * as repository from './repository.ts';
import { inMetres } from './repository.ts';
import type { GridReport } from './service.ts';

/** A cell with the identity of the grid that it became. */
export interface CellHome {
	id: number;
	community: number;
	cell: Cell;
}

/** Gives buildings and incidents to the grids that hold them now, and counts households and areas for the report. */
export async function assign(
	db: Queryable,
	homes: readonly CellHome[],
	ground: Ground,
	communityIds: readonly number[],
	ended: ReadonlySet<number>,
	day: string,
	report: GridReport
): Promise<void> {
	report.areas = spreadOf(homes.map(({ cell }) => cell.area));
	report.builtUpAreas = spreadOf(homes.filter(({ cell }) => cell.builtUp).map(({ cell }) => cell.area));
	if (homes.length === 0) return;
	const metres = homes.map(({ cell }) => inMetres(cell.rings));
	const box = boxOf(metres);
	const index = new RasterIndex(...box, Math.max(100, (box[2] - box[0]) / 1000, (box[3] - box[1]) / 1000));
	metres.forEach((rings, h) => index.putRectangle(...ringBox(rings[0]!), h));
	const households = new Map<number, number>();
	const moved: [number, number | null][] = [];
	const ours = new Set([...homes.map(({ id }) => id), ...ended]);
	for (const building of ground.buildingsIn(box)) {
		const [x, y] = building.spot;
		let home: number | undefined;
		index.rectangle(x, y, x, y, (cell) => {
			home ??= index.box(cell).find((h) => ringsHold(metres[h]!, x, y));
		});
		const grid = home === undefined ? null : homes[home]!.id;
		// Outside all these communities: somebody else's, unless it was in a grid of ours.
		if (grid === null && (building.grid === null || !ours.has(building.grid))) continue;
		if (grid !== building.grid) moved.push([building.id, grid]);
		if (grid !== null && building.households !== null)
			households.set(grid, (households.get(grid) ?? 0) + building.households);
	}
	if (households.size > 0) report.households = spreadOf([...households.values()]);
	await repository.assignBuildings(db, moved);
	if (report.created + report.ended > 0) await repository.assignIncidents(db, communityIds, day);
}
