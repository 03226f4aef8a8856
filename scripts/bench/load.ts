import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianProgram } from '../setup/debian.ts';

/** wrk: a client that is several times as fast as any server here, so that it is the server that is measured. */
export const wrkProgram = (say: (line: string) => void): string | undefined =>
	debianProgram(['/usr/bin/wrk', '/usr/local/bin/wrk', '/opt/homebrew/bin/wrk'], 'wrk', say);

export interface Load {
	perSecond: number;
	bytesPerSecond: number;
	/** Milliseconds. */
	p50: number;
	p95: number;
	/** Answers that were no 2xx, and connections that broke. */
	refused: number;
}

const SCRIPT = `
wrk.headers["accept-encoding"] = "gzip"
local paths = {}
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end
local at = 0
request = function()
	at = at % #paths + 1
	return wrk.format("GET", paths[at])
end
done = function(summary, latency)
	local errors = summary.errors
	io.write(string.format("\\n{\\"requests\\":%d,\\"us\\":%d,\\"bytes\\":%d,\\"p50\\":%f,\\"p95\\":%f,\\"refused\\":%d}\\n",
		summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(95),
		errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
`;

/** Asks for the paths in turn, over so many connections, for so long. */
export function load(
	program: string,
	url: string,
	paths: readonly string[],
	{ connections, seconds }: { connections: number; seconds: number }
): Load {
	const folder = mkdtempSync(join(tmpdir(), 'wangge-wrk-'));
	try {
		const [script, list] = [join(folder, 'paths.lua'), join(folder, 'paths.txt')];
		writeFileSync(script, SCRIPT);
		writeFileSync(list, paths.join('\n'));
		const { stdout, stderr } = spawnSync(
			program,
			['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url],
			{ encoding: 'utf8', env: { ...process.env, WRK_PATHS: list } }
		);
		const line = stdout.split('\n').find((one) => one.startsWith('{'));
		if (!line) throw new Error(`wrk: ${stderr.trim() || stdout.trim()}`);
		const said = JSON.parse(line) as Record<'requests' | 'us' | 'bytes' | 'p50' | 'p95' | 'refused', number>;
		return {
			perSecond: (said.requests / said.us) * 1e6,
			bytesPerSecond: (said.bytes / said.us) * 1e6,
			p50: said.p50 / 1000,
			p95: said.p95 / 1000,
			refused: said.refused
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
