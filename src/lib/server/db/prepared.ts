/**
 * Statements that each connection keeps planned under their name: those that people wait for a thousand times a day.
 * Planning a tile takes longer than reading it. All others are planned for the values that they come with.
 */
import { WanggeError } from '../../domain/errors.ts';
import type { Statement } from './statements.ts';

const HOT: Readonly<Record<string, readonly string[]>> = {
	api: ['snapshot'],
	// What is compared with a kept one is kept as well.
	bench: ['raw_grids_tile'],
	'case-list': ['mark', 'marked', 'rows', 'areas'],
	grid: ['card', 'holding'],
	photo: ['of_case'],
	session: ['find'],
	incident: ['told', 'standing', 'events', 'whole', 'proposal', 'similar'],
	tiles: [
		...['ground_tile', 'areas_tile', 'grids_tile', 'facilities_tile', 'incidents_tile', 'greening_tile'],
		...['states_tile', 'changes']
	]
};

/** The name to keep a statement under; undefined for one that is planned each time. */
export function keptName(statement: string | Statement): string | undefined {
	if (typeof statement === 'string') return undefined;
	const { noun, name } = statement;
	return HOT[noun]?.includes(name) ? `${noun}.${name}` : undefined;
}

/** @throws WanggeError invalid { field } when WANGGE_PREPARE is neither on nor off */
export function keepsStatements(environment: Readonly<Record<string, string | undefined>>): boolean {
	const value = environment.WANGGE_PREPARE?.trim() || 'on';
	if (value === 'on' || value === 'off') return value === 'on';
	throw new WanggeError(
		'invalid',
		{ field: 'WANGGE_PREPARE', value: value.slice(0, 40) },
		`WANGGE_PREPARE is "${value.slice(0, 40)}": wanted is on or off`
	);
}
