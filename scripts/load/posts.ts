/** Who works in the demonstration under load, and where: as many of each role as an office has of ten score. */
import { comeToWork, postsInUnits, postsOnGround, type Post } from '../../src/lib/server/account/bench.ts';
import type { Context } from '../../src/lib/server/context.ts';
import type { Staff } from './person.ts';

const ROLES = [
	['grid_worker', 18],
	['unit_handler', 9],
	['street_staff', 5],
	['squad_member', 4],
	['community_staff', 3],
	['leader', 1]
] as const;
const IN_TURN = ROLES.flatMap(([role, of]) => Array.from({ length: of }, () => role));
const GROUNDS = 120;
const UNITS = 60;
/** Middles of grids that a reporter is told of. */
const PLACES = 20;

/** @throws Error where there is no ground, or nobody has anything to handle */
export async function takePosts(
	context: Context,
	{ staff, walls }: { staff: number; walls: number }
): Promise<{ staff: Staff[]; walls: string[] }> {
	const grounds = await postsOnGround(context.db, GROUNDS);
	const units = await postsInUnits(context.db, UNITS);
	if (grounds.length === 0 || units.length === 0)
		throw new Error('the demonstration has no work for anybody');
	const posts = Array.from({ length: staff }, (_, nth): { post: Post; places: [number, number][] } => {
		const role = IN_TURN[nth % IN_TURN.length]!;
		const { duty_grid, community, street, places } = grounds[nth % grounds.length]!;
		const own = places.slice(0, PLACES);
		switch (role) {
			case 'unit_handler':
				return { post: { role, organisation: units[nth % units.length]! }, places: [] };
			case 'leader':
				return { post: { role }, places: [] };
			case 'grid_worker':
				return { post: { role, area: duty_grid }, places: own };
			case 'community_staff':
				return { post: { role, area: community }, places: own };
			default:
				return { post: { role, area: street }, places: own };
		}
	});
	const tokens = await comeToWork(context, [
		...posts.map(({ post }) => post),
		...Array.from({ length: walls }, (): Post => ({ role: 'leader', area: grounds[0]!.city, device: true }))
	]);
	return {
		staff: posts.map(({ places }, nth) => ({ token: tokens[nth]!, places })),
		walls: tokens.slice(staff)
	};
}
