/** What can be asked of the grid maker, and what it does when nothing is said. */
import { z } from 'zod';
import { WanggeError } from '../errors.ts';
import type { DivisionRules } from './division.ts';

const options = z
	.strictObject({
		/** Code of an area: only the communities in it. */
		area: z.string().optional(),
		/** Wanted area of a grid in built-up ground, m². About 10,000 by custom (domain facts; an editable default). */
		target: z.number().min(400).max(1_000_000).default(10_000),
		/** Wanted area of a grid elsewhere, m². */
		coarse: z.number().min(400).max(100_000_000).default(250_000),
		/** Share of ground under buildings from which it counts as built up. */
		builtUpShare: z.number().min(0.005).max(0.9).default(0.06),
		/** Smallest grid, m²; what is smaller is joined to a neighbour. Default: a quarter of the target. */
		minArea: z.number().min(0).optional(),
		/** Least mean width (2 x area / perimeter) of a grid, metres. Default: a fifth of the target's side. */
		minWidth: z.number().min(0).optional(),
		/** Tolerance with which roads, water edges and blocks are drawn, metres. */
		simplify: z.number().min(0).max(50).default(1.5),
		/** A block's edge or lane this near to a stronger line is drawn onto it, metres. */
		snap: z.number().min(0).max(50).default(8),
		/** Group grids into duty grids (责任网格) as well. */
		dutyGrids: z.boolean().default(false),
		/** Day from which new grids are in force, YYYY-MM-DD; today when not said. */
		since: z.iso.date().optional(),
		/** Make grids also where they were imported from a file. */
		replaceImported: z.boolean().default(false),
		/** So much changes that coverage is worked out whole afterwards, by the caller. */
		bulk: z.boolean().default(false)
	})
	.refine(({ target, coarse }) => coarse >= target, { path: ['coarse'] });

export type GridOptions = z.input<typeof options>;
export type CompleteGridOptions = z.output<typeof options>;

/** @throws WanggeError invalid { field, value } */
export function completeOptions(given: GridOptions): CompleteGridOptions {
	const parsed = options.safeParse(given);
	if (parsed.success) return parsed.data;
	const field = String(parsed.error.issues[0]?.path[0] ?? 'options');
	throw new WanggeError('invalid', { field, value: (given as Record<string, unknown>)[field] });
}

export function rulesFor({
	target,
	coarse,
	builtUpShare,
	minArea,
	minWidth,
	snap
}: CompleteGridOptions): DivisionRules {
	return {
		target,
		coarse,
		builtUpShare,
		snap,
		minArea: minArea ?? 0.25 * target,
		minWidth: minWidth ?? 0.2 * Math.sqrt(target),
		minWeight: 0.5,
		maxWeight: 1.5
	};
}

/** The same rules for larger grids: the countryside first, built-up ground only when that is not enough. */
export function coarser(rules: DivisionRules, round: number): DivisionRules {
	return {
		...rules,
		coarse: rules.coarse * 1.5,
		target: round < 4 ? rules.target : Math.min(rules.target * 1.15, rules.coarse * 1.5)
	};
}
