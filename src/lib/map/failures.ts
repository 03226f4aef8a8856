/** What can go wrong with a map that is open: told once, and asked for again where that is worth it. */
import type { Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { isWorthAskingAgain } from '../domain/api/retry.ts';
import { BusyTiles, type TilePlace } from './busy-tiles.ts';
import type { MapFailure } from './contract.ts';

/** @param onfailed is told once, until something arrives again or the network is back */
export function watchFailures(map: MapLibreMap, onfailed: (reason: MapFailure) => void): void {
	map.on('webglcontextlost', () => onfailed('context'));
	let told = false;
	// Once until something arrives again: a lost network fails hundreds of tiles.
	const tell = (reason: MapFailure) => {
		if (!told) onfailed(reason);
		told = true;
	};
	const busy = new BusyTiles({
		ask(source, tiles) {
			if (tiles) map.refreshTiles(source, [...tiles]);
			else {
				const asked = map.getSource<VectorTileSource>(source);
				if (asked?.url) asked.setUrl(asked.url);
			}
		},
		giveUp: () => tell('busy'),
		roll: Math.random
	});
	map.on('error', (event) => {
		const { error, sourceId, tile } = event as unknown as SourceError;
		if (error.status !== undefined && isWorthAskingAgain(error.status) && sourceId !== undefined)
			return busy.refused(sourceId, tile?.tileID.canonical ?? null);
		console.error(error);
		if (sourceId !== undefined) busy.lost(sourceId, tile?.tileID.canonical ?? null);
		tell('tiles');
	});
	const online = () => {
		told = false;
		busy.askNow();
	};
	addEventListener('online', online);
	map.on('sourcedata', ({ sourceId, tile, sourceDataType }) => {
		if (tile) told = false;
		const arrived = tile as SourceError['tile'];
		if (arrived || sourceDataType === 'metadata') busy.arrived(sourceId, arrived?.tileID.canonical ?? null);
	});
	map.on('remove', () => {
		removeEventListener('online', online);
		busy.close();
	});
}

/** An error of a source, as far as MapLibre does not declare it. */
interface SourceError {
	error: Error & { status?: number };
	sourceId?: string;
	tile?: { tileID: { canonical: TilePlace } };
}
