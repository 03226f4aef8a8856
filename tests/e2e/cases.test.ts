/** A case through the pages: seen on the spot, given to a unit, handled and closed, each page told of it by itself. */
import { expect, it } from 'vitest';
import { caseWords } from '../../src/lib/words/case.ts';
import { casePageWords } from '../../src/lib/words/case-pages.ts';
import { zh as incidentWords } from '../../src/lib/words/incident.ts';
import { COMMUNITY_A, GRID_CODES, lngLatOf, STREET } from '../fixtures/tiny-ground.ts';
import { comeToWork, expectFine } from './at-work.ts';
import { seen, type Visitor } from './browser.ts';
import { act, standing } from './case-form.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { field, press } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const said = casePageWords['zh-CN'];
const words = caseWords['zh-CN'];

describeDesk('a case', () => {
	it('goes its way from a phone on the spot to the office, to a unit, and back', async () => {
		await desk.query(
			`insert into incident_class (edition, kind, code, group_name, name_zh, duty_code, certainty)
			values ('GB/T 47678.5-2026', 'matter', '06998', '绿化', '枝叶遮挡', 'greening', 'city')`,
			[]
		);
		const visitors: Visitor[] = [];
		const arrive = async (coming: Promise<Visitor>) => {
			visitors.push(await coming);
			return visitors.at(-1)!;
		};
		try {
			const worker = await arrive(comeToWork(desk, { role: 'grid_worker', area: COMMUNITY_A }, 'phone'));
			const office = await arrive(comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop'));
			const unit = await arrive(
				comeToWork(desk, { role: 'unit_handler', organisation: 'greening-co' }, 'tablet')
			);
			await office.page.goto('/incidents');
			await unit.page.goto('/incidents');
			await unit.page.getByText(said.none).waitFor();
			await expectFine(office);

			// From the map: the grid that one stands in.
			await worker.open(`/?grid=${GRID_CODES.A2}`);
			await worker.page.getByRole('link', { name: incidentWords.reportHere }).click();
			await worker.page.getByRole('heading', { name: said.reportTitle }).waitFor();
			expect(await field(worker.page, said.position).inputValue()).toMatch(
				/^117\.\d+,35\.\d+$|^11[67]\.\d+,3[56]\.\d+$/
			);
			await expectFine(worker);
			// Nothing is chosen for anybody.
			expect(await worker.page.locator('select[name=class]').inputValue()).toBe('');
			await field(worker.page, said.classHint).fill('枝叶');
			await worker.page.locator('select[name=class]').selectOption({ label: '枝叶遮挡' });
			await field(worker.page, said.position).fill(lngLatOf(110, 180).join(','));
			await field(worker.page, said.description).fill('电话 138 1234 5678');
			await press(worker.page, said.send);
			await worker.page.getByText(words.faults.description!.personal!).waitFor();
			await field(worker.page, said.description).fill('树枝挡住了路灯');
			await worker.page.getByLabel(said.onTheSpot).check();
			await press(worker.page, said.send);
			await standing(worker.page).getByText(words.states.reported).waitFor();
			const { pathname } = new URL(worker.page.url());
			const number = decodeURIComponent(pathname.split('/').at(-1)!);
			await expectFine(worker);

			// It shows in the office by itself.
			await office.page.getByRole('link', { name: number }).click();
			await standing(office.page).getByText(words.states.reported).waitFor();
			expect(seen(await office.page.locator('main').innerText())).toContain('树枝挡住了路灯');
			// Where it is, and who has seen it.
			await office.page.locator(`.ground[aria-label=${said.where}][data-ready=yes]`).waitFor();
			await office.page.getByRole('heading', { name: said.people }).waitFor();
			expect(await office.page.locator('section[aria-labelledby=people] a').count()).toBe(1);
			await act(office.page, 'accept');
			await standing(office.page).getByText(words.states.accepted).waitFor();
			await standing(worker.page).getByText(words.states.accepted).waitFor();
			await act(office.page, 'file');
			await standing(office.page).getByText(words.states.filed).waitFor();
			const chosen = office.page.locator('details[open] select[name=organisation]');
			expect(await chosen.inputValue()).toBe('greening-co');
			await expectFine(office);
			await act(office.page, 'dispatch');
			await standing(office.page).getByText(words.states.dispatched).waitFor();

			await unit.page.getByRole('link', { name: number }).click();
			await standing(unit.page).getByText(words.states.dispatched).waitFor();
			await expectFine(unit);
			// Somebody else says something while this one is writing: what was typed stays.
			const typing = unit.page.locator('details', { hasText: words.actions.say }).last();
			await typing.locator('summary').click();
			await typing.locator('textarea').fill('明天上午去');
			await act(office.page, 'say', (form) => form.locator('textarea').fill('请尽快'));
			await office.page.getByText('请尽快').waitFor();
			await unit.page.getByText(said.behind).waitFor();
			expect(await typing.locator('textarea').inputValue()).toBe('明天上午去');
			await typing.getByRole('button', { name: words.actions.say }).click();
			await unit.page.getByText('明天上午去').first().waitFor();
			await unit.page.getByText('请尽快').waitFor();
			await act(unit.page, 'dispose');
			await standing(unit.page).getByText(words.states.disposed).waitFor();

			await standing(worker.page).getByText(words.states.disposed).waitFor();
			await act(worker.page, 'pass');
			await standing(worker.page).getByText(words.states.checked).waitFor();
			await standing(office.page).getByText(words.states.checked).waitFor();
			await act(office.page, 'close');
			await standing(office.page).getByText(words.states.closed).waitFor();
			await standing(unit.page).getByText(words.states.closed).waitFor();
			await office.page.goto('/incidents?view=ended');
			await office.page.getByRole('link', { name: number }).waitFor();
			for (const { foreign, errors } of visitors)
				expect([foreign, errors.filter((error) => !error.includes('400'))]).toEqual([[], []]);
		} finally {
			await Promise.all(visitors.map((visitor) => visitor.leave()));
		}
	});

	it('is done to once by a form that was sent twice, and not by one that has not seen the last step', async () => {
		const office = await comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop');
		const other = await comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop');
		try {
			for (const { page } of [office, other]) await page.goto('/incidents/T-1');
			// Both have typed, so that neither page goes on by itself.
			for (const { page } of [office, other]) {
				const part = page.locator('details', { hasText: words.actions.escalate }).last();
				await part.locator('summary').click();
				await part.locator('textarea').fill('请今天办完');
			}
			await act(office.page, 'escalate');
			await office.page.getByText(said.marks.escalated).waitFor();
			await act(other.page, 'escalate');
			await other.page.getByText(words.changed).waitFor();
			// What is overdue presses itself as well, at any minute.
			const pressed = await desk.query(
				`select e.id from incident_event e join incident i on i.id = e.incident_id
				where i.number = 'T-1' and e.action = 'escalate' and e.role is not null`,
				[]
			);
			expect(pressed).toHaveLength(1);
		} finally {
			await office.leave();
			await other.leave();
		}
	});

	it('and a list can be sent on, is found by its words, and works without scripts', async () => {
		const visitor = await comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop', {
			javaScriptEnabled: false
		});
		try {
			const { page } = visitor;
			await page.goto('/incidents?view=overdue');
			await page.getByRole('link', { name: 'T-6' }).waitFor();
			await page.getByRole('searchbox', { name: said.find }).fill('T-2');
			await press(page, said.search);
			expect(new URL(page.url()).searchParams.get('q')).toBe('T-2');
			expect(await page.locator('tbody tr').count()).toBe(1);
			await page.getByRole('link', { name: 'T-2' }).click();
			await act(page, 'say', (form) => form.locator('textarea').fill('还在'));
			await page.getByText('还在').waitFor();
			expect((await page.request.get('/incidents/T-0')).status()).toBe(404);
		} finally {
			await visitor.leave();
		}
	});
});
