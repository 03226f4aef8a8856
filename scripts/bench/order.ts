/** What is to be measured, from the words of the command line. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SMALLEST_SHARE } from '../../src/lib/domain/full-grain/size.ts';

export const PARTS = [
	'coverage',
	'click',
	'cold-tiles',
	'hot-tiles',
	'live',
	'page',
	'months',
	'flood'
] as const;
export type Part = (typeof PARTS)[number];

export interface Order {
	/** Of the whole jurisdiction, SMALLEST_SHARE to 1. */
	share: number;
	only: readonly Part[];
	/** File for the figures. */
	json: string;
	/** For each load. */
	seconds: number;
	rotations: number;
	/** Grids of the sample that the plain queries answer. */
	grids: number;
	edits: number;
}

/** An argument that cannot be followed. */
export class NotUnderstood extends Error {
	constructor(
		readonly argument: string,
		readonly value: string
	) {
		super(`${argument} ${value}`);
	}
}

/**
 * @throws NotUnderstood for a value that cannot be; TypeError (ERR_PARSE_ARGS_…) for an argument that is none, or has no
 * value
 */
export function readOrder(args: string[]): Order {
	const { values } = parseArgs({
		args,
		options: {
			share: { type: 'string', default: '1' },
			only: { type: 'string', default: PARTS.join() },
			json: { type: 'string', default: join('.data', 'bench.json') },
			seconds: { type: 'string', default: '5' },
			rotations: { type: 'string', default: '120' },
			grids: { type: 'string', default: '1000' },
			edits: { type: 'string', default: '60' }
		}
	});
	const whole = (name: 'seconds' | 'rotations' | 'grids' | 'edits') => {
		const number = Number(values[name]);
		if (!(Number.isInteger(number) && number > 0)) throw new NotUnderstood(`--${name}`, values[name]);
		return number;
	};
	const share = Number(values.share);
	if (!(share >= SMALLEST_SHARE && share <= 1)) throw new NotUnderstood('--share', values.share);
	return {
		share,
		only: values.only.split(',').map(partOf),
		json: resolve(values.json),
		seconds: whole('seconds'),
		rotations: whole('rotations'),
		grids: whole('grids'),
		edits: whole('edits')
	};
}

function partOf(name: string): Part {
	const part = PARTS.find((one) => one === name);
	if (!part) throw new NotUnderstood('--only', name);
	return part;
}
