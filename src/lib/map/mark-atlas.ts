/** Marks on one picture, from which deck.gl takes each by its name. Needs a document. */
import { MARK_FIELD, type MarkDrawing } from './symbols.ts';

export interface NamedMark extends MarkDrawing {
	name: string;
}

/** As deck.gl's IconLayer takes it; a canvas is a picture to it, though its types do not say so. */
interface Atlas {
	iconAtlas: string;
	iconMapping: string;
}

const drawn = new Map<string, Atlas>();

/** Drawn once for each key. */
export function markAtlas(key: string, marksOf: () => readonly NamedMark[]): Atlas {
	const known = drawn.get(key);
	if (known) return known;
	const marks = marksOf();
	const iconAtlas = document.createElement('canvas');
	iconAtlas.width = MARK_FIELD * marks.length;
	iconAtlas.height = MARK_FIELD;
	const pen = iconAtlas.getContext('2d')!;
	const iconMapping: Record<string, object> = {};
	marks.forEach(({ name, shape, fill, rims }, at) => {
		iconMapping[name] = { x: at * MARK_FIELD, y: 0, width: MARK_FIELD, height: MARK_FIELD, mask: false };
		pen.save();
		pen.translate(at * MARK_FIELD, 0);
		const path = new Path2D(shape);
		for (const { width, colour } of rims) {
			pen.lineWidth = width;
			pen.strokeStyle = colour;
			pen.stroke(path);
		}
		pen.fillStyle = fill;
		pen.fill(path);
		pen.restore();
	});
	const made = { iconAtlas, iconMapping } as never as Atlas;
	drawn.set(key, made);
	return made;
}
