import { keyFile, readKeyFile } from './key-file.ts';
import { keysFrom, type Keys } from './keys.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The keys of WANGGE_KEYS, newest first; undefined where it is not set. @throws WanggeError invalid { field: 'WANGGE_KEYS' } */
export function keysOfEnvironment(environment: Environment = process.env): Keys | undefined {
	const set = environment.WANGGE_KEYS?.trim();
	return set ? keysFrom(set.split(/[\s,]+/).filter(Boolean)) : undefined;
}

/**
 * The keys of this installation: of WANGGE_KEYS, else of the file, which is made where it is not there.
 * @throws WanggeError invalid { field: 'WANGGE_KEYS' } or { field: 'keys', file } for what is no list of keys;
 * keys-exposed { file, mode }
 */
export const loadKeys = (environment: Environment = process.env, file: string = keyFile()): Keys =>
	keysOfEnvironment(environment) ?? keysFrom(readKeyFile(file), file);
