/** House rules that can be read off the text of the files. */
import { expect, test } from 'vitest';
import { files, text, TEST_FILE } from './sources.ts';

const CODE = files(/^(src|scripts|tests)\/.*\.(ts|js|mjs|svelte)$/);
const PRODUCT = files(/^src\/.*\.(ts|js|mjs|svelte)$/).filter((file) => !TEST_FILE.test(file));
const bare = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
const faulty = (list: string[], pattern: RegExp) =>
	list.filter((file) => pattern.test(bare(text(file) ?? '')));

test('no file of code is longer than 300 lines', () => {
	const long = [...CODE, ...files(/^db\/(functions|queries)\/.*\.sql$/)].filter(
		(file) => (text(file) ?? '').split('\n').filter((line) => line.trim() !== '').length > 300
	);
	expect(long).toEqual([]);
});

test('no file has a name that hides what is inside', () => {
	expect(files(/(^|\/)(utils?|helpers?|misc|common|manager)(\.|\/)/i)).toEqual([]);
});

test('SQL is in db/, not in TypeScript', () => {
	const sql =
		/[`'"]\s*(select\s[\s\S]*?\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\()/i;
	expect(
		faulty(
			PRODUCT.filter((file) => !file.startsWith('src/lib/server/db/')),
			sql
		)
	).toEqual([]);
});

test('nobody outside src/lib/server/db asks which engine runs', () => {
	const asks = /\.engine\s*[!=]==?|[!=]==?\s*['"](embedded|server)['"]|case\s+['"]embedded['"]/;
	expect(
		faulty(
			PRODUCT.filter((file) => !file.startsWith('src/lib/server/db/')),
			asks
		)
	).toEqual([]);
});

test('the clock and the dice are arguments of the rules', () => {
	const rules = PRODUCT.filter((file) => file.startsWith('src/lib/domain/'));
	expect(rules.length).toBeGreaterThan(10);
	expect(faulty(rules, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/)).toEqual([]);
});

test('nothing unfinished is left in the product, and no test is skipped or alone', () => {
	expect(faulty(PRODUCT, /\b(TODO|FIXME|XXX|not implemented)\b/i)).toEqual([]);
	const tests = CODE.filter((file) => TEST_FILE.test(file) && !file.startsWith('tests/house/'));
	expect(faulty(tests, /\b(it|test|describe)\.(only|todo)\b|\b(it|test|describe)\.skip\(/)).toEqual([]);
});

test('the lock file names no registry, and the product no foreign host', () => {
	expect(text('package-lock.json')).not.toMatch(/"resolved": "https?:/);
	const hosts = PRODUCT.flatMap((file) =>
		[...bare(text(file) ?? '').matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => `${file}: ${host}`)
	).filter(
		(line) =>
			!/: (localhost|127\.0\.0\.1|www\.w3\.org|json-schema\.org|www\.openstreetmap\.org|opendatacommons\.org)$/.test(
				line
			)
	);
	expect(hosts).toEqual([]);
});

test('every named statement is used, and says why it is there', () => {
	const code = PRODUCT.map((file) => text(file)).join('\n');
	const names = files(/^db\/queries\/.*\.sql$/).flatMap((file) =>
		[...(text(file) ?? '').matchAll(/^-- name: (\S+)\n-- \S/gm)].map(([, name]) => ({ file, name: name! }))
	);
	expect(names.length).toBeGreaterThan(10);
	const all = files(/^db\/queries\/.*\.sql$/).flatMap((file) => [
		...(text(file) ?? '').matchAll(/^-- name: /gm)
	]);
	expect(names.length, 'statements with a line of why').toBe(all.length);
	expect(names.filter(({ name }) => !new RegExp(`['"\`]${name}['"\`]`).test(code))).toEqual([]);
});

test('nothing in db/ says in which schema the ground is, so that each jurisdiction can have one of its own', () => {
	const named = files(/^db\/.*\.sql$/).filter((file) =>
		/\bpublic\s*\.|\bset\s+(local\s+)?search_path\s*(=|to)|\bcreate\s+schema\b/i.test(
			(text(file) ?? '').replace(/--.*$/gm, '')
		)
	);
	expect(named).toEqual([]);
});
