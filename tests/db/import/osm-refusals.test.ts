import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseLevels } from '../../../src/lib/domain/exchange/area-levels.ts';
import { isWanggeError, type WanggeError } from '../../../src/lib/domain/errors.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { importOsm } from '../../../src/lib/server/exchange/osm-service.ts';
import { importErrorSentence } from '../../../src/lib/words/import-errors.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { writePbf, type WriteOptions } from '../../fixtures/import-osm/pbf-writer.ts';
import {
	furnishedTown,
	smallTown,
	TOWN_LEVELS,
	type Town,
	type TownDrawing
} from '../../fixtures/import-osm/small-town.ts';
import { describeEngines } from '../harness/index.ts';
import { auditCount, everything } from './everything.ts';

describeEngines('refusals of an OpenStreetMap file', (db) => {
	const files = new TestFiles();
	const context = { db, actor: 'test', now: new Date('2026-07-01T04:00:00Z') };
	let before: Record<string, string[]>;
	let audits: number;

	const take = (file: string, levels: string | null = TOWN_LEVELS) =>
		importOsm(context, { file, levels: levels === null ? null : parseLevels(levels) });
	/** The refusal, after seeing that it changed nothing. */
	const refusal = async (work: Promise<unknown>): Promise<WanggeError> => {
		const error: unknown = await work.then(
			() => new Error('it was not refused'),
			(thrown: unknown) => thrown
		);
		if (!isWanggeError(error)) throw error;
		expect(await everything(db)).toEqual(before);
		expect(await auditCount(db)).toBe(audits);
		return error;
	};
	const sentence = (error: WanggeError) => importErrorSentence('zh-CN', error);
	const drawn = (draw: (town: TownDrawing, ids: Town['ids']) => void, options?: WriteOptions) => {
		const { town, ids } = smallTown();
		draw(town, ids);
		return files.write(writePbf(town, options));
	};

	beforeAll(async () => {
		await loadCatalogue(context);
		await take(files.write(writePbf(furnishedTown().town, { timestamp: Date.UTC(2026, 5, 1) / 1000 })));
	});
	beforeEach(async () => {
		before = await everything(db);
		audits = await auditCount(db);
	});
	afterAll(() => files.remove());

	it('says that a file is not there', async () => {
		const error = await refusal(take('/nowhere/town.osm.pbf'));
		expect(error).toMatchObject({ kind: 'file-broken', details: { reason: 'not-found' } });
	});

	it('says that a file is empty', async () => {
		const error = await refusal(take(files.write('')));
		expect(error.kind).toBe('file-empty');
		expect(sentence(error)).toMatch(/^文件里没有数据：.*。$/);
	});

	it('says that a file with a header and no data is empty', async () => {
		const header = writePbf(smallTown().town).subarray(0, headerLength(writePbf(smallTown().town)));
		expect((await refusal(take(files.write(header)))).kind).toBe('file-empty');
	});

	it('says that a text, a picture or an XML file is no .osm.pbf', async () => {
		for (const content of [
			'<?xml version="1.0"?><osm version="0.6"/>',
			'hello',
			'\u0089PNG\r\n\u001a\n'.repeat(99)
		]) {
			const error = await refusal(take(files.write(content)));
			expect(error).toMatchObject({ kind: 'file-broken', details: { reason: 'not-osm-pbf' } });
			expect(sentence(error)).toContain('这不是 .osm.pbf 文件');
		}
	});

	it('says at which byte a truncated file stops, wherever it was cut', async () => {
		const whole = writePbf(furnishedTown().town);
		const head = headerLength(whole);
		for (const length of [head + 2, head + 9, head + 60, whole.length - 1]) {
			const error = await refusal(take(files.write(whole.subarray(0, length))));
			expect(error).toMatchObject({ kind: 'file-broken', details: { reason: 'truncated', byte: head } });
			expect(sentence(error)).toContain('不完整');
		}
	});

	it('says that a block is damaged when its bytes are not what they were', async () => {
		const bytes = Buffer.from(writePbf(furnishedTown().town));
		const middle = headerLength(bytes) + 80;
		for (let i = 0; i < 40; i++) bytes[middle + i] = 255 - bytes[middle + i]!;
		expect(await refusal(take(files.write(bytes)))).toMatchObject({
			kind: 'file-broken',
			details: { reason: 'damaged' }
		});
	});

	it('names a compression and a feature that it cannot read', async () => {
		const lzma = await refusal(take(drawn(() => undefined, { blobField: 4 })));
		expect(lzma).toMatchObject({ details: { reason: 'compression', compression: 'lzma' } });
		const history = await refusal(
			take(drawn(() => undefined, { features: ['OsmSchema-V0.6', 'HistoricalInformation'] }))
		);
		expect(history).toMatchObject({ details: { reason: 'feature', feature: 'HistoricalInformation' } });
	});

	it('asks for levels when the file does not say where it lies', async () => {
		const error = await refusal(
			take(
				drawn(() => undefined),
				null
			)
		);
		expect(error).toMatchObject({ kind: 'invalid', details: { reason: 'no-levels' } });
	});

	it('refuses a file without a city, naming those that are not whole', async () => {
		const file = drawn((town) => {
			const open = town.way([
				[0, 0],
				[2, 0]
			]);
			town.boundary(4, '半个省', [open, 999_999]);
		});
		const error = await refusal(take(file, 'city=4,community=10'));
		expect(error).toMatchObject({ kind: 'tree-broken', details: { reason: 'no-city' } });
		expect(sentence(error)).toContain('半个省');
	});

	it('refuses several cities until one is named', async () => {
		const file = drawn((town) => town.boundary(5, '另一座城', [town.square(5, 0, 1, 1)]));
		const error = await refusal(take(file));
		expect(error).toMatchObject({ details: { reason: 'several-cities' } });
		expect(sentence(error)).toContain('另一座城');
	});

	it('refuses a city without communities', async () => {
		const error = await refusal(
			take(
				drawn(() => undefined),
				'city=5,community=9'
			)
		);
		expect(error).toMatchObject({ details: { reason: 'no-community', name: '桐城市' } });
	});

	it('refuses a community that lies in no street while others do: a hole in the tree', async () => {
		const file = drawn((town) => town.boundary(8, '桐花街道', [town.square(0, 0, 1, 1)]));
		const error = await refusal(take(file, 'city=5,street=8,community=10'));
		expect(error).toMatchObject({
			kind: 'tree-broken',
			details: { reason: 'no-parent', name: '柳荫社区', parentLevel: 'street' }
		});
		expect(sentence(error)).toContain('不在任何街道的边界内');
		expect(sentence(error)).toMatch(/柳荫社区.*relation\/\d+.*117\.01/);
	});

	it('refuses a boundary inside the city that is not closed, and says where', async () => {
		const file = drawn((town) => {
			const open = town.way([
				[0.2, 0.2],
				[0.8, 0.2],
				[0.8, 0.8]
			]);
			town.boundary(10, '缺口社区', [open]);
		});
		const error = await refusal(take(file));
		expect(error).toMatchObject({
			details: { reason: 'open-boundary', fault: 'not-closed', name: '缺口社区' }
		});
		expect(sentence(error)).toContain('没有闭合');
	});

	it('refuses a boundary inside the city that crosses itself, and names it', async () => {
		const file = drawn((town) => {
			town.boundary(10, '蝴蝶社区', [
				town.way([
					[0.2, 0.2],
					[0.8, 0.8],
					[0.8, 0.2],
					[0.2, 0.8],
					[0.2, 0.2]
				])
			]);
		});
		const error = await refusal(take(file));
		expect(['geometry-invalid', 'tree-broken']).toContain(error.kind);
		expect(sentence(error)).toContain('蝴蝶社区');
	});

	it('refuses communities that overlap, with both names and the square metres', async () => {
		const file = drawn((town) => town.boundary(10, '重叠社区', [town.square(0.5, 0.2, 1, 0.5)]));
		const error = await refusal(take(file));
		expect(error).toMatchObject({ kind: 'tree-broken', details: { reason: 'overlap' } });
		expect(sentence(error)).toMatch(/重叠社区.*重叠 \d+ 平方米/);
	});

	it('refuses a city of which a community is missing or has no name, with its square metres and a place', async () => {
		const missing = drawn(
			(town, ids) =>
				void town.relations.splice(
					town.relations.findIndex(({ id }) => id === ids.east),
					1
				)
		);
		const unnamed = drawn((town, ids) => {
			const relation = town.relations.find(({ id }) => id === ids.east)!;
			const { type, boundary, admin_level } = relation.tags!;
			relation.tags = { type: type!, boundary: boundary!, admin_level: admin_level! };
		});
		for (const file of [missing, unnamed]) {
			const error = await refusal(take(file));
			expect(error).toMatchObject({ kind: 'tree-broken', details: { reason: 'hole', name: '桐城市' } });
			expect(sentence(error)).toMatch(/桐城市.*有 1000\d{3} 平方米.*117\.01\d+,36\.00\d+/);
		}
	});

	it('refuses two areas with the same division code, naming both', async () => {
		const { town, ids } = smallTown();
		for (const id of [ids.west, ids.east]) {
			const relation = town.relations.find((one) => one.id === id)!;
			relation.tags = { ...relation.tags, 'ref:admin:CN:nbs': '990101001001' };
		}
		// Another city, so that no code is known before.
		town.relations.find((one) => one.id === ids.city)!.id = 7777;
		const file = files.write(writePbf(town));
		const error = await refusal(
			importOsm(context, { file, levels: parseLevels(TOWN_LEVELS), replace: true })
		);
		expect(error).toMatchObject({ kind: 'duplicate', details: { code: '990101001001' } });
		expect(sentence(error)).toMatch(/南塘社区.*柳荫社区/);
	});

	it('refuses another jurisdiction in the place of a real one unless told to replace it', async () => {
		const file = drawn((town, ids) => {
			town.relations.find((one) => one.id === ids.city)!.id = 8888;
		});
		const error = await refusal(take(file));
		expect(error).toMatchObject({
			kind: 'conflict',
			details: { reason: 'jurisdiction-exists', name: '桐城市' }
		});
		expect(sentence(error)).toContain('--replace');
	});

	it('refuses a file that is older than the one before', async () => {
		const file = drawn(() => undefined, { timestamp: Date.UTC(2020, 0, 1) / 1000 });
		expect(await refusal(take(file))).toMatchObject({ details: { reason: 'older-file' } });
	});
});

function headerLength(bytes: Buffer): number {
	const head = bytes.readUInt32BE(0);
	// The second frame's length field begins where the first blob ends; its type names it.
	return bytes.indexOf(Buffer.from('OSMData'), 4 + head) - 6;
}
