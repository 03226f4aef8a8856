import { cpus, release, totalmem, type as system } from 'node:os';
import { chromiumProgram } from '../setup/chromium.ts';
import { spawnSync } from 'node:child_process';
import type { Queryable } from '../../src/lib/server/db/index.ts';
import { engineName } from '../../src/lib/server/jurisdiction/bench.ts';

export interface Machine {
	processor: string;
	cores: number;
	memoryGb: number;
	system: string;
	node: string;
	database: string;
	browser: string;
}

export async function describeMachine(db: Queryable): Promise<Machine> {
	const chromium = chromiumProgram();
	const said = chromium && spawnSync(chromium, ['--version', '--no-sandbox'], { encoding: 'utf8' }).stdout;
	return {
		processor: cpus()[0]?.model.trim() ?? '',
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		system: `${system()} ${release()}`,
		node: process.version,
		database: await engineName(db),
		browser: said ? `${said.trim()}, SwiftShader` : ''
	};
}
