import { describe, expect, it } from 'vitest';
import { DUE_STYLE, heatColours, THEMES } from './scales.ts';
import { clusterRing, INCIDENT_KINDS, incidentMark } from './symbols.ts';
import { THEME } from './themes.ts';

describe('marks of incidents', () => {
	it.each(THEMES)('tell the kinds apart by shape and by colour in the theme %s', (theme) => {
		const marks = INCIDENT_KINDS.map((kind) => incidentMark(kind, false, THEME[theme]));
		expect(new Set(marks.map(({ shape }) => shape)).size).toBe(marks.length);
		expect(new Set(marks.map(({ fill }) => fill)).size).toBe(marks.length);
	});
	it.each(THEMES)('have a rim more when past their time, in the theme %s', (theme) => {
		const red = DUE_STYLE.overdue.colour[theme];
		const rims = (late: boolean) => incidentMark('matter', late, THEME[theme]).rims;
		expect(rims(false).map(({ colour }) => colour)).toEqual([THEME[theme].halo]);
		expect(rims(true).map(({ colour }) => colour)).toEqual([red, THEME[theme].halo]);
	});
	it('grow with what they count, and their rim with what is late', () => {
		const ring = (count: number, overdue: number) => clusterRing({ count, overdue }, THEME.paper);
		expect(ring(20, 0).radius).toBeGreaterThan(ring(2, 0).radius);
		expect(ring(20, 0).colour).toBe(THEME.paper.pictogram);
		expect(ring(20, 1).colour).toBe(DUE_STYLE.overdue.colour.paper);
		expect(ring(20, 20).width).toBeGreaterThan(ring(20, 1).width);
	});
	it.each(THEMES)('heat begins with what is nearest to the ground in the theme %s', (theme) => {
		const brightness = (hex: string) =>
			[1, 3, 5].reduce((sum, at) => sum + parseInt(hex.slice(at, at + 2), 16), 0);
		const off = heatColours(theme).map((colour) =>
			Math.abs(brightness(colour) - brightness(THEME[theme].ground))
		);
		expect(off).toEqual([...off].sort((one, other) => one - other));
	});
});
