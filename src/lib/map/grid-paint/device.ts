/** Triangles and classes of tiles on the graphics device. */
import type { ClassColumn } from '../contract.ts';
import { asByte, bytesAt, placesIn, sameIds, UNSAID } from './classes.ts';
import { NO_DATA } from '../scales.ts';
import { COLOURS, DASHED_FRAGMENT, FRAGMENT, ROW, VERTEX } from './shaders.ts';
import type { GridTriangles } from './triangles.ts';

export interface TileOnDevice {
	ids: Uint32Array;
	corners: WebGLVertexArrayObject;
	buffers: WebGLBuffer[];
	triangles: number;
	/** A byte to each grid, rows of ROW. */
	classes: WebGLTexture;
	bytes: Uint8Array;
	/** Some of its grids have no data: they are dashed. */
	lacks: boolean;
	/** Where its grids stand in the column with these ids. */
	places: { of: Uint32Array; at: Int32Array } | null;
	/** The column that `classes` holds. */
	holds: ClassColumn | null;
}

export interface Frame {
	palette: Float32Array<ArrayBuffer>;
	dashColour: readonly number[];
}

export interface TileDraw {
	matrix: Float32Array<ArrayBuffer>;
	/** Left, top, right, bottom; units of the tile. */
	part: readonly number[];
	/** Distance of dashes in units of the tile, and their thickness as a share of half of it. */
	dash: readonly [distance: number, thickness: number];
}

const UNIFORMS = ['u_matrix', 'u_classes', 'u_colours', 'u_part', 'u_dash', 'u_dash_colour'] as const;

interface Program {
	program: WebGLProgram;
	uniform: Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>;
}

export class GridDevice {
	readonly #gl: WebGL2RenderingContext;
	readonly #plain: Program;
	readonly #dashed: Program;

	/** @throws Error when the device refuses a program */
	constructor(gl: WebGL2RenderingContext) {
		this.#gl = gl;
		this.#plain = link(gl, FRAGMENT);
		this.#dashed = link(gl, DASHED_FRAGMENT);
	}

	put({ ids, corners, gridOf, triangles }: GridTriangles): TileOnDevice {
		const gl = this.#gl;
		const array = gl.createVertexArray();
		gl.bindVertexArray(array);
		const buffers = [
			filled(gl, gl.ARRAY_BUFFER, corners),
			filled(gl, gl.ARRAY_BUFFER, gridOf, () => gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, 0, 0)),
			filled(gl, gl.ELEMENT_ARRAY_BUFFER, triangles)
		];
		gl.bindBuffer(gl.ARRAY_BUFFER, buffers[0]!);
		gl.vertexAttribPointer(0, 2, gl.SHORT, false, 0, 0);
		gl.enableVertexAttribArray(0);
		gl.enableVertexAttribArray(1);
		gl.bindVertexArray(null);
		const bytes = new Uint8Array(ROW * Math.max(1, Math.ceil(ids.length / ROW))).fill(UNSAID);
		const classes = gl.createTexture();
		gl.bindTexture(gl.TEXTURE_2D, classes);
		for (const [name, value] of [
			[gl.TEXTURE_MIN_FILTER, gl.NEAREST],
			[gl.TEXTURE_MAG_FILTER, gl.NEAREST],
			[gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
			[gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]
		] as const)
			gl.texParameteri(gl.TEXTURE_2D, name, value);
		gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R8UI, ROW, bytes.length / ROW);
		return {
			ids,
			corners: array,
			buffers,
			triangles: triangles.length,
			classes,
			bytes,
			lacks: false,
			places: null,
			holds: null
		};
	}

	/** Brings a column's classes to a tile that does not hold them yet. */
	classify(tile: TileOnDevice, column: ClassColumn): void {
		if (tile.holds === column) return;
		const gl = this.#gl;
		if (!tile.places || !sameIds(tile.places.of, column.ids))
			tile.places = { of: column.ids, at: placesIn(column.ids, tile.ids) };
		bytesAt(tile.places.at, column.classes, tile.bytes);
		tile.lacks = tile.bytes.includes(asByte(NO_DATA));
		gl.bindTexture(gl.TEXTURE_2D, tile.classes);
		gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
		gl.texSubImage2D(
			gl.TEXTURE_2D,
			0,
			0,
			0,
			ROW,
			tile.bytes.length / ROW,
			gl.RED_INTEGER,
			gl.UNSIGNED_BYTE,
			tile.bytes
		);
		tile.holds = column;
	}

	begin({ palette, dashColour }: Frame): void {
		const gl = this.#gl;
		for (const { program, uniform } of [this.#plain, this.#dashed]) {
			gl.useProgram(program);
			gl.uniform4fv(uniform.u_colours, palette, 0, 4 * COLOURS);
			gl.uniform4fv(uniform.u_dash_colour, dashColour);
			gl.uniform1i(uniform.u_classes, 0);
		}
		gl.activeTexture(gl.TEXTURE0);
	}

	draw(tile: TileOnDevice, { matrix, part, dash }: TileDraw): void {
		const gl = this.#gl;
		const { program, uniform } = tile.lacks && dash[0] > 0 ? this.#dashed : this.#plain;
		gl.useProgram(program);
		gl.uniformMatrix4fv(uniform.u_matrix, false, matrix);
		gl.uniform4fv(uniform.u_part, part);
		gl.uniform2fv(uniform.u_dash, dash);
		gl.bindTexture(gl.TEXTURE_2D, tile.classes);
		gl.bindVertexArray(tile.corners);
		gl.drawElements(gl.TRIANGLES, tile.triangles, gl.UNSIGNED_INT, 0);
	}

	/** Leaves the device as MapLibre expects it. */
	end(): void {
		this.#gl.bindVertexArray(null);
	}

	drop({ corners, buffers, classes }: TileOnDevice): void {
		this.#gl.deleteVertexArray(corners);
		for (const buffer of buffers) this.#gl.deleteBuffer(buffer);
		this.#gl.deleteTexture(classes);
	}

	close(): void {
		for (const { program } of [this.#plain, this.#dashed]) this.#gl.deleteProgram(program);
	}
}

function filled(
	gl: WebGL2RenderingContext,
	target: GLenum,
	data: ArrayBufferView<ArrayBuffer>,
	pointed?: () => void
): WebGLBuffer {
	const buffer = gl.createBuffer();
	gl.bindBuffer(target, buffer);
	gl.bufferData(target, data, gl.STATIC_DRAW);
	pointed?.();
	return buffer;
}

function link(gl: WebGL2RenderingContext, fragment: string): Program {
	const program = gl.createProgram();
	for (const [kind, source] of [
		[gl.VERTEX_SHADER, VERTEX],
		[gl.FRAGMENT_SHADER, fragment]
	] as const) {
		const shader = gl.createShader(kind)!;
		gl.shaderSource(shader, source);
		gl.compileShader(shader);
		gl.attachShader(program, shader);
		gl.deleteShader(shader);
	}
	gl.linkProgram(program);
	if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
		throw new Error(`grid colours: ${gl.getProgramInfoLog(program)}`);
	const located = UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]);
	return { program, uniform: Object.fromEntries(located) as Program['uniform'] };
}
