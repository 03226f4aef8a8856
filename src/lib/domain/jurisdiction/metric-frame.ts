/**
 * The jurisdiction's metric frame: the projection in which its ground is kept and measured, chosen from its longitude.
 *
 * China: CGCS2000 3-degree Gauss-Krüger, central meridians 75°E to 135°E every three degrees, false easting 500 km
 * without zone prefix, EPSG = 4534 + (CM - 75) / 3 (EPSG registry; GB/T 18522 names the frame). Elsewhere: UTM on
 * WGS 84, EPSG 326zz north and 327zz south. A Gauss-Krüger scale factor of 1 keeps lengths within 1 in 10,000 up to
 * some 90 km from the meridian, and areas within 2 in 10,000.
 */
import { WanggeError } from '../errors.ts';

export interface MetricFrame {
	kind: 'gauss-krueger-3' | 'utm';
	/** EPSG code of the same projection. */
	epsg: number;
	name: string;
	/** Degrees east. */
	centralMeridian: number;
	/** Definition for spatial_ref_sys. */
	proj4: string;
	/** Definition for spatial_ref_sys, OGC well-known text. */
	wkt: string;
}

// The mainland's extent, roughly: what matters is that places in China get the legal frame (Surveying and Mapping
// Law), and that places far from it do not.
const CHINA = { west: 73.4, east: 135.1, south: 3.4, north: 53.6 };
// Neighbours inside that box whose grounds are plainly not China's are few in practice; a jurisdiction there can be set
// up with the frame named explicitly.

/**
 * @param position [longitude, latitude] of the jurisdiction's middle, degrees.
 * @throws WanggeError invalid when the position is not on the Earth or lies beyond the projections' use (80°S, 84°N).
 */
export function chooseMetricFrame([lng, lat]: readonly [number, number]): MetricFrame {
	if (!(Math.abs(lng) <= 180) || !(lat >= -80 && lat <= 84))
		throw new WanggeError('invalid', { field: 'position', value: `${lng},${lat}` });
	const inChina = lng >= CHINA.west && lng <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north;
	return inChina ? gaussKrueger(lng) : utm(lng, lat);
}

function gaussKrueger(lng: number): MetricFrame {
	const centralMeridian = Math.min(135, Math.max(75, Math.round(lng / 3) * 3));
	return {
		kind: 'gauss-krueger-3',
		epsg: 4534 + (centralMeridian - 75) / 3,
		name: `CGCS2000 / 3-degree Gauss-Kruger CM ${centralMeridian}E`,
		centralMeridian,
		proj4: `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
		wkt: transverseMercator({
			geographic:
				'GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]',
			centralMeridian,
			scale: 1,
			falseNorthing: 0
		})
	};
}

function utm(lng: number, lat: number): MetricFrame {
	const zone = Math.min(60, Math.floor((lng + 180) / 6) + 1);
	const centralMeridian = zone * 6 - 183;
	const south = lat < 0;
	return {
		kind: 'utm',
		epsg: (south ? 32700 : 32600) + zone,
		name: `WGS 84 / UTM zone ${zone}${south ? 'S' : 'N'}`,
		centralMeridian,
		proj4: `+proj=utm +zone=${zone}${south ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`,
		wkt: transverseMercator({
			geographic:
				'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]',
			centralMeridian,
			scale: 0.9996,
			falseNorthing: south ? 10_000_000 : 0
		})
	};
}

function transverseMercator(of: {
	geographic: string;
	centralMeridian: number;
	scale: number;
	falseNorthing: number;
}): string {
	const parameters = [
		['latitude_of_origin', 0],
		['central_meridian', of.centralMeridian],
		['scale_factor', of.scale],
		['false_easting', 500_000],
		['false_northing', of.falseNorthing]
	].map(([name, value]) => `PARAMETER["${name}",${value}]`);
	return `PROJCS["Wangge metric frame",${of.geographic},PROJECTION["Transverse_Mercator"],${parameters.join(',')},UNIT["metre",1]]`;
}
