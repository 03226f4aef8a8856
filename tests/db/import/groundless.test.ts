import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { importResponsibilities } from '../../../src/lib/server/responsibility/service.ts';
import { importWords } from '../../../src/lib/words/import.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { COMMUNITY_A, layTinyGround, STREET, TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';

describeEngines('importing a responsibility for objects', (db) => {
	const files = new TestFiles();
	const context = { db, actor: 'test', now: new Date(`${TINY_DAY}T04:00:00Z`) };
	beforeAll(async () => {
		await loadCatalogue(context);
		await layTinyGround(db);
	});
	afterAll(() => files.remove());

	it('says which ground there is nothing of, where a class or an area was mistaken', async () => {
		const report = await importResponsibilities(
			context,
			files.write(
				[
					'organisation_code,duty,part,ground,document_number,document_title,document_issuer,valid_from',
					`squad,paving,lead,roads:motorway@${STREET}; area:${COMMUNITY_A},桐街办〔2026〕9号,关于责任的通知,桐花街道办事处,2026-01-01`,
					`squad,paving,lead,roads:*@${STREET},桐街办〔2026〕9号,,,2026-01-01`
				].join('\n')
			)
		);
		expect(report).toMatchObject({
			written: 2,
			groundless: [{ line: 2, ground: `roads:motorway@${STREET}` }]
		});
		expect(importWords['zh-CN'].groundless(2, `roads:motorway@${STREET}`)).toBe(
			`第 2 行：范围 roads:motorway@${STREET} 现在没有任何对象，这一处没有人因此负责。`
		);
	});
});
