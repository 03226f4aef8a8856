/** The area tree of a file, judged where PostGIS can measure it: validity, overlaps, holes. */
import { isHole, largestOfEach, type OpenPart } from '../../domain/exchange/area-holes.ts';
import { EXTENT_REF, type AreaNode } from '../../domain/exchange/area-tree.ts';
import { giveCodes } from '../../domain/exchange/division-code.ts';
import { WanggeError } from '../../domain/errors.ts';
import type { Within } from '../context.ts';
import * as repository from './repository.ts';
import { polygonsWkb } from './wkb.ts';

/**
 * Stages the boundaries and judges the tree as a whole.
 * @returns the largest piece of each area's ground that no area below it has
 * @throws WanggeError geometry-invalid; tree-broken: overlap, hole
 */
export async function stageTree(
	within: Within,
	tree: readonly AreaNode[],
	allowHoles: boolean
): Promise<OpenPart[]> {
	const { db } = within;
	const codes = giveCodes(tree, await repository.knownCodes(db));
	const drawn = tree.filter((node) => node.polygons.length > 0);
	await repository.stageAreas(
		db,
		drawn.map((node) => ({
			ref: node.ref,
			wkb: polygonsWkb(node.polygons),
			level: node.level,
			name: node.name,
			code: codes.get(node.ref)!,
			parent: node.parentRef
		}))
	);
	const [broken] = await repository.faultsOf(db, 'area');
	if (broken)
		throw new WanggeError('geometry-invalid', {
			what: 'boundary',
			ref: broken.ref,
			name: broken.name,
			reason: broken.reason,
			lng: broken.lng,
			lat: broken.lat
		});
	const [overlap] = await repository.overlappingAreas(db);
	if (overlap) throw new WanggeError('tree-broken', { reason: 'overlap', ...overlap });
	const open = await repository.openParts(db);
	const hole = open.find(isHole);
	if (hole && !allowHoles) {
		const { ref, name, open_m2, lng, lat } = hole;
		throw new WanggeError('tree-broken', { reason: 'hole', ref, name, m2: open_m2, lng, lat });
	}
	const city = tree[0]!;
	if (city.ref === EXTENT_REF) await repository.stageExtent(db, city.ref, city.name, codes.get(city.ref)!);
	return largestOfEach(open);
}
