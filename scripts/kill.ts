/**
 * npm run kill -- [--kills 100] [--seed 1]: reports are sent without a pause while the server is killed (SIGKILL) at moments
 * that the seed says, and started again. Whoever got no answer sends the same again under its key, as a tablet does.
 * Says how many were acknowledged, lost and repeated. Needs PostgreSQL with PostGIS (DATABASE_URL, or a private one).
 * Exit: 0 none lost and none repeated, 1 otherwise, 2 not understood.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Random } from '../src/lib/domain/demo/random.ts';
import { verifyAudit } from '../src/lib/server/audit/service.ts';
import type { Database } from '../src/lib/server/db/index.ts';
import { countReports, placeToReport, reportsUnder } from '../src/lib/server/incident/bench.ts';
import { commandLanguage } from './command/language.ts';
import { progressBar } from './command/progress-bar.ts';
import { NotUnderstood, runCommand } from './command/run.ts';
import { buildWhereStale } from './setup/build.ts';
import { demonstrationGround } from './setup/demonstration-ground.ts';
import { comeIn } from './setup/demonstration-visit.ts';
import { freshDatabase } from './setup/fresh-database.ts';
import { startPostgis } from './setup/private-postgis.ts';
import { startProduct, type RunningProduct } from './setup/product.ts';

const SENDERS = 8;
/** A server lives at least and at most so long under load, ms. */
const LIVES_MS = [100, 1500] as const;
const AGAIN_MS = 100;
const SETTINGS = { WANGGE_DEMO: 'yes' };

interface Sent {
	key: string;
	/** Answers that were got for it; one where all is well. */
	numbers: Set<string>;
}

function readArguments(): { kills: number; seed: number } {
	try {
		const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
		const [kills, seed] = [Number(values.kills ?? 100), Number(values.seed ?? 1)];
		if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) throw new NotUnderstood();
		return { kills, seed };
	} catch {
		throw new NotUnderstood();
	}
}

/** Sends one report after another until it is told to stop; each until it is acknowledged. */
async function send(
	where: { url: () => string; cookie: string; report: object; goesOn: () => boolean },
	all: Sent[]
): Promise<void> {
	while (where.goesOn()) {
		const sent: Sent = { key: randomUUID(), numbers: new Set() };
		all.push(sent);
		while (sent.numbers.size === 0) {
			const url = where.url();
			const answer = await fetch(`${url}/api/incidents`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', cookie: where.cookie, origin: url },
				body: JSON.stringify({ key: sent.key, ...where.report })
			}).catch(() => null);
			if (answer?.status === 200) {
				const told = (await answer.json().catch(() => null)) as { number: string } | null;
				if (told) sent.numbers.add(told.number);
			} else if (answer && answer.status < 500 && answer.status !== 429) {
				throw new Error(`a report was refused: ${answer.status} ${await answer.text()}`);
			} else await pause(AGAIN_MS);
		}
	}
}

async function main(): Promise<void> {
	const { kills, seed } = readArguments();
	await buildWhereStale();
	const server = process.env.DATABASE_URL ?? (await startPostgis((line) => console.error(line)));
	const url = await freshDatabase(server, 'wangge_kill');
	const db = await demonstrationGround({ url }, 'npm run kill');
	const random = new Random(seed);
	const bar = progressBar();
	let product: RunningProduct = await startProduct(url, SETTINGS);
	try {
		const { name, value } = await comeIn(product.url, 'grid_worker');
		const report = await placeToReport(db);
		const all: Sent[] = [];
		let going = true;
		const where = {
			url: () => product.url,
			cookie: `${name}=${value}`,
			report: { class: report.class, position: report.position },
			goesOn: () => going
		};
		const senders = Promise.all(Array.from({ length: SENDERS }, () => send(where, all)));
		for (let kill = 0; kill < kills; kill++) {
			await Promise.race([pause(random.between(...LIVES_MS)), senders]);
			await product.kill();
			product = await startProduct(url, SETTINGS);
			bar('kill', kill + 1, kills);
		}
		going = false;
		await senders;
		await tell(db, all, kills);
	} finally {
		await product.stop();
		await db.close();
	}
}

async function tell(db: Database, all: readonly Sent[], kills: number): Promise<void> {
	const kept = await reportsUnder(
		db,
		all.map(({ key }) => key)
	);
	const acknowledged = all.filter(({ numbers }) => numbers.size > 0);
	const lost = acknowledged.filter(({ key, numbers }) =>
		[...numbers].some((one) => !kept.get(key)?.includes(one))
	);
	const repeated = [...kept.values()].filter((numbers) => numbers.length > 1);
	const { reports, audited } = await countReports(db);
	const { faults, entries } = await verifyAudit({ db });
	const whole = lost.length === 0 && repeated.length === 0 && reports === all.length && audited === reports;
	console.log(
		`${kills} kills: ${acknowledged.length} reports acknowledged, ${lost.length} lost, ${repeated.length} repeated; ` +
			`${reports} kept, ${audited} in the audit, whose ${entries} entries have ${faults.length} faults`
	);
	if (!whole || faults.length > 0) process.exitCode = 1;
}

await runCommand(main, {
	lang: commandLanguage(process.env),
	usage: 'npm run kill -- [--kills 100] [--seed 1]'
});
