/** Photos through the pages: chosen on a telephone, seen by the office, asked for by the class, and removed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { MOST_PHOTOS } from '../../src/lib/domain/photo/photo.ts';
import { caseWords } from '../../src/lib/words/case.ts';
import { casePageWords } from '../../src/lib/words/case-pages.ts';
import { photoWords } from '../../src/lib/words/photo.ts';
import { problemWords } from '../../src/lib/words/problem.ts';
import { addPerson, assign, type Person } from '../db/account/people.ts';
import { quarters } from '../fixtures/photo.ts';
import { COMMUNITY_A, lngLatOf, STREET } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, small } from './browser.ts';
import { act, formOf, send, standing } from './case-form.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { field, press, signIn } from './doors.ts';

const folder = mkdtempSync(join(tmpdir(), 'wangge-photos-'));
const desk = new DeskTests({ WANGGE_DEMO: 'no', WANGGE_PHOTOS: folder });
const said = casePageWords['zh-CN'];
const words = caseWords['zh-CN'];
const shots = photoWords['zh-CN'];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const person = (post: Parameters<typeof assign>[2]): Promise<Person> =>
	desk.product.behind(async (db) => {
		const one = await addPerson(db);
		await assign(db, one.id, post);
		return one;
	});
const file = async (name: string, width = 640) => ({
	name,
	mimeType: 'image/jpeg',
	buffer: await quarters(width, 480).jpeg().toBuffer()
});
/** Whether a picture is there is known when it was drawn. */
const drawn = (page: Page, name: string) =>
	page
		.getByRole('img', { name })
		.evaluate((one: HTMLImageElement) => one.decode().then(() => [one.naturalWidth, one.naturalHeight]));

describeDesk('photos of a case', () => {
	it('are sent with a report from a telephone, and asked for where the class does', async () => {
		await desk.query(
			`insert into incident_class (edition, kind, code, group_name, name_zh, duty_code, certainty, evidence)
			values ('GB/T 47678.5-2026', 'matter', '06997', '绿化', '树木倒伏', 'greening', 'city', '{photo_found,photo_done}')`,
			[]
		);
		const worker = await desk.arriveAsVisitor('phone');
		const office = await desk.arriveAsVisitor('desktop');
		const unit = await desk.arriveAsVisitor('tablet');
		try {
			await signIn(worker.page, await person({ role: 'grid_worker', area: COMMUNITY_A }));
			await signIn(office.page, await person({ role: 'street_staff', area: STREET }));
			await signIn(unit.page, await person({ role: 'unit_handler', organisation: 'greening-co' }));

			const { page } = worker;
			await page.goto(`/incidents/new?at=${lngLatOf(110, 180).join(',')}`);
			await page.getByRole('option', { name: '树木倒伏' }).click();
			await page.getByLabel(said.onTheSpot).check();
			const input = page.getByLabel(shots.choose, { exact: true });
			// Too many are told before anything is sent.
			const many = await Promise.all(Array.from({ length: MOST_PHOTOS + 1 }, (_, nth) => file(`${nth}.jpg`)));
			await input.setInputFiles(many);
			await page.getByText(shots.tooMany).waitFor();
			// What is no photo is refused by its content, and what was typed stays.
			await input.setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg/>') }]);
			await press(page, said.send);
			await page
				.getByText(problemWords['zh-CN'].photo['not-a-picture']({ mostBytes: 0, mostPixels: 0 }))
				.waitFor();
			expect(await field(page, said.position).inputValue()).not.toBe('');
			await input.setInputFiles([await file('前.jpg'), await file('前二.jpg', 656)]);
			await page.getByRole('img', { name: '前二.jpg' }).waitFor();
			expect(await accessibilityFaults(page)).toEqual([]);
			expect(await small(page, 'body')).toEqual([]);
			await press(page, said.send);
			await page.getByRole('heading', { name: shots.title, exact: true }).waitFor();
			expect(await drawn(page, shots.named('found', 2))).toEqual([320, 234]);
			const number = new URL(page.url()).pathname.split('/').at(-1)!;

			// The office gives it to the unit, which cannot say that it is done without a photo.
			await office.page.goto(`/incidents/${number}`);
			for (const action of ['accept', 'file', 'dispatch'] as const) {
				await formOf(office.page, action).waitFor();
				await act(office.page, action);
			}
			await standing(office.page).getByText(words.states.dispatched).waitFor();
			await unit.page.goto(`/incidents/${number}`);
			await formOf(unit.page, 'dispose').getByText(shots.needed).waitFor();
			await send(unit.page, 'dispose');
			expect(
				await formOf(unit.page, 'dispose')
					.getByLabel(shots.choose, { exact: true })
					.evaluate((one: HTMLInputElement) => one.validity.valueMissing)
			).toBe(true);
			await formOf(unit.page, 'dispose')
				.getByLabel(shots.choose, { exact: true })
				.setInputFiles([await file('后.jpg')]);
			await send(unit.page, 'dispose');
			await standing(unit.page).getByText(words.states.disposed).waitFor();

			// Everybody who has it open sees it by itself.
			await office.page.getByRole('img', { name: shots.named('done', 1) }).waitFor();
			expect(await accessibilityFaults(office.page)).toEqual([]);
			expect(await small(office.page, 'body')).toEqual([]);

			// On paper the hashes are there, and nothing that one would open them with.
			const hashes = office.page.locator('summary', { hasText: shots.original });
			const mark = () => hashes.evaluate((it) => getComputedStyle(it).listStyleType);
			expect(await mark()).not.toBe('none');
			await office.page.emulateMedia({ media: 'print' });
			expect(await mark()).toBe('none');
			await office.page.emulateMedia({ media: null });

			await formOf(office.page, 'remove_photo').locator('summary').click();
			const removing = formOf(office.page, 'remove_photo');
			await removing.getByLabel(shots.named('found', 2)).check();
			await removing.getByLabel(said.reason).fill('拍到了人脸');
			const address = await office.page
				.getByRole('img', { name: shots.named('found', 2) })
				.first()
				.getAttribute('src');
			await send(office.page, 'remove_photo');
			await office.page
				.getByRole('img', { name: shots.named('found', 2) })
				.first()
				.waitFor({ state: 'detached' });
			expect((await office.page.request.get(new URL(address!, office.page.url()).href)).status()).toBe(404);
		} finally {
			for (const visitor of [worker, office, unit]) await visitor.leave();
		}
	});

	it('are sent without scripts as well', async () => {
		const visitor = await desk.arriveAsVisitor('desktop', undefined, { javaScriptEnabled: false });
		try {
			const { page } = visitor;
			await signIn(page, await person({ role: 'grid_worker', area: COMMUNITY_A }));
			await page.goto(`/incidents/new?at=${lngLatOf(110, 180).join(',')}`);
			await page.getByLabel(said.chooseClass).selectOption({ label: '树木倒伏' });
			await page.getByLabel(shots.choose, { exact: true }).setInputFiles([await file('一.jpg')]);
			await press(page, said.send);
			await page.getByRole('heading', { name: shots.title, exact: true }).waitFor();
			await page
				.getByRole('img', { name: shots.named('found', 1) })
				.first()
				.waitFor();
		} finally {
			await visitor.leave();
		}
	});
});
