/** Edges of tiles on the graphics device. */
import { filled, link, type Program } from './gl.ts';
import { LINE_FRAGMENT, LINE_UNIFORMS, LINE_VERTEX } from './shaders.ts';
import { EDGE, type Shapes } from './shapes.ts';

export interface LinedTile {
	corners: WebGLVertexArrayObject;
	buffer: WebGLBuffer;
	/** Corners of triangles. */
	points: number;
}

export interface LineDraw {
	matrix: Float32Array<ArrayBuffer>;
	/** Left, top, right, bottom; units of the tile. */
	part: readonly number[];
	/** Units of the tile to a pixel of the device. */
	pixel: number;
	/** Pixels of the device. */
	width: number;
	/** Opacity multiplied in. */
	colour: readonly number[];
}

/** Two triangles to an edge, of its four corners. */
const CORNERS = [0, 1, 2, 2, 1, 3];
const BYTES = Int16Array.BYTES_PER_ELEMENT;

export class LineDevice {
	readonly #gl: WebGL2RenderingContext;
	readonly #program: Program<(typeof LINE_UNIFORMS)[number]>;
	/** The corners of edges in the order of drawing: the same for all tiles, as many as the fullest of them has. */
	readonly #order: WebGLBuffer;
	#ordered = 0;

	/** @throws Error when the device refuses the program */
	constructor(gl: WebGL2RenderingContext) {
		this.#gl = gl;
		this.#program = link(gl, LINE_VERTEX, LINE_FRAGMENT, LINE_UNIFORMS);
		this.#order = gl.createBuffer();
	}

	put({ edges }: Shapes): LinedTile {
		const gl = this.#gl;
		const count = edges.length / EDGE;
		const corners = gl.createVertexArray();
		gl.bindVertexArray(corners);
		const buffer = filled(gl, gl.ARRAY_BUFFER, edges);
		gl.vertexAttribPointer(0, 2, gl.SHORT, false, 4 * BYTES, 0);
		gl.vertexAttribPointer(1, 2, gl.SHORT, true, 4 * BYTES, 2 * BYTES);
		gl.enableVertexAttribArray(0);
		gl.enableVertexAttribArray(1);
		gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#order);
		if (count > this.#ordered) {
			gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, cornersOf(count), gl.STATIC_DRAW);
			this.#ordered = count;
		}
		gl.bindVertexArray(null);
		return { corners, buffer, points: CORNERS.length * count };
	}

	draw(tile: LinedTile, { matrix, part, pixel, width, colour }: LineDraw): void {
		const gl = this.#gl;
		const { program, uniform } = this.#program;
		gl.useProgram(program);
		gl.uniformMatrix4fv(uniform.u_matrix, false, matrix);
		gl.uniform4fv(uniform.u_part, part);
		gl.uniform4fv(uniform.u_colour, colour);
		gl.uniform1f(uniform.u_pixel, pixel);
		gl.uniform1f(uniform.u_half, width / 2);
		gl.bindVertexArray(tile.corners);
		gl.drawElements(gl.TRIANGLES, tile.points, gl.UNSIGNED_INT, 0);
		gl.bindVertexArray(null);
	}

	drop({ corners, buffer }: LinedTile): void {
		this.#gl.deleteVertexArray(corners);
		this.#gl.deleteBuffer(buffer);
	}
}

const cornersOf = (edges: number) =>
	Uint32Array.from(
		{ length: CORNERS.length * edges },
		(_, at) => 4 * Math.floor(at / CORNERS.length) + CORNERS[at % CORNERS.length]!
	);
