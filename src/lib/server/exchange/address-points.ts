import { addressOf } from '../../domain/exchange/tag-values.ts';
import type { Place, Polygon } from '../../domain/exchange/osm.ts';
import { pointInPolygons } from '../../domain/exchange/plane.ts';
import type { CollectedNode } from './osm-collect.ts';

/** Side of a cell, 1e-7 degrees: about 100 m. */
const CELL = 10_000;

/** House numbers that stand as points of their own: a building without an address takes the one inside it. */
export class AddressPoints {
	private readonly cells = new Map<string, CollectedNode[]>();

	constructor(nodes: readonly CollectedNode[]) {
		for (const node of nodes) {
			const key = cellOf(node.place[0], node.place[1]);
			if (!this.cells.has(key)) this.cells.set(key, []);
			this.cells.get(key)!.push(node);
		}
	}

	/** The address of the point with the lowest number inside; null when there is none. */
	inside(polygons: readonly Polygon[]): string | null {
		const found = this.near(polygons.map(([outer]) => outer!))
			.filter(({ place }) => pointInPolygons(place, polygons))
			.sort((a, b) => a.id - b.id)[0];
		return found ? addressOf(found.tags) : null;
	}

	private near(rings: readonly (readonly Place[])[]): CollectedNode[] {
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const ring of rings) {
			for (const [lng, lat] of ring) {
				west = Math.min(west, lng);
				east = Math.max(east, lng);
				south = Math.min(south, lat);
				north = Math.max(north, lat);
			}
		}
		const found: CollectedNode[] = [];
		for (let x = Math.floor(west / CELL); x <= Math.floor(east / CELL); x++) {
			for (let y = Math.floor(south / CELL); y <= Math.floor(north / CELL); y++)
				found.push(...(this.cells.get(`${x},${y}`) ?? []));
		}
		return found;
	}
}

function cellOf(lng: number, lat: number): string {
	return `${Math.floor(lng / CELL)},${Math.floor(lat / CELL)}`;
}
