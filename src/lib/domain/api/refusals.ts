/** Why a parameter is refused: stable reasons with their figures; the sentences live in words/. */
import type { z } from 'zod';

export const REASONS = [
	'missing',
	'unknown',
	'repeated',
	'malformed',
	'too_long',
	'too_short',
	'out_of_range',
	'not_offered',
	'needs',
	'needless'
] as const;
export type Reason = (typeof REASONS)[number];

export interface Refusal {
	parameter: string;
	reason: Reason;
	/** Bounds, where there are any. */
	from?: string | number;
	to?: string | number;
	choices?: readonly string[];
	/** needs, needless: the measure that asks for this parameter or has no use for it. */
	measure?: string;
}

/**
 * Every refusal of a parse, at most one for each parameter, in the order of the input.
 * @param given the parameters that were parsed, by name.
 */
export function refusalsOf(error: z.ZodError, given: Readonly<Record<string, unknown>>): Refusal[] {
	const found = new Map<string, Refusal>();
	for (const issue of error.issues) {
		const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
		for (const parameter of names) {
			if (!found.has(parameter)) found.set(parameter, { parameter, ...reasonOf(issue, parameter in given) });
		}
	}
	return [...found.values()];
}

function reasonOf(issue: z.core.$ZodIssue, given: boolean): Omit<Refusal, 'parameter'> {
	switch (issue.code) {
		case 'unrecognized_keys':
			return { reason: 'unknown' };
		case 'invalid_type':
			return { reason: given ? 'malformed' : 'missing' };
		case 'invalid_value':
			return given ? { reason: 'not_offered', choices: issue.values.map(String) } : { reason: 'missing' };
		case 'too_big':
			return { reason: 'too_long', to: Number(issue.maximum) };
		case 'too_small':
			return { reason: 'too_short', from: Number(issue.minimum) };
		case 'custom':
			return { reason: 'malformed', ...(issue.params as Partial<Omit<Refusal, 'parameter'>> | undefined) };
		default:
			return { reason: 'malformed' };
	}
}
