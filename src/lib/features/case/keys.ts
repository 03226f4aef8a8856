/** Going through cases by keys: what each key means where the focus is. */

export interface KeyDeeds {
	/** By so many cases, or columns of a board. */
	step(by: 1 | -1): void;
	column(by: 1 | -1): void;
	/** @param range with all from the one before it */
	choose(range: boolean): void;
	find(): void;
	leave(): void;
	help(): void;
}

/** What has keys of its own: fields, the map, whatever is opened above the page. */
const OWN_KEYS =
	'input:not([type=checkbox]), select, textarea, dialog, [contenteditable], .maplibregl-map, [role=toolbar]';

interface Pressed {
	key: string;
	shiftKey: boolean;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	target: EventTarget | null;
}

/**
 * @param within whether the focus is in a case
 * @returns whether the key meant something, and shall mean nothing else
 */
export function doByKey(pressed: Pressed, within: boolean, deeds: KeyDeeds): boolean {
	const { key, shiftKey, ctrlKey, metaKey, altKey, target } = pressed;
	if (ctrlKey || metaKey || altKey) return false;
	if (target instanceof Element && target.closest(OWN_KEYS)) return false;
	const anywhere: Record<string, () => void> = {
		j: () => deeds.step(1),
		k: () => deeds.step(-1),
		'/': () => deeds.find(),
		'?': () => deeds.help(),
		Escape: () => deeds.leave()
	};
	// Elsewhere arrows and the space bar move the page, and press what has the focus.
	const inCase: Record<string, () => void> = {
		ArrowDown: () => deeds.step(1),
		ArrowUp: () => deeds.step(-1),
		ArrowRight: () => deeds.column(1),
		ArrowLeft: () => deeds.column(-1),
		...(isPressed(target) ? {} : { ' ': () => deeds.choose(shiftKey) })
	};
	const deed = anywhere[key] ?? (within ? inCase[key] : undefined);
	deed?.();
	return deed !== undefined;
}

/** What the space bar presses by itself. */
const isPressed = (target: EventTarget | null): boolean =>
	target instanceof Element && target.matches('button, summary, input');

/** The case that has the focus, and those that lie around it: cases carry data-case, what opens them data-open. */
export function caseBeside(root: ParentNode, from: Element | null, by: 1 | -1): HTMLElement | null {
	const column = from?.closest('[data-column]') ?? root;
	const all = [...column.querySelectorAll<HTMLElement>('[data-case] [data-open]')];
	if (all.length === 0) return null;
	const at = all.findIndex((one) => one.closest('[data-case]') === from?.closest('[data-case]'));
	if (at < 0) return (by > 0 ? all[0] : all.at(-1)) ?? null;
	return all[at + by] ?? null;
}

/** The first case of the nearest column to that side that has one. */
export function caseInColumn(root: ParentNode, from: Element | null, by: 1 | -1): HTMLElement | null {
	const columns = [...root.querySelectorAll('[data-column]')];
	const at = columns.findIndex((one) => one === from?.closest('[data-column]'));
	if (at < 0) return null;
	for (let next = at + by; next >= 0 && next < columns.length; next += by) {
		const found = columns[next]!.querySelector<HTMLElement>('[data-case] [data-open]');
		if (found) return found;
	}
	return null;
}
