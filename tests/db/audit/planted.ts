/** Entries of two months to look for, and what is asked for among them. */
import type { AuditAction } from '../../../src/lib/domain/audit/actions.ts';
import { Random } from '../../../src/lib/domain/demo/random.ts';
import { record } from '../../../src/lib/server/audit/service.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';

export const TODAY = '2026-11-29';
const MINUTE = 60_000;
/** Whoever wrote what is planted, and what it says. */
export const ACTORS = ['account:1', 'account:2', 'visitor', 'npm run import'];
const ENTRIES: [AuditAction, string][] = [
	['session.open', 'session:1'],
	['session.end', 'session:2'],
	['sign-in.refuse', 'account:1'],
	['account.invite', 'account:2'],
	['ground.import', 'town.osm.pbf'],
	['responsibility.end', `key:${'绿化'.repeat(2000)}`],
	['keys.rotate', '']
];
const PLANTED = 300;

export const QUERIES = [
	'',
	`from=${TODAY}&to=${TODAY}`,
	`from=${TODAY}&to=${TODAY}&hour=0`,
	`from=${TODAY}&to=${TODAY}&hour=16`,
	'from=2026-11-28&to=2026-11-29',
	'from=2026-10-01&to=2026-10-31',
	'from=2026-01-01',
	'from=2027-01-01&to=2027-02-01',
	'actor=account:2',
	'from=2026-01-01&actor=visitor&action=session.open',
	'action=session.end&from=2026-10-05',
	'action=entry',
	'kind=account',
	'kind=account&id=2&from=2026-09-01',
	'kind=session&id=1&action=entry',
	`kind=responsibility&from=2026-09-01`,
	'kind=file&action=keys.rotate',
	'actor=account:99'
];

export async function plant(db: Database, until: Date): Promise<void> {
	const dice = new Random(20_261_129);
	await db.transaction(async (tx) => {
		for (let nth = 0; nth < PLANTED; nth++) {
			const [action, subject] = ENTRIES[dice.int(0, ENTRIES.length - 1)]!;
			// Many at the same moment; some around midnight where the jurisdiction is.
			const back = dice.int(0, 1) ? dice.int(0, 60) * 1440 + dice.int(0, 3) * 60 : dice.int(0, 40) * 37;
			const now = new Date(until.getTime() - back * MINUTE);
			await record({ db: tx, actor: ACTORS[dice.int(0, 3)]!, now }, { action, subject, detail: { nth } });
		}
	});
}
