import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedFolder } from '../db/index.ts';
import { changeKeyFile, keyFile, readKeyFile } from './key-file.ts';
import { newKey } from './keys.ts';
import { loadKeys } from './load.ts';

let folder: string;
let file: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wangge-keys-'));
	file = join(folder, 'data', 'keys');
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});
const inData = () => readdirSync(join(folder, 'data'));
const mode = () => statSync(file).mode & 0o777;
const onUnix = it.skipIf(process.platform === 'win32');

/** The key that a process of its own finds or makes: it gets ready, and begins when it is told. */
async function otherProcess() {
	const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', CHILD, file], {
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	let said = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
	await new Promise((resolve) => child.stdout.once('data', resolve));
	return async () => {
		child.stdin.end('go');
		await ended;
		return said.replace('ready', '').trim();
	};
}
const CHILD = `
	const { readKeyFile } = await import(${JSON.stringify(new URL('key-file.ts', import.meta.url).href)});
	process.stdin.once('data', () => console.log(readKeyFile(process.argv[1]).join()));
	process.stdout.write('ready');
`;

describe('the file of keys', () => {
	it('is beside the folder of the embedded database', () => {
		expect(keyFile()).toBe(join(embeddedFolder(), '..', 'keys'));
	});

	it('is made at first need, with one random key, and read from then on', () => {
		const made = loadKeys({}, file);
		expect(readFileSync(file, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
		expect(loadKeys({}, file).current.name).toEqual(made.current.name);
		expect(inData()).toEqual(['keys']);
		expect(readKeyFile(join(folder, 'other'))).not.toEqual(readKeyFile(file));
	});

	it('is not made where the environment has keys', () => {
		loadKeys({ WANGGE_KEYS: newKey() }, file);
		expect(readdirSync(folder)).toEqual([]);
	});

	onUnix('is for its owner alone, whatever files usually are', async () => {
		const usual = process.umask(0);
		try {
			readKeyFile(file);
			expect(mode()).toBe(0o600);
			await changeKeyFile(file, async (texts, put) => put([newKey(), ...texts]));
			expect(mode()).toBe(0o600);
		} finally {
			process.umask(usual);
		}
	});

	onUnix('is refused when others may use it, and left as it is', async () => {
		readKeyFile(file);
		for (const open of [0o640, 0o604, 0o620, 0o602, 0o644, 0o666]) {
			chmodSync(file, open);
			const refusal = { kind: 'keys-exposed', details: { file, mode: open.toString(8) } };
			expect(() => loadKeys({}, file)).toThrow(expect.objectContaining(refusal));
			await expect(changeKeyFile(file, async () => undefined)).rejects.toMatchObject(refusal);
			expect(mode()).toBe(open);
		}
		chmodSync(file, 0o400);
		expect(readKeyFile(file)).toHaveLength(1);
	});

	it('is refused when it holds something else, without a word of what', () => {
		readKeyFile(file);
		for (const text of ['', '\n', 'something-else\n', `${newKey()}\nsomething-else\n`]) {
			writeFileSync(file, text);
			expect(() => loadKeys({}, file)).toThrow(
				expect.objectContaining({
					kind: 'invalid',
					details: { field: 'keys', file },
					message: expect.not.stringContaining('something')
				})
			);
		}
	});

	it('holds one key a line, newest first', () => {
		readKeyFile(file);
		const [one, two] = [newKey(), newKey()];
		writeFileSync(file, `${one}\r\n\n${two}`);
		expect(readKeyFile(file)).toEqual([one, two]);
	});

	it('is the same for processes that make it at once', async () => {
		const processes = await Promise.all([otherProcess(), otherProcess(), otherProcess(), otherProcess()]);
		const found = await Promise.all(processes.map((go) => go()));
		expect(new Set(found)).toEqual(new Set(readKeyFile(file)));
		expect(inData()).toEqual(['keys']);
	}, 60_000);
});

describe('a change of the file', () => {
	it('replaces its keys, and leaves nothing beside it', async () => {
		const [first] = readKeyFile(file);
		const more = newKey();
		expect(
			await changeKeyFile(file, async (texts, put) => {
				expect(texts).toEqual([first]);
				put([more, ...texts]);
				return 'done';
			})
		).toBe('done');
		expect(readKeyFile(file)).toEqual([more, first]);
		expect(inData()).toEqual(['keys']);
	});

	it('is made by one at a time: another is refused, and can come again', async () => {
		await changeKeyFile(file, async (texts) => {
			await expect(changeKeyFile(file, async () => undefined)).rejects.toMatchObject({
				kind: 'conflict',
				details: { field: 'keys', file, pid: process.pid }
			});
			expect(readKeyFile(file)).toEqual(texts);
		});
		await expect(changeKeyFile(file, () => Promise.reject(new Error('undone')))).rejects.toThrow('undone');
		await changeKeyFile(file, async () => undefined);
		expect(inData()).toEqual(['keys']);
	});
});
