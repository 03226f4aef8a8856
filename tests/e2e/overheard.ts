/**
 * Everything that a product logs and serves in a test, searched for numbers by which a person is known: mobile phone
 * numbers and numbers of identity cards (GB 11643).
 */
import type { Response } from 'playwright-core';

const MOBILE = /(?<![\d.+_-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d._-])/g;
const IDENTITY = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The last character of a number of an identity card is made of the others, so that no chance number is one. */
const isIdentity = (text: string) =>
	CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 11] ===
	text.at(-1)!.toUpperCase();

/** A hash in hex: among its digits a number of a person stands by chance in one of a few hundred. */
const HASH = /(?<![\dA-Za-z])(?=[\da-f]*[a-f])[\da-f]{32,}(?![\dA-Za-z])/g;

/** Numbers of persons in a text. */
export function personalIn(text: string): string[] {
	const said = text.replace(HASH, ' ');
	return [...(said.match(MOBILE) ?? []), ...(said.match(IDENTITY) ?? []).filter(isIdentity)];
}

/** What is text in an answer: of JSON its texts alone, since a number there counts something. */
function textOf(type: string, body: string): string {
	if (!type.includes('json')) return body;
	const texts: string[] = [];
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (value !== null && typeof value === 'object')
			for (const [key, one] of Object.entries(value)) {
				texts.push(key);
				collect(one);
			}
	};
	for (const line of body.split('\n')) {
		if (!line.trim()) continue;
		try {
			collect(JSON.parse(line));
		} catch {
			texts.push(line);
		}
	}
	return texts.join('\n');
}

export class Overheard {
	/** How much was searched, characters. */
	heard = 0;
	/** Where a number was found; the number itself is not said again. */
	readonly faults: string[] = [];
	readonly #open: Promise<void>[] = [];

	hear(where: string, text: string): void {
		this.heard += text.length;
		const found = personalIn(text);
		if (found.length > 0) this.faults.push(`${where}: ${found.length} × ${found[0]!.slice(0, 3)}…`);
	}

	/** A line of a log. */
	hearLog(text: string): void {
		this.hear('log', textOf('json', text));
	}

	/** @param but not the answers to this */
	hearAnswer(response: Response, but?: (response: Response) => boolean): void {
		const url = new URL(response.url());
		if (!url.protocol.startsWith('http')) return;
		this.hear(`address ${url.pathname}`, decodeURI(url.pathname) + url.search);
		const type = response.headers()['content-type'] ?? '';
		// A stream has no end, and a script is the same for everybody.
		if (type.includes('event-stream') || type.includes('javascript') || but?.(response)) return;
		const read = response.body().then(
			(body) =>
				this.hear(
					`answer ${url.pathname}`,
					textOf(type, body.toString(type.includes('text') || type.includes('json') ? 'utf8' : 'latin1'))
				),
			// It was taken back, or has no body.
			() => undefined
		);
		this.#open.push(read);
	}

	/** When all that was asked for has been searched. */
	async settled(): Promise<void> {
		await Promise.all(this.#open);
	}
}
