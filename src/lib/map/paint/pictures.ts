/**
 * Pictures of tiles at the size that they have on the screen. While a map is moved without turning or coming closer,
 * each tile looks as in the frame before, only elsewhere: a picture of it is put there point by point, where its
 * thousands of triangles and edges would be drawn anew. Without a graphics card that is the greater part of a frame.
 */
import { link, texture, type Program } from './gl.ts';
import { PICTURE_FRAGMENT, PICTURE_UNIFORMS, PICTURE_VERTEX } from './shaders.ts';
import { EXTENT } from './shapes.ts';

/** Points to a picture's side, at most: beyond, few shapes are on the screen. */
const MOST_SIDE = 2048;
/**
 * Bytes of a layer's pictures at most: enough for 1920 x 1080 points. Who has more of them has a graphics card, which
 * draws shapes as fast, and on a tablet little memory.
 */
const MOST_BYTES = 32e6;

/** How a tile lies on the screen, in points of the device from the top left: its corner and its side. */
export interface Straight {
	left: number;
	top: number;
	side: number;
}

/**
 * @param matrix from units of the tile, 4 x 4 by columns; @param width of the screen in points
 * @returns null when the tile is turned or tilted
 */
export function straight(matrix: ArrayLike<number>, width: number, height: number): Straight | null {
	const whole = Math.abs(matrix[15]!);
	const turned = [1, 3, 4, 7].some((at) => Math.abs(matrix[at]!) * EXTENT > 1e-4 * whole);
	if (turned || matrix[0]! <= 0) return null;
	return {
		left: ((matrix[12]! / whole + 1) / 2) * width,
		top: ((1 - matrix[13]! / whole) / 2) * height,
		side: (((matrix[0]! / whole) * EXTENT) / 2) * width
	};
}

/** Whole points of the screen that a tile takes, from the bottom left as the device counts: neighbours meet. */
export function pointsOf({ left, top, side }: Straight, height: number) {
	const [x, right] = [Math.round(left), Math.round(left + side)];
	const [above, y] = [height - Math.round(top), height - Math.round(top + side)];
	return { x, y, width: right - x, height: above - y };
}

/** The program of pictures, and the frame in which they are made. */
export class PictureDevice {
	readonly frame: WebGLFramebuffer;
	readonly program: Program<(typeof PICTURE_UNIFORMS)[number]>;

	/** @throws Error when the device refuses the program */
	constructor(readonly gl: WebGL2RenderingContext) {
		this.program = link(gl, PICTURE_VERTEX, PICTURE_FRAGMENT, PICTURE_UNIFORMS);
		this.frame = gl.createFramebuffer();
	}
}

export class Pictures<Tile extends object> {
	readonly #device: PictureDevice;
	readonly #made = new Map<Tile, WebGLTexture>();
	#stamp = '';
	#size = 0;

	constructor(device: PictureDevice) {
		this.#device = device;
	}

	/**
	 * Begins a frame: makes the pictures that it lacks, once tiles look as they did in the frame before.
	 * @param stamp the same while tiles look the same
	 * @param side of a tile on the screen, in points
	 * @param seen the tiles that are on the screen
	 * @param draw what a tile's picture shows, by a matrix from units of the tile
	 */
	begin(
		stamp: string,
		side: number,
		seen: ReadonlySet<Tile>,
		draw: (tile: Tile, matrix: Float32Array<ArrayBuffer>) => void
	): void {
		// What lies in the tile's margin is drawn up to the next whole point, so that tiles meet wherever they come to lie.
		const size = Math.ceil(side - 0.01) + 1;
		const steady = stamp === this.#stamp && size === this.#size;
		if (!steady) this.clear();
		[this.#stamp, this.#size] = [stamp, size];
		const most = MOST_BYTES / (4 * size * size);
		if (!steady || size > MOST_SIDE || seen.size > most) return;
		if (this.#made.size + seen.size > most)
			for (const tile of this.#made.keys()) if (!seen.has(tile)) this.drop(tile);
		const lacking = [...seen].filter((tile) => !this.#made.has(tile));
		if (lacking.length > 0) this.#make(lacking, side, draw);
	}

	has(tile: Tile): boolean {
		return this.#made.has(tile);
	}

	#make(
		tiles: readonly Tile[],
		side: number,
		draw: (tile: Tile, matrix: Float32Array<ArrayBuffer>) => void
	): void {
		const { gl, frame } = this.#device;
		const size = this.#size;
		const scale = (2 * side) / size / EXTENT;
		gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
		gl.viewport(0, 0, size, size);
		for (const test of [gl.DEPTH_TEST, gl.STENCIL_TEST, gl.SCISSOR_TEST]) gl.disable(test);
		gl.colorMask(true, true, true, true);
		gl.clearColor(0, 0, 0, 0);
		// What two lines cover where they meet is not covered twice.
		gl.enable(gl.BLEND);
		gl.blendEquation(gl.MAX);
		for (const tile of tiles) {
			const made = texture(gl, gl.RGBA8, size, size);
			gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, made, 0);
			gl.clear(gl.COLOR_BUFFER_BIT);
			draw(tile, Float32Array.of(scale, 0, 0, 0, 0, -scale, 0, 0, 0, 0, 1, 0, -1, 1, 0, 1));
			this.#made.set(tile, made);
		}
		gl.blendEquation(gl.FUNC_ADD);
		gl.bindFramebuffer(gl.FRAMEBUFFER, null);
	}

	/** Puts a tile's picture onto the screen, at whole points. */
	place(tile: Tile, straight: Straight): void {
		const { gl } = this.#device;
		const { program, uniform } = this.#device.program;
		const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
		const points = pointsOf(straight, height);
		const across = (x: number) => (2 * x) / width - 1;
		const up = (y: number) => (2 * y) / height - 1;
		gl.useProgram(program);
		gl.activeTexture(gl.TEXTURE0);
		gl.bindTexture(gl.TEXTURE_2D, this.#made.get(tile)!);
		gl.uniform1i(uniform.u_picture, 0);
		gl.uniform4f(
			uniform.u_place,
			across(points.x),
			up(points.y),
			across(points.x + points.width),
			up(points.y + points.height)
		);
		// Points of the picture and of the screen are the same ones, from the tile's top left corner.
		const [right, bottom] = [points.width / this.#size, 1 - points.height / this.#size];
		gl.uniform4f(uniform.u_part, 0, bottom, right, 1);
		gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
	}

	drop(tile: Tile): void {
		this.#device.gl.deleteTexture(this.#made.get(tile) ?? null);
		this.#made.delete(tile);
	}

	clear(): void {
		for (const tile of this.#made.keys()) this.drop(tile);
	}
}
