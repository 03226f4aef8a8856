import { expect, it, describe } from 'vitest';
import { pgbouncerProgram } from '../../../scripts/setup/pgbouncer.ts';
import { serverMissing } from './index.ts';

/** A suite that needs a server and a pooler before it. */
export function describePooler(title: string, suite: (program: string) => void): void {
	const program = serverMissing === undefined ? pgbouncerProgram((line) => console.error(line)) : undefined;
	const missing = serverMissing ?? 'there is no PgBouncer: apt-get install pgbouncer';
	if (program !== undefined) describe(title, () => suite(program));
	else if (process.env.CI === 'true') it(`${title} needs a pooler`, () => expect.unreachable(missing));
	else {
		console.error(`Skipped: ${title}. ${missing}`);
		describe.skip(title, () => suite(''));
	}
}
