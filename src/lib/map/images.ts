/** Pictures that the map's layers name: hatches and pictograms, drawn here at twice the size for sharp screens. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { GROUND_STATES } from '../domain/responsibility/state.ts';
import { hatchImage } from './layers/grids.ts';
import { PIN_IMAGE } from './layers/mark.ts';
import { pictogramImage } from './layers/places.ts';
import { PICTOGRAMS, PLATE } from './pictograms.ts';
import { STATE_STYLE, type Hatch } from './scales.ts';
import type { Theme } from './themes.ts';

const RATIO = 2;
const HATCH_PX = 8;
const PIN_PX = 36;

/** Adds the pictures, or draws them again for another theme. */
export function putImages(map: MapLibreMap, theme: Theme): void {
	const put = (name: string, image: ImageData) => {
		if (map.hasImage(name)) map.updateImage(name, image);
		else map.addImage(name, image, { pixelRatio: RATIO });
	};
	for (const state of GROUND_STATES) {
		const { hatch, colour, wash } = STATE_STYLE[state];
		put(hatchImage(state), drawHatch(hatch, colour[theme.id], wash[theme.id]));
	}
	put(PIN_IMAGE, drawPin(theme.accent, theme.halo));
	for (const icon of Object.keys(PICTOGRAMS)) {
		put(pictogramImage(icon, false), drawPictogram(icon, theme.pictogram, theme.halo));
		put(pictogramImage(icon, true), drawPictogram(icon, theme.accent, theme.halo));
	}
}

function canvas(size: number): CanvasRenderingContext2D {
	const element = document.createElement('canvas');
	element.width = element.height = size * RATIO;
	const pen = element.getContext('2d', { willReadFrequently: true })!;
	pen.scale(RATIO, RATIO);
	return pen;
}

const imageOf = (pen: CanvasRenderingContext2D) =>
	pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);

/** One tile of a hatch; its edges meet. The wash under it lets the ground through. */
function drawHatch(hatch: Hatch, colour: string, wash: string): ImageData {
	const pen = canvas(HATCH_PX);
	pen.globalAlpha = hatch === 'none' ? 0.4 : 0.5;
	pen.fillStyle = wash;
	pen.fillRect(0, 0, HATCH_PX, HATCH_PX);
	pen.globalAlpha = 1;
	pen.fillStyle = pen.strokeStyle = colour;
	pen.lineWidth = hatch === 'cross' ? 1 : 1.5;
	const line = (fromX: number, fromY: number, toX: number, toY: number) => {
		pen.beginPath();
		pen.moveTo(fromX, fromY);
		pen.lineTo(toX, toY);
		pen.stroke();
	};
	if (hatch === 'dots') {
		for (const [x, y] of [
			[2, 2],
			[6, 6]
		] as const) {
			pen.beginPath();
			pen.arc(x, y, 1.05, 0, 2 * Math.PI);
			pen.fill();
		}
	}
	if (hatch === 'diagonal' || hatch === 'cross')
		for (const shift of [-HATCH_PX, 0, HATCH_PX]) line(shift - 2, HATCH_PX + 2, shift + HATCH_PX + 2, -2);
	if (hatch === 'cross')
		for (const shift of [-HATCH_PX, 0, HATCH_PX]) line(shift - 2, -2, shift + HATCH_PX + 2, HATCH_PX + 2);
	return imageOf(pen);
}

/** A drop that stands on its point, with an eye. */
function drawPin(colour: string, halo: string): ImageData {
	const pen = canvas(PIN_PX);
	const drop = new Path2D('M18 34.5C14 27.5 6.5 22 6.5 14A11.5 11.5 0 0 1 29.5 14C29.5 22 22 27.5 18 34.5Z');
	pen.lineWidth = 3;
	pen.strokeStyle = halo;
	pen.stroke(drop);
	pen.fillStyle = colour;
	pen.fill(drop);
	pen.beginPath();
	pen.arc(18, 14, 4.4, 0, 2 * Math.PI);
	pen.fillStyle = halo;
	pen.fill();
	return imageOf(pen);
}

function drawPictogram(icon: string, ground: string, rim: string): ImageData {
	const pen = canvas(PLATE.field);
	for (const [{ inset, radius }, colour] of [
		[PLATE.rim, rim],
		[PLATE.ground, ground]
	] as const) {
		pen.beginPath();
		pen.roundRect(inset, inset, PLATE.field - 2 * inset, PLATE.field - 2 * inset, radius);
		pen.fillStyle = colour;
		pen.fill();
	}
	pen.fillStyle = pen.strokeStyle = PLATE.ink;
	const { stroke, fill, text, width } = PICTOGRAMS[icon] ?? PICTOGRAMS.other!;
	if (text) {
		pen.font = PLATE.font;
		pen.textAlign = 'center';
		pen.textBaseline = 'middle';
		pen.fillText(text, PLATE.field / 2, PLATE.field / 2 + 0.6);
		return imageOf(pen);
	}
	const { scale } = PLATE;
	pen.translate((PLATE.field * (1 - scale)) / 2, (PLATE.field * (1 - scale)) / 2);
	pen.scale(scale, scale);
	pen.lineWidth = (width ?? PLATE.width) * PLATE.thicker;
	pen.lineCap = pen.lineJoin = 'round';
	if (stroke) pen.stroke(new Path2D(stroke));
	if (fill) pen.fill(new Path2D(fill));
	return imageOf(pen);
}
