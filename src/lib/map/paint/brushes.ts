/** The programs that painters of one map share. */
import { FillDevice } from './fill.ts';
import { LineDevice } from './lines.ts';
import { PictureDevice } from './pictures.ts';

export interface Brushes {
	fill: FillDevice;
	lines: LineDevice;
	pictures: PictureDevice;
}

/** They go with their map's device. */
const made = new WeakMap<WebGL2RenderingContext, Brushes>();

/** @throws Error when the device refuses a program */
export function brushesOf(gl: WebGL2RenderingContext): Brushes {
	const known = made.get(gl);
	if (known) return known;
	const brushes = { fill: new FillDevice(gl), lines: new LineDevice(gl), pictures: new PictureDevice(gl) };
	made.set(gl, brushes);
	return brushes;
}
