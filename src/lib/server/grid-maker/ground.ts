/** The ground as the grid maker needs it: read once for a box, handed out community by community. */
import type { Footprint } from '../../domain/grid/cutting.ts';
import type { Built } from '../../domain/grid/density.ts';
import type { SurveyedGround } from '../../domain/grid/dividing-again.ts';
import { RasterIndex } from '../../domain/grid/raster-index.ts';
import {
	roadStrength,
	simplifyLines,
	simplifyRing,
	STRENGTH,
	waterwayStrength,
	type GroundLine
} from '../../domain/grid/linework.ts';
import type { Rings } from '../../domain/grid/lattice.ts';
import { ringBox } from '../../domain/grid/rings.ts';
import type { Queryable } from '../db/index.ts';
import { lineOf, onLattice, polygonsOf } from './ewkb.ts';
import { eachOf, type Box, type CommunityRow } from './repository.ts';

export interface BuildingRecord {
	id: number;
	/** Where its people are counted, metres. */
	spot: readonly [number, number];
	households: number | null;
	/** The grid that the database has for it. */
	grid: number | null;
}

/** Things found by their boxes. */
class ByBox<T> {
	readonly #things: { box: Box; thing: T }[] = [];
	readonly #index: RasterIndex;

	constructor([x0, y0, x1, y1]: Box) {
		this.#index = new RasterIndex(x0, y0, x1, y1, Math.max(500, (x1 - x0) / 400, (y1 - y0) / 400));
	}

	add(box: Box, thing: T): void {
		this.#index.putRectangle(...box, this.#things.length);
		this.#things.push({ box, thing });
	}

	/** In the order in which they were added. */
	in([x0, y0, x1, y1]: Box): T[] {
		const found = new Set<number>();
		this.#index.rectangle(x0, y0, x1, y1, (cell) => {
			for (const i of this.#index.box(cell)) {
				const { box } = this.#things[i]!;
				if (box[0] <= x1 && box[2] >= x0 && box[1] <= y1 && box[3] >= y0) found.add(i);
			}
		});
		return [...found].sort((a, b) => a - b).map((i) => this.#things[i]!.thing);
	}
}

export interface Ground {
	of(community: CommunityRow): SurveyedGround;
	/** Buildings whose spot may lie in the box. */
	buildingsIn(box: Box): BuildingRecord[];
	buildings: number;
}

/** @param borders boundaries of all communities in and around the box */
export async function readGround(
	db: Queryable,
	box: Box,
	borders: readonly CommunityRow[],
	simplify: number
): Promise<Ground> {
	const lines = new ByBox<GroundLine>(box);
	const surveyed = new ByBox<GroundLine>(box);
	const water = new ByBox<Rings>(box);
	const blocks = new ByBox<Rings>(box);
	const footprints = new ByBox<Footprint & Built>(box);
	const spots = new ByBox<BuildingRecord>(box);
	const boundaries = new ByBox<{ id: number; rings: Rings }>(box);
	const drawn: GroundLine[] = [];
	const simpler = (rings: Rings) => rings.map((ring) => simplifyRing(ring, simplify));
	const survey = (line: GroundLine) => surveyed.add(ringBox(line.points), line);
	const surveyEdges = (rings: Rings, strength: number) => {
		for (const ring of rings) survey({ points: [...ring, ring[0]!, ring[1]!], strength });
	};
	let buildings = 0;

	const addLine = (hex: string, strength: number | undefined) => {
		if (strength === undefined) return;
		drawn.push({ points: lineOf(hex), strength });
	};
	for (const { id, polygons } of borders)
		for (const rings of polygons) boundaries.add(ringBox(rings[0]!), { id, rings });
	await eachOf(db, 'roads', box, (road) => addLine(road.geom, roadStrength(road)));
	await eachOf(db, 'waterways', box, ({ kind, geom }) => addLine(geom, waterwayStrength(kind)));
	drawn.forEach(survey);
	for (const line of simplifyLines(drawn, simplify)) lines.add(ringBox(line.points), line);
	await eachOf(db, 'waters', box, ({ geom }) => {
		for (const rings of polygonsOf(geom)) {
			water.add(ringBox(rings[0]!), simpler(rings));
			surveyEdges(rings, STRENGTH.water);
		}
	});
	await eachOf(db, 'blocks', box, ({ kind, geom }) => {
		// Fields are no blocks: their strips would become fingers of grids.
		if (kind === 'agricultural') return;
		for (const rings of polygonsOf(geom)) {
			blocks.add(ringBox(rings[0]!), simpler(rings));
			surveyEdges(rings, STRENGTH.block);
		}
	});
	await eachOf(db, 'buildings', box, ({ id, geom, x, y, floors, households, grid_id }) => {
		buildings++;
		const spot = [onLattice(x), onLattice(y)] as const;
		spots.add([...spot, ...spot], { id, spot, households, grid: grid_id });
		for (const rings of polygonsOf(geom)) {
			const around = ringBox(rings[0]!);
			footprints.add(around, { rings, box: around, storeys: floors });
		}
	});

	return {
		buildings,
		buildingsIn: (place) => spots.in(place),
		of({ id, polygons }) {
			const around = boxOf(polygons);
			// Buildings across the border count for how built up the ground is.
			const near = footprints.in(grown(around, 100));
			const built = near.length > 0 ? near : blocks.in(around).map((rings) => ({ rings }));
			return {
				boundary: polygons,
				neighbours: boundaries
					.in(grown(around, 1))
					.filter((other) => other.id !== id)
					.map(({ rings }) => rings),
				lines: lines.in(around),
				surveyed: surveyed.in(around),
				water: water.in(around),
				blocks: blocks.in(around),
				buildings: near,
				built
			};
		}
	};
}

export function boxOf(polygons: readonly Rings[]): Box {
	let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [shell] of polygons) {
		const box = ringBox(shell!);
		x0 = Math.min(x0, box[0]);
		y0 = Math.min(y0, box[1]);
		x1 = Math.max(x1, box[2]);
		y1 = Math.max(y1, box[3]);
	}
	return [x0, y0, x1, y1];
}

export function grown([x0, y0, x1, y1]: Box, metres: number): Box {
	return [x0 - metres, y0 - metres, x1 + metres, y1 + metres];
}
