import { DUE_STYLE, NO_DATA_STYLE, STATE_STYLE, THEMES, type ThemeId } from '$lib/map/scales';

export const THEME_COOKIE = 'theme';

export function parseTheme(value: string | null | undefined): ThemeId | null {
	return THEMES.find((theme) => theme === value) ?? null;
}

/** The map's colours as custom properties, so that panels and legend use the same ones. */
export function mapColours(theme: ThemeId): string {
	const pairs: [string, string][] = [
		['no-data', NO_DATA_STYLE.fill[theme]],
		['no-data-dashes', NO_DATA_STYLE.dashes[theme]]
	];
	for (const [state, style] of Object.entries(STATE_STYLE))
		pairs.push([state, style.colour[theme]], [`${state}-wash`, style.wash[theme]]);
	for (const [due, style] of Object.entries(DUE_STYLE)) pairs.push([`due-${due}`, style.colour[theme]]);
	return pairs.map(([name, colour]) => `--${name}:${colour}`).join(';');
}

/** The hatches of the four states, and of what is out of a facility's reach. */
export const HATCH_KEYS = [
	...Object.entries(STATE_STYLE).map(([name, { hatch }]) => ({
		name,
		hatch,
		colour: `var(--${name})`,
		wash: `var(--${name}-wash)`
	})),
	{ name: 'rest', hatch: 'diagonal' as const, colour: 'var(--gap)', wash: 'var(--gap-wash)' }
];
