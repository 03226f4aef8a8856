import { describe, expect, it } from 'vitest';
import { loadStatements, parseStatements } from './statements.ts';

const source = `-- Queries about areas.

-- name: one
-- Why the first is there,
-- in two lines.
select 1 as one;

-- name: two
-- Why the second is there.
select 2
-- a remark in it
as two
`;

const broken: [name: string, text: string, reason: string][] = [
	['has no line that says why', '-- name: a\nselect 1', 'no line that says why'],
	['has no text', '-- name: a\n-- Why.\n', 'no text'],
	['has a name twice', '-- name: a\n-- Why.\nselect 1;\n-- name: a\n-- Why.\nselect 2;', 'name used twice'],
	['has text before the first name', 'select 1;\n-- name: a\n-- Why.\nselect 2', 'text before the first name']
];

describe('statements', () => {
	it('are read with their name, the reason above them and their text', () => {
		expect([...parseStatements('area', source).values()]).toEqual([
			{
				noun: 'area',
				name: 'one',
				why: 'Why the first is there, in two lines.',
				text: 'select 1 as one'
			},
			{
				noun: 'area',
				name: 'two',
				why: 'Why the second is there.',
				text: 'select 2\n-- a remark in it\nas two'
			}
		]);
	});

	it.each(broken)('are refused when a file %s', (_name, text, reason) => {
		expect(() => parseStatements('area', text)).toThrowError(
			expect.objectContaining({
				kind: 'statement-faulty',
				details: expect.objectContaining({ noun: 'area' })
			})
		);
		expect(() => parseStatements('area', text)).toThrowError(reason);
	});

	it('of a noun without a file are unknown', () => {
		expect(() => loadStatements('no-such-noun')('any')).toThrowError(
			expect.objectContaining({ kind: 'statement-unknown' })
		);
		expect(() => loadStatements('../migrations/0001_frame')('any')).toThrowError(
			expect.objectContaining({ kind: 'statement-unknown' })
		);
	});
});
