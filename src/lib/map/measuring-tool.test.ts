import type { Map as MapLibreMap } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import { expect, it, vi } from 'vitest';
import type { Measured } from './contract.ts';
import { MeasuringTool } from './measuring-tool.ts';

/** A tool on a map on which a degree is a hundred pixels; what it tells, and what it has drawn last. */
function tool() {
	const told: Measured[] = [];
	let drawn: FeatureCollection | null = null;
	const map = {
		doubleClickZoom: { enable: () => {}, disable: () => {} },
		project: ([lng, lat]: [number, number]) => ({ x: 100 * lng, y: -100 * lat }),
		getSource: () => ({ setData: (data: FeatureCollection) => (drawn = data) })
	};
	const one = new MeasuringTool(map as unknown as MapLibreMap, {
		measured: (measured) => told.push(measured),
		failed: () => expect.unreachable()
	});
	const tap = (lng: number, lat: number) => one.add({ lngLat: { lng, lat } as never });
	const points = () => told.at(-1)?.points;
	const parts = () => drawn?.features.map(({ properties }) => String(properties!.part));
	return { one, told, tap, points, parts };
}

it('tells of each point, and the last is taken back', async () => {
	const { one, tap, points, parts } = tool();
	one.set('distance');
	tap(117, 36);
	tap(118, 36);
	await vi.waitFor(() => expect(points()).toHaveLength(2));
	expect(parts()).toEqual(['line', 'point', 'point', 'name']);
	one.undo();
	await vi.waitFor(() => expect(points()).toEqual([[117, 36]]));
});

it('takes the second of a double tap for the same point, but not one that is only near', async () => {
	const { one, told, tap, points } = tool();
	one.set('distance');
	tap(117, 36);
	tap(118, 36);
	tap(118.05, 36);
	one.end(true);
	await vi.waitFor(() => expect(told.at(-1)?.done).toBe(true));
	expect(points()).toEqual([
		[117, 36],
		[118, 36]
	]);
	// The next tap begins another; Enter ends it as it is.
	for (const lng of [117, 118, 118.05]) tap(lng, 36);
	one.end(false);
	await vi.waitFor(() => expect(told.at(-1)?.done).toBe(true));
	expect(points()).toHaveLength(3);
});

it('draws nothing before it is used, and nothing after', async () => {
	const { one, told, tap, parts } = tool();
	one.redraw();
	one.set('area');
	for (const [lng, lat] of [
		[117, 36],
		[118, 36],
		[118, 37]
	] as const)
		tap(lng, lat);
	await vi.waitFor(() => expect(parts()).toContain('area'));
	const so = told.length;
	one.set('none');
	await vi.waitFor(() => expect(parts()).toEqual([]));
	expect(told).toHaveLength(so);
});
