import type { z } from 'zod';
import type { areaListSchema, areaProfileSchema } from '../../domain/api/areas.ts';
import { areasOf } from '../../domain/access/access.ts';
import { WanggeError } from '../../domain/errors.ts';
import { GROUND_STATES } from '../../domain/responsibility/state.ts';
import { accessOf, dayOf, type Within } from '../context.ts';
import { readCoverageState } from '../measure/state.ts';
import * as repository from './repository.ts';

/** An area by its code; undefined when there is none. */
export const findArea = (within: Within, code: string) => repository.byCode(within.db, code);

/**
 * Areas of the tree on a day, from the city down.
 * @throws WanggeError unknown-reference { parameter: 'parent', code }
 */
export async function listAreas(
	within: Within,
	{
		level,
		parent,
		at = dayOf(within.now)
	}: { level?: string | undefined; parent?: string | undefined; at?: string | undefined }
): Promise<z.infer<typeof areaListSchema>> {
	const above = parent === undefined ? undefined : await findArea(within, parent);
	if (parent !== undefined && !above)
		throw new WanggeError('unknown-reference', { parameter: 'parent', code: parent });
	return { at, areas: await repository.list(within.db, at, level ?? null, above?.id ?? null) };
}

/**
 * An area with its boundary and tree of the day `at`, and the counts and sums of coverage of today, as far as whoever asks
 * may see them.
 * @throws WanggeError not-found { what: 'area', code }
 */
export async function readArea(
	within: Within,
	{ code, at = dayOf(within.now) }: { code: string; at?: string | undefined }
): Promise<z.infer<typeof areaProfileSchema>> {
	const found = await repository.profile(within.db, code, at);
	if (!found) throw new WanggeError('not-found', { what: 'area', code, at });
	const { path, children, ...area } = found;
	const access = accessOf(within);
	const sees = async (record: 'people' | 'incident' | 'greening') => {
		const areas = areasOf(access.scopeOf('read', record));
		return areas === null || (areas.length > 0 && repository.isWithin(within.db, area.id, areas));
	};
	const seen = {
		incidents: await sees('incident'),
		greening: await sees('greening'),
		people: await sees('people')
	};
	const { counts, duties, facilities } = await repository.sums(within.db, area.id, dayOf(within.now), seen);
	const state = await readCoverageState(within);
	return {
		at,
		as_of: state?.as_of ?? null,
		computed_at: state?.computed_at ?? null,
		area,
		path,
		children,
		counts: {
			...counts,
			facilities: facilities.reduce((sum, type) => sum + type.count, 0)
		},
		duties: duties.map(({ code: duty, name_zh, name_en, grids, ...row }) => {
			const [clear, fallback, gap, overlap] = GROUND_STATES.map((state) => ({
				m2: row[`${state}_m2`],
				residents: row[`${state}_residents`]
			}));
			return {
				code: duty,
				name_zh,
				name_en,
				grids,
				clear: clear!,
				fallback: fallback!,
				gap: gap!,
				overlap: overlap!
			};
		}),
		facilities
	};
}
