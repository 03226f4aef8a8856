/** Somebody at work: looks at the list, opens cases, does what they can to some, reports others, and thinks in between. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../src/lib/domain/demo/random.ts';
import type { Evidence } from '../../src/lib/domain/incident/classes.ts';
import { WAY, WORKFLOW, type CaseAction, type Need } from '../../src/lib/domain/incident/workflow.ts';
import type { Browser } from './browser.ts';
import { CaseStream, OpenPage } from './page.ts';
import type { Tally } from './tally.ts';

export interface Staff {
	/** Token of the session. */
	token: string;
	/** Where they can report, [lng, lat]; none: they do not. */
	places: [number, number][];
}

const THINKS_MS = [2000, 10_000] as const;
const VIEWS = ['', '', '', '', '?view=overdue', '?view=dispatched', '?view=disposed', '?view=ended'] as const;
/**
 * Of what they turn to. Together they do some two things to cases a second: what a city of 2,000 km² with 8,000 cases a
 * day, each of eight steps, does in its eight hours of work.
 */
const SHARE = { reports: 0.02, lists: 0.4, whole: 0.15, acts: 0.08 };
/** Steps on the way, and what else is done now and then. */
const STEPS: readonly CaseAction[] = [...WAY.filter((step) => step !== 'resume'), 'say'];

interface ListData {
	rows: { number: string }[];
}

interface CaseData {
	key: string;
	found: {
		number: string;
		version: number;
		offered: CaseAction[];
		lacks: Evidence[];
		proposal: { code: string | null; office_code: string | null } | null;
	};
}

export class Person {
	readonly #browser: Browser;
	readonly #staff: Staff;
	readonly #classes: readonly number[];
	readonly #dice: Random;
	readonly #tally: Tally;
	#stream: CaseStream | undefined;
	#open: OpenPage | undefined;
	#numbers: string[] = [];

	constructor(
		browser: Browser,
		{ staff, classes, dice, tally }: { staff: Staff; classes: readonly number[]; dice: Random; tally: Tally }
	) {
		this.#browser = browser;
		this.#staff = staff;
		this.#classes = classes;
		this.#dice = dice;
		this.#tally = tally;
	}

	async work(over: AbortSignal): Promise<void> {
		try {
			// Not all at the same moment.
			await this.#think(over, 0);
			await this.#list(true);
			for (;;) {
				await this.#think(over);
				if (this.#staff.places.length > 0 && this.#dice.chance(SHARE.reports)) await this.#report();
				else if (this.#numbers.length === 0 || this.#dice.chance(SHARE.lists)) await this.#list();
				else await this.#case(over, this.#dice.pick(this.#numbers));
			}
		} catch (error) {
			if (!over.aborted) throw error;
		} finally {
			this.#open?.close();
			this.#stream?.end();
		}
	}

	#think(over: AbortSignal, least: number = THINKS_MS[0]): Promise<unknown> {
		return pause(this.#dice.between(least, THINKS_MS[1]), undefined, { signal: over });
	}

	/** As by a bookmark now and then: the whole page, and its data with it. */
	async #whole(kind: 'list-whole' | 'case-whole', path: string, always = false): Promise<void> {
		if (always || this.#dice.chance(SHARE.whole))
			await this.#browser.ask(kind, path, { accept: 'text/html' });
	}

	async #list(whole = false): Promise<void> {
		const path = `/incidents${this.#dice.pick(VIEWS)}`;
		await this.#whole('list-whole', path, whole);
		const page = this.#turnTo(new OpenPage(this.#browser, this.#tally, 'list', path));
		this.#numbers = (await page.read<ListData>())?.rows.map(({ number }) => number) ?? [];
		this.#follow(page, () => true);
	}

	async #case(over: AbortSignal, number: string): Promise<void> {
		const path = `/incidents/${number}`;
		await this.#whole('case-whole', path);
		const page = this.#turnTo(new OpenPage(this.#browser, this.#tally, 'case', path));
		const read = await page.read<CaseData>();
		this.#follow(page, (event) => event.number === number && event.version > (read?.found.version ?? 0));
		if (!read || !this.#dice.chance(SHARE.acts)) return;
		await this.#think(over);
		const done = await this.#act(path, read);
		const after = await page.read<CaseData>();
		if (done === undefined || !after) return;
		// Whoever may not do it any more was forestalled as well, where something was done meanwhile.
		if (after.found.version > read.found.version) this.#tally.forestalled++;
		else this.#tally.failed('act', done);
	}

	#follow(page: OpenPage, concerns: Parameters<OpenPage['follow']>[1]): void {
		page.follow((this.#stream ??= new CaseStream(this.#browser)), concerns);
	}

	#turnTo(page: OpenPage): OpenPage {
		this.#open?.close();
		return (this.#open = page);
	}

	/** By the form on the page, as a browser with scripts sends it. @returns why it was refused */
	async #act(path: string, { key, found }: CaseData): Promise<string | undefined> {
		// A photo that is asked for is taken by somebody else's camera.
		const isShown = (step: CaseAction) => {
			const { evidence } = WORKFLOW[step];
			return evidence === null || !found.lacks.includes(evidence);
		};
		const steps = STEPS.filter((step) => found.offered.includes(step) && isShown(step));
		// Now and then a word, where they may say one.
		const action = steps.includes('say') && this.#dice.chance(0.2) ? 'say' : steps[0];
		const organisation = found.proposal?.code ?? found.proposal?.office_code;
		// To whom else it might go, people know.
		if (!action || (WORKFLOW[action].needs.includes('organisation') && !organisation)) return undefined;
		const needed: Partial<Record<Need, Record<string, string>>> = {
			reason: { reason: '已到现场查看，正在处理。' },
			finding: { found: 'yes' },
			organisation: { organisation: organisation ?? '' }
		};
		const form = { action, key, version: String(found.version) };
		for (const need of WORKFLOW[action].needs) Object.assign(form, needed[need]);
		const sent = performance.now();
		const answer = await this.#browser.ask('act', path, {
			form,
			accept: 'application/json',
			headers: { 'x-sveltekit-action': 'true' }
		});
		if (!answer) return undefined;
		const said = JSON.parse(answer.text) as { type: string };
		if (said.type !== 'redirect') return answer.text.slice(0, 200);
		this.#tally.did(found.number, found.version + 1, sent);
		return undefined;
	}

	/** As a tablet sends it. */
	async #report(): Promise<void> {
		const sent = performance.now();
		const answer = await this.#browser.ask('report', '/api/incidents', {
			json: {
				key: randomUUID(),
				class: this.#dice.pick(this.#classes),
				position: this.#dice.pick(this.#staff.places),
				description: '巡查时发现，现场已拍照。'
			}
		});
		if (!answer) return;
		const { number, version } = JSON.parse(answer.text) as { number: string; version: number };
		this.#tally.did(number, version, sent);
		this.#numbers.push(number);
	}
}
