/**
 * The four states of ground for a duty (docs: README, "四种状态"). They partition every grid:
 * clear 明确 exactly one organisation leads by a document in force; fallback 兜底 nobody leads by document but the
 * street or the committee answers because it is its territory; gap 空白 nobody, not even by fallback; overlap 交叉
 * two or more lead by document. Fallback is never counted as clear.
 */
export const GROUND_STATES = ['clear', 'fallback', 'gap', 'overlap'] as const;
export type GroundState = (typeof GROUND_STATES)[number];

/** The part that an organisation plays in a duty: 主责, 协办, 兜底. */
export const PARTS = ['lead', 'support', 'fallback'] as const;
export type Part = (typeof PARTS)[number];
