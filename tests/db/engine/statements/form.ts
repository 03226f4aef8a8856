/** A statement with a name, for the differential test: what it is about, and what it says. */
export interface Named {
	name: string;
	sql: string;
	values?: readonly unknown[];
}

/** A geometry's text, comparable between GEOS versions: the same start and order of its points, to a micrometre. */
export const shape = (expression: string): string =>
	`st_astext(st_normalize(st_snaptogrid(${expression}, 0.000001)), 6)`;

/** A geometry literal. */
export const geom = (wkt: string, srid = 0): string => `'SRID=${srid};${wkt}'::geometry`;

/** Shapes that are right, on a plane in metres. */
export const SHAPES = {
	square: 'POLYGON((0 0,10 0,10 10,0 10,0 0))',
	shifted: 'POLYGON((5 5,15 5,15 15,5 15,5 5))',
	inner: 'POLYGON((2 2,4 2,4 4,2 4,2 2))',
	neighbour: 'POLYGON((10 0,20 0,20 10,10 10,10 0))',
	far: 'POLYGON((100 100,110 100,110 110,100 110,100 100))',
	holed: 'POLYGON((0 0,20 0,20 20,0 20,0 0),(5 5,15 5,15 15,5 15,5 5))',
	two: 'MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)),((6 6,12 6,12 12,6 12,6 6)))',
	line: 'LINESTRING(-5 5,25 5)',
	bent: 'LINESTRING(0 0,10 10,20 0)',
	point: 'POINT(5 5)',
	corner: 'POINT(10 10)',
	points: 'MULTIPOINT((1 1),(5 5),(30 30))'
} as const;

export type ShapeName = keyof typeof SHAPES;

export const at = (name: ShapeName): string => geom(SHAPES[name]);
