import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../src/lib/server/db/index.ts';

/** Runs a file of scripts/ to its end as npm run does, in Chinese where `env` does not say otherwise. */
export function runScript(file: string, args: readonly string[], env: Record<string, string> = {}) {
	return spawnSync(process.execPath, ['--import', 'tsx', join('scripts', file), ...args], {
		cwd: projectRoot(),
		encoding: 'utf8',
		env: { ...process.env, WANGGE_LANG: 'zh-CN', ...env }
	});
}
