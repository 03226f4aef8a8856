import { at, geom, shape, SHAPES, type Named, type ShapeName } from './form.ts';

const PAIRS: readonly [ShapeName, ShapeName][] = [
	['square', 'shifted'],
	['square', 'inner'],
	['square', 'neighbour'],
	['square', 'far'],
	['holed', 'two'],
	['line', 'square'],
	['point', 'square'],
	['bent', 'line']
];

const PREDICATES = ['intersects', 'contains', 'within', 'touches', 'overlaps', 'crosses', 'covers', 'equals'];
const OVERLAYS = ['intersection', 'union', 'difference', 'symdifference'];
const MEASURES = [
	'area',
	'length',
	'perimeter',
	'npoints',
	'dimension',
	'geometrytype',
	'isvalid',
	'issimple'
];

const predicates = PREDICATES.flatMap((predicate) =>
	PAIRS.map(([a, b]) => ({
		name: `${a} ${predicate} ${b}`,
		sql: `select st_${predicate}(${at(a)}, ${at(b)})`
	}))
);

const overlays = OVERLAYS.flatMap((overlay) =>
	PAIRS.map(([a, b]) => ({
		name: `${overlay} of ${a} and ${b}`,
		sql: `select ${shape(`st_${overlay}(${at(a)}, ${at(b)})`)}`
	}))
);

const measures = MEASURES.flatMap((measure) =>
	(['square', 'holed', 'two', 'bent', 'points'] as const).map((name) => ({
		name: `${measure} of ${name}`,
		sql: `select st_${measure}(${at(name)})`
	}))
);

/** [SRID, lng, lat]: systems that a jurisdiction is measured in. */
const SYSTEMS: readonly [srid: number, lng: number, lat: number][] = [
	[4490, 114.3, 30.6],
	[4513, 75.1, 39.5],
	[4526, 114.3, 30.6],
	[4533, 134.6, 47.9],
	[4534, 75.1, 39.5],
	[4547, 114.3, 30.6],
	[4548, 117.2, 31.8],
	[4549, 121.47, 31.23],
	[3857, 116.4, 39.9],
	[32632, 9.52, 47.14],
	[32650, 116.4, 39.9],
	[32751, 121, -10]
];

const transforms = SYSTEMS.flatMap(([srid, lng, lat]) => [
	{
		name: `transform to ${srid}`,
		sql: `select round(st_x(g)::numeric, 4) as x, round(st_y(g)::numeric, 4) as y
			from st_transform(${geom(`POINT(${lng} ${lat})`, 4326)}, ${srid}) as g`
	},
	{
		name: `there and back by ${srid}`,
		sql: `select round(st_x(g)::numeric, 8) as x, round(st_y(g)::numeric, 8) as y
			from st_transform(st_transform(${geom(`POINT(${lng} ${lat})`, 4326)}, ${srid}), 4326) as g`
	}
]);

const one: Record<string, string> = {
	'centroid of a holed polygon': shape(`st_centroid(${at('holed')})`),
	'a point on the surface lies in it': `st_within(st_pointonsurface(${at('holed')}), ${at('holed')})`,
	'envelope of two': shape(`st_envelope(${at('two')})`),
	'convex hull of two': shape(`st_convexhull(${at('two')})`),
	'boundary of a holed polygon': shape(`st_boundary(${at('holed')})`),
	'buffer of a point': `round(st_area(st_buffer(${at('point')}, 10))::numeric, 6)`,
	'buffer with a side and square ends': `round(st_area(st_buffer(${at('line')}, 2, 'endcap=flat join=mitre'))::numeric, 6)`,
	'negative buffer to nothing': `st_isempty(st_buffer(${at('square')}, -6))`,
	'distance of far squares': `st_distance(${at('square')}, ${at('far')})`,
	'nearest point': shape(`st_closestpoint(${at('square')}, ${at('far')})`),
	'within a distance': `st_dwithin(${at('square')}, ${at('far')}, 127.3)`,
	'Hausdorff distance': `st_hausdorffdistance(${at('line')}, ${at('bent')})`,
	'relate matrix': `st_relate(${at('square')}, ${at('shifted')})`,
	'simplify keeps topology': shape(
		`st_simplifypreservetopology('LINESTRING(0 0,1 0.01,2 0,3 5)'::geometry, 0.1)`
	),
	segmentize: `st_npoints(st_segmentize(${at('line')}, 1))`,
	'line locate point': `st_linelocatepoint(${at('line')}, ${at('point')})`,
	'line substring': shape(`st_linesubstring(${at('line')}, 0.25, 0.75)`),
	'interpolate on a line': shape(`st_lineinterpolatepoint(${at('bent')}, 0.5)`),
	'line merge': shape(`st_linemerge('MULTILINESTRING((0 0,1 1),(1 1,2 2))'::geometry)`),
	'split a polygon by a line': `st_numgeometries(st_split(${at('square')}, ${at('line')}))`,
	'polygonize lines': `(select st_numgeometries(st_polygonize(g)) from st_node(st_collect(
		st_boundary(${at('square')}), ${at('line')})) as g)`,
	'union of many': shape(`st_union(array[${at('square')}, ${at('shifted')}, ${at('neighbour')}])`),
	'unary union': shape(`st_unaryunion(st_collect(${at('square')}, ${at('shifted')}))`),
	'intersection on a grid of a millimetre': shape(
		`st_intersection(${at('square')}, ${at('shifted')}, 0.001)`
	),
	'difference of a bow tie on a grid': `round(st_area(st_difference(st_makevalid(
		'POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry), ${at('inner')}, 0.001))::numeric, 6)`,
	'make a bow tie valid': shape(`st_makevalid('POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry)`),
	'a bow tie is not valid': `st_isvalid('POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry)`,
	'where a bow tie crosses itself': `st_astext((st_isvaliddetail('POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry)).location)`,
	'snap to a neighbour': shape(
		`st_snap('LINESTRING(0 0.4,10 0.4)'::geometry, 'LINESTRING(0 0,10 0)'::geometry, 0.5)`
	),
	'Voronoi cells': `st_numgeometries(st_voronoipolygons(${at('points')}))`,
	'Delaunay triangles': `st_numgeometries(st_delaunaytriangles('MULTIPOINT((0 0),(10 0),(0 10),(10 10))'::geometry))`,
	subdivide: `(select round(sum(st_area(part))::numeric, 6) from st_subdivide(st_buffer(${at('point')}, 50, 64), 20) as part)`,
	'square grid': `(select count(*) from st_squaregrid(2, ${at('square')}))`,
	'hexagon grid': `(select count(*) > 5 from st_hexagongrid(2, ${at('square')}))`,
	'oriented envelope': `round(st_area(st_orientedenvelope(${at('bent')}))::numeric, 6)`,
	'minimum bounding circle': `round(st_area(st_minimumboundingcircle(${at('square')}, 48))::numeric, 0)`,
	'largest circle inside': `round(((st_maximuminscribedcircle(${at('square')})).radius)::numeric, 1)`,
	'area on the ellipsoid': `round(st_area('SRID=4326;POLYGON((9.5 47.1,9.6 47.1,9.6 47.2,9.5 47.2,9.5 47.1))'::geography)::numeric, 0)`,
	'distance on the ellipsoid': `round(st_distance('SRID=4326;POINT(9.5 47.1)'::geography, 'SRID=4326;POINT(9.6 47.2)'::geography)::numeric, 3)`,
	'GeoJSON out': `st_asgeojson(${at('holed')}, 6)`,
	'GeoJSON in': `st_astext(st_geomfromgeojson('{"type":"Point","coordinates":[9.5,47.1]}'))`,
	'EWKB there and back': `st_asewkt(st_geomfromewkb(st_asewkb(${geom('POINT Z (1 2 3)', 4490)})))`,
	'WKB of an empty polygon': `encode(st_asbinary('POLYGON EMPTY'::geometry), 'hex')`,
	'GML out': `st_asgml(${geom('POINT(1 2)', 4326)})`,
	'SVG out': `st_assvg(${at('square')})`,
	'KML out': `st_askml(${geom('POINT(9.5 47.1)', 4326)})`,
	geohash: `st_geohash(${geom('POINT(9.5 47.1)', 4326)}, 8)`,
	'tile envelope': `st_astext(st_tileenvelope(12, 2156, 1437), 3)`,
	'clip by a box': shape(`st_clipbybox2d(${at('square')}, st_makeenvelope(5, 5, 20, 20))`),
	'force clockwise': `st_ispolygoncw(st_forcepolygoncw(${at('square')}))`,
	rotate: shape(`st_rotate(${at('square')}, pi() / 2)`),
	affine: shape(`st_translate(st_scale(${at('square')}, 2, 3), 1, 1)`),
	azimuth: `degrees(st_azimuth('POINT(0 0)'::geometry, 'POINT(1 1)'::geometry))`,
	'geometry of an empty collection': `st_isempty('GEOMETRYCOLLECTION EMPTY'::geometry)`,
	'collection extract': shape(
		`st_collectionextract(st_intersection(${at('square')}, ${at('neighbour')}), 2)`
	),
	'box operators': `${at('square')} && ${at('shifted')} and not ${at('square')} && ${at('far')}`,
	'distance operator': `${at('point')} <-> ${at('corner')}`,
	'reduce precision': shape(
		`st_reduceprecision('POLYGON((0 0,10.04 0,10.04 10.04,0 10.04,0 0))'::geometry, 0.1)`
	),
	'concave hull contains its points': `st_covers(st_concavehull(${at('points')}, 1), ${at('points')})`,
	'dumped points': `(select count(*) from st_dumppoints(${at('holed')}))`,
	'interior rings': `st_numinteriorrings(${at('holed')})`,
	'Frechet distance': `st_frechetdistance(${at('line')}, ${at('bent')})`
};

const single = Object.entries(one).map(([name, expression]) => ({
	name,
	sql: `select ${expression} as value`
}));

const several: Named[] = [
	{
		name: 'clusters of points by distance',
		sql: `select id, st_clusterdbscan(g, 5, 2) over (order by id) as cluster
			from (values (1, 'POINT(0 0)'::geometry), (2, 'POINT(1 1)'), (3, 'POINT(90 90)'), (4, 'POINT(2 2)')) as v (id, g)
			order by id`
	},
	{
		name: 'a spatial join of grids and points',
		sql: `select count(*) as pairs from st_squaregrid(1, ${at('square')}) as cell
			join (select st_point(x, x * x * 0.1) as p from generate_series(0, 10, 0.5) as x) as walk
				on st_intersects(cell.geom, walk.p)`
	},
	{
		name: 'a circle of 5,000 points is cut out of a square',
		sql: `select round(st_area(st_difference(st_expand(${at('point')}, 100), st_buffer(${at('point')}, 50, 1250)))::numeric, 3)`
	},
	{
		name: 'all shapes collected have a common extent',
		sql: `select st_extent(g)::text from unnest(array[${Object.keys(SHAPES)
			.map((name) => at(name as ShapeName))
			.join(', ')}]) as g`
	}
];

export const GOOD_GEOMETRY: readonly Named[] = [
	...predicates,
	...overlays,
	...measures,
	...transforms,
	...single,
	...several
];
