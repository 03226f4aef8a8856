/** Who may import whom: the layout of the house as a table. */
import { expect, test } from 'vitest';
import { files, imports, TEST_FILE } from './sources.ts';

const SOURCES = files(/^src\/.*\.(ts|js|svelte)$/).filter((file) => !TEST_FILE.test(file));
const lib = (...rooms: string[]) => new RegExp(`^src/lib/(${rooms.join('|')})(/|\\.|$)`);
const OURS = /^src\//;

/** A room, and which of our own modules its files may import. */
const RULES: [room: RegExp, may: (module: string, file: string) => boolean][] = [
	[lib('domain'), (module) => lib('domain').test(module)],
	[lib('server/db'), (module) => lib('server/db').test(module) || module.startsWith('src/lib/domain/errors')],
	[lib('ui'), (module) => lib('ui', 'words').test(module)],
	[lib('words'), (module) => lib('words', 'domain').test(module)],
	[lib('map'), (module) => lib('map', 'domain', 'ui', 'words').test(module)],
	[
		lib('features'),
		(module, file) =>
			lib('domain', 'ui', 'map', 'offline', 'words').test(module) ||
			module.startsWith(file.split('/').slice(0, 4).join('/'))
	],
	[
		lib('forms'),
		(module, file) =>
			lib('forms', 'domain', 'ui', 'words').test(module) ||
			(file.endsWith('.server.ts') && lib('server').test(module))
	]
];

for (const [room, may] of RULES)
	test(`${room.source} imports only what the house allows`, () => {
		const wrong = SOURCES.filter((file) => room.test(file)).flatMap((file) =>
			imports(file)
				.filter((module) => OURS.test(module) && !may(module, file))
				.map((module) => `${file} imports ${module}`)
		);
		expect(wrong).toEqual([]);
	});

test('a service asks another noun for its service, never for its repository', () => {
	const wrong = SOURCES.filter((file) => /^src\/lib\/server\//.test(file)).flatMap((file) =>
		imports(file)
			.filter(
				(module) => /\/repository(\.ts)?$/.test(module) && !module.startsWith(file.replace(/\/[^/]+$/, ''))
			)
			.map((module) => `${file} imports ${module}`)
	);
	expect(wrong).toEqual([]);
});

test('only src/lib/map imports maplibre-gl or deck.gl', () => {
	const wrong = SOURCES.filter((file) => !lib('map').test(file)).filter((file) =>
		imports(file).some((module) => /^(maplibre-gl|@deck\.gl|deck\.gl|@luma\.gl)/.test(module))
	);
	expect(wrong).toEqual([]);
});

test('only src/lib/server/db imports a database driver', () => {
	const wrong = SOURCES.filter((file) => !lib('server/db').test(file)).filter((file) =>
		imports(file).some((module) => /^(pg|pg-.*|@electric-sql\/.*|node-pg-migrate)$/.test(module))
	);
	expect(wrong).toEqual([]);
});

test('what runs in the browser imports no server module', () => {
	const browser = SOURCES.filter(
		(file) => !/^src\/(lib\/server\/|hooks\.server)/.test(file) && !/(\.server|\+server)\.ts$/.test(file)
	);
	const wrong = browser.flatMap((file) =>
		imports(file)
			.filter(
				(module) => /^src\/lib\/server\/|\.server(\.ts)?$|\.sql/.test(module) && file !== 'src/app.d.ts'
			)
			.map((module) => `${file} imports ${module}`)
	);
	expect(wrong).toEqual([]);
});

test('the rules see imports of every form, or they would pass by blindness', () => {
	expect(imports('tests/house/imports.test.ts')).toEqual(['vitest', 'tests/house/sources.ts']);
	expect(SOURCES.length).toBeGreaterThan(50);
	expect(SOURCES.flatMap(imports).filter((module) => OURS.test(module)).length).toBeGreaterThan(100);
});
