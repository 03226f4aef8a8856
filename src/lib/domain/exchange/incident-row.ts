/** One row of a table of past incidents, read by its mapping; what is wrong with it is listed, not thrown. */
import { holdsPersonalNumber } from '../people/personal-number.ts';
import { momentReader } from '../calendar/moment-pattern.ts';
import type { IncidentMapping, PastState } from './incident-mapping.ts';

export type IncidentField = keyof IncidentMapping['columns'];

export interface IncidentSaid {
	/** Place in the file: line of a table, number of an object, from 1. */
	line: number;
	number: string;
	happened: Date;
	closed: Date | null;
	due: Date | null;
	state: PastState;
	/** A word of the table: looked up by the mapping's classes. */
	class: string;
	/** By the mapping's reference system. */
	x: number;
	y: number;
	address: string | null;
}

export interface IncidentProblem {
	line: number;
	field: IncidentField | null;
	problem: string;
	value?: string;
}

const ENDED: readonly PastState[] = ['closed', 'void'];
const LONGEST = { number: 60, address: 200 } as const;

/**
 * @param value of a column of the mapping; null or empty where the row has none
 * @param now nothing happens after it
 */
export function readIncidentRow(
	line: number,
	value: (column: string) => string | null,
	mapping: IncidentMapping,
	now: Date
): { said?: IncidentSaid; problems: IncidentProblem[] } {
	const { columns, moments, timezone, states, otherwise, prefix } = mapping;
	const read = momentReader(moments, timezone)!;
	const problems: IncidentProblem[] = [];
	const say = (field: IncidentField, problem: string, of?: string | null) =>
		problems.push({ line, field, problem, ...(of ? { value: of.slice(0, 80) } : {}) });
	const cell = (field: IncidentField): string | null => {
		const column = columns[field];
		return (column === undefined ? null : value(column)?.trim()) || null;
	};
	const needed = (field: IncidentField): string | null => {
		const found = cell(field);
		if (found === null) say(field, 'missing');
		return found;
	};
	const moment = (field: 'happened' | 'closed' | 'due', text: string | null): Date | null => {
		const found = text === null ? null : read(text);
		if (text !== null && found === null) say(field, 'moment', text);
		return found;
	};
	const coordinate = (field: 'x' | 'y'): number | null => {
		const text = needed(field);
		const found = text === null || text === '' ? null : Number(text);
		if (text !== null && (found === null || !Number.isFinite(found))) say(field, 'number', text);
		return found !== null && Number.isFinite(found) ? found : null;
	};

	const number = needed('number');
	if (number && number.length + prefix.length > LONGEST.number) say('number', 'long', number);
	const happened = moment('happened', needed('happened'));
	if (happened && happened > now) say('happened', 'future', cell('happened'));
	const word = cell('state');
	const state = (word !== null && Object.hasOwn(states, word) ? states[word] : undefined) ?? otherwise;
	if (!state) say('state', word === null ? 'missing' : 'state', word);
	const ended = state !== undefined && ENDED.includes(state);
	// A moment of closing of what is still open is a note of the other system, not an end.
	const closed = ended ? moment('closed', columns.closed ? needed('closed') : null) : null;
	if (ended && !columns.closed) say('closed', 'missing');
	if (happened && closed && closed < happened) say('closed', 'before', cell('closed'));
	const due = moment('due', cell('due'));
	const named = needed('class');
	const [x, y] = [coordinate('x'), coordinate('y')];
	const address = cell('address');
	if (address && address.length > LONGEST.address) say('address', 'long', address);
	if (address && holdsPersonalNumber(address)) say('address', 'personal');
	if (problems.length > 0 || !number || !happened || !state || !named || x === null || y === null)
		return { problems };
	const said = { line, number: prefix + number, happened, closed, due, state, class: named, x, y, address };
	return { said, problems };
}
