/** What a page or another system must know once of the jurisdiction. */
import type { z } from 'zod';
import type { jurisdictionSchema } from '../../domain/api/setting.ts';
import { WanggeError } from '../../domain/errors.ts';
import { dayOf, type Within } from '../context.ts';
import { readJurisdiction } from '../jurisdiction/service.ts';
import { readCoverageState } from '../measure/state.ts';
import * as repository from './repository.ts';

/** Near enough for the hatched ground of one grid and its neighbours. */
const START_ZOOM = 16;

/**
 * The jurisdiction with its extent, sources, first place to look at and basemap.
 * @throws WanggeError not-found { what: 'jurisdiction' } while none is set up; invalid { field } for a configured
 * basemap address that is none.
 */
export async function readSetting(
	within: Within,
	environment: Readonly<Record<string, string | undefined>> = process.env
): Promise<z.infer<typeof jurisdictionSchema>> {
	const jurisdiction = await readJurisdiction(within);
	if (!jurisdiction) throw new WanggeError('not-found', { what: 'jurisdiction' });
	const today = dayOf(within.now);
	const { bbox, ...rest } = await repository.setting(within.db, today);
	const start = await repository.start(within.db, today);
	return {
		name: jurisdiction.name,
		code: rest.code,
		demonstration: jurisdiction.demonstration,
		set_up_on: jurisdiction.set_up_on,
		today,
		bbox,
		centre: bbox && [middle(bbox[0], bbox[2]), middle(bbox[1], bbox[3])],
		frame: {
			kind: jurisdiction.frame_kind,
			epsg: jurisdiction.frame_epsg,
			name: jurisdiction.frame_name,
			central_meridian: jurisdiction.central_meridian
		},
		coverage: (await readCoverageState(within)) ?? null,
		counts: rest.counts,
		sources: rest.sources,
		start: start ? { ...start, lng: rounded(start.lng), lat: rounded(start.lat), zoom: START_ZOOM } : null,
		basemap: basemapOf(environment)
	};
}

/**
 * The basemap from outside: WANGGE_BASEMAP_RASTER (addresses of raster tiles with {z}, {x}, {y}, separated by
 * spaces) or WANGGE_BASEMAP_STYLE (address of a MapLibre style), with WANGGE_BASEMAP_ATTRIBUTION. Without them the
 * product draws its own ground and no foreign host is asked.
 */
export function basemapOf(environment: Readonly<Record<string, string | undefined>>) {
	const raster = (environment.WANGGE_BASEMAP_RASTER ?? '').split(/\s+/).filter(Boolean);
	const style = environment.WANGGE_BASEMAP_STYLE?.trim() || null;
	for (const address of raster) {
		const whole = ['{z}', '{x}', '{y}'].every((part) => address.includes(part));
		if (!whole || !isAddress(address)) throw new WanggeError('invalid', { field: 'WANGGE_BASEMAP_RASTER' });
	}
	if (style && !isAddress(style)) throw new WanggeError('invalid', { field: 'WANGGE_BASEMAP_STYLE' });
	return {
		raster: raster.length > 0 ? raster : null,
		style,
		attribution: environment.WANGGE_BASEMAP_ATTRIBUTION?.trim() || null
	};
}

const isAddress = (text: string) => /^(https?:\/\/[^/\s]+|\/(?!\/))/.test(text);
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
const middle = (from: number, to: number) => rounded((from + to) / 2);
