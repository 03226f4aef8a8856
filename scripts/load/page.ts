/** A list or a case that is open in somebody's browser, and follows what is done (routes/(office)/incidents). */
import type { CaseLiveEvent } from '../../src/lib/domain/live/case-events.ts';
import { Paced } from '../../src/lib/offline/pace.ts';
import type { Browser } from './browser.ts';
import { dataOfPage } from './page-data.ts';
import type { Kind, Tally } from './tally.ts';

const LIVE = '/api/incidents/live';
/** Of the four parts of a page its own alone is read, as after a click; the frame around it is there already. */
const OWN_PART = 'x-sveltekit-invalidated=0001';

/** The one stream of a browser, which goes on from page to page (src/lib/offline/shared-stream.ts). */
export class CaseStream {
	readonly #end: () => void;
	/** Told of each event. */
	page: ((event: CaseLiveEvent) => void) | undefined;

	/** @param hear told of each as well, whatever page is open */
	constructor(browser: Browser, hear: (event: CaseLiveEvent) => void = () => undefined) {
		this.#end = browser.follow(LIVE, (data) => {
			const event = JSON.parse(data) as CaseLiveEvent;
			hear(event);
			this.page?.(event);
		});
	}

	end(): void {
		this.#end();
	}
}

export class OpenPage {
	readonly #browser: Browser;
	readonly #kind: Kind;
	readonly #path: string;
	readonly #tally: Tally;
	readonly #anew = new Paced(() => void this.read());

	constructor(browser: Browser, tally: Tally, kind: Kind, path: string) {
		this.#browser = browser;
		this.#tally = tally;
		this.#kind = kind;
		this.#path = path;
	}

	/** @returns undefined where it was not answered */
	async read<T>(): Promise<T | undefined> {
		const [path, query] = this.#path.split('?') as [string, string | undefined];
		const address = `${path}/__data.json?${query ? `${query}&` : ''}${OWN_PART}`;
		const answer = await this.#browser.ask(this.#kind, address);
		try {
			return answer && dataOfPage<T>(answer.text);
		} catch (error) {
			this.#tally.failed(this.#kind, String(error));
			return undefined;
		}
	}

	/** In place of the page before. @param concerns whether what was done to a case changes what is shown */
	follow(stream: CaseStream, concerns: (event: CaseLiveEvent & { kind: 'case' }) => boolean): void {
		stream.page = (event) => {
			if (event.kind === 'missed' || concerns(event)) this.#anew.soon();
		};
	}

	close(): void {
		this.#anew.stop();
	}
}
