import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * Keys on the map besides MapLibre's own (arrows move, plus and minus zoom, Shift with arrows turns and tilts): they
 * count only while the map itself has the focus.
 */
export function listenToKeys(
	map: MapLibreMap,
	does: { enter: () => unknown; escape: () => unknown; backspace: () => unknown }
): void {
	const canvas = map.getCanvas();
	canvas.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const action = { Enter: does.enter, Escape: does.escape, Backspace: does.backspace }[event.key];
		if (!action) return;
		if (event.key !== 'Escape') event.preventDefault();
		action();
	});
}
