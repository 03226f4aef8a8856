import { expect, it } from 'vitest';
import { isWanggeError } from '../domain/errors.ts';
import { readOwnGrids } from '../domain/grid/own-grids.ts';
import { gridWords } from './grids.ts';

it('says in the language asked for that a file of grids is no JSON, and where it breaks', () => {
	let thrown: unknown;
	try {
		readOwnGrids('{"type": "FeatureCollection",\n "features": [}', undefined);
	} catch (error) {
		thrown = error;
	}
	if (!isWanggeError(thrown)) throw thrown;
	expect(gridWords['zh-CN'].error(thrown)).toBe('文件不是 JSON：第 2 行第 15 个字符处不合 JSON 的写法。');
	expect(gridWords.en.error(thrown)).toBe('The file is no JSON: it breaks at line 2, character 15.');
});
