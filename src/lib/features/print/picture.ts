/** The map's picture for paper: cut to what is not under panels, with the scale that it has when printed. */
import { WORLD_M } from '$lib/domain/tile/box';
import type { MapView, Padding } from '$lib/map/contract';

export const PRINTED_WIDTH_MM = 118;
/** CSS pixels around the Web Mercator world at zoom 0 (MapLibre). */
const WORLD_PIXELS = 512;

export interface Picture {
	/** PNG data address. */
	address: string;
	/** 1 : scale at the middle of the picture. */
	scale: number;
}

/** Ground metres in one CSS pixel at a place. */
export function metresPerPixel(view: MapView): number {
	return (WORLD_M * Math.cos((view.lat * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** view.zoom);
}

/** 1 : n of a picture of so many CSS pixels across, printed PRINTED_WIDTH_MM wide, rounded to three figures. */
export function printedScale(view: MapView, pixels: number): number {
	const exact = (metresPerPixel(view) * pixels * 1000) / PRINTED_WIDTH_MM;
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 2);
	return Math.round(exact / unit) * unit;
}

/** A round length that fits beside the scale: metres of ground and millimetres of paper. */
export function barOf(picture: Picture): { metres: number; mm: number } {
	const most = (picture.scale * PRINTED_WIDTH_MM * 0.3) / 1000;
	const power = 10 ** Math.floor(Math.log10(most));
	const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
	return { metres, mm: (metres * 1000) / picture.scale };
}

/** @returns null when the browser cannot give the picture. */
export async function cutPicture(full: string, view: MapView, padding: Padding): Promise<Picture | null> {
	const image = new Image();
	image.src = full;
	await image.decode();
	const ratio = image.naturalWidth / window.innerWidth;
	const width = window.innerWidth - padding.left - padding.right;
	const height = window.innerHeight - padding.top - padding.bottom;
	if (width < 50 || height < 50) return { address: full, scale: printedScale(view, window.innerWidth) };
	// No higher than wide: the tables need the paper too.
	const shown = Math.min(height, width);
	const canvas = document.createElement('canvas');
	canvas.width = width * ratio;
	canvas.height = shown * ratio;
	const top = padding.top + (height - shown) / 2;
	canvas
		.getContext('2d')
		?.drawImage(
			image,
			padding.left * ratio,
			top * ratio,
			canvas.width,
			canvas.height,
			0,
			0,
			canvas.width,
			canvas.height
		);
	return { address: canvas.toDataURL('image/png'), scale: printedScale(view, width) };
}
