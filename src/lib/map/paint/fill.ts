/** Triangles and classes of tiles on the graphics device. */
import type { ClassColumn } from '../contract.ts';
import { NO_DATA } from '../scales.ts';
import { asByte, bytesAt, placesIn, sameIds, UNSAID } from './classes.ts';
import { filled, link, texture, type Program } from './gl.ts';
import { COLOURS, DASHED_FRAGMENT, FILL_UNIFORMS, FILL_VERTEX, PLAIN_FRAGMENT, ROW } from './shaders.ts';
import type { Shapes } from './shapes.ts';

export interface FilledTile {
	ids: Uint32Array;
	corners: WebGLVertexArrayObject;
	buffers: WebGLBuffer[];
	triangles: number;
	/** A byte to each feature, rows of ROW. */
	classes: WebGLTexture;
	bytes: Uint8Array;
	/** Some of its features have no data: they are dashed. */
	lacks: boolean;
	/** Where its features stand in the column with these ids. */
	places: { of: Uint32Array; at: Int32Array } | null;
	/** The column that `classes` holds. */
	holds: ClassColumn | null;
}

export interface FillColours {
	palette: Float32Array<ArrayBuffer>;
	dashColour: readonly number[];
}

export interface TileDraw {
	matrix: Float32Array<ArrayBuffer>;
	/** Left, top, right, bottom; units of the tile. */
	part: readonly number[];
	/** Distance of dashes in units of the tile, and their thickness as a share of half of it. */
	dash: readonly [distance: number, thickness: number];
	colours: FillColours;
}

export class FillDevice {
	readonly #gl: WebGL2RenderingContext;
	readonly #plain: Program<(typeof FILL_UNIFORMS)[number]>;
	readonly #dashed: Program<(typeof FILL_UNIFORMS)[number]>;

	/** @throws Error when the device refuses a program */
	constructor(gl: WebGL2RenderingContext) {
		this.#gl = gl;
		this.#plain = link(gl, FILL_VERTEX, PLAIN_FRAGMENT, FILL_UNIFORMS);
		this.#dashed = link(gl, FILL_VERTEX, DASHED_FRAGMENT, FILL_UNIFORMS);
	}

	put({ ids, corners, featureOf, triangles }: Shapes): FilledTile {
		const gl = this.#gl;
		const array = gl.createVertexArray();
		gl.bindVertexArray(array);
		const buffers = [filled(gl, gl.ARRAY_BUFFER, corners)];
		gl.vertexAttribPointer(0, 2, gl.SHORT, false, 0, 0);
		buffers.push(filled(gl, gl.ARRAY_BUFFER, featureOf));
		gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, 0, 0);
		buffers.push(filled(gl, gl.ELEMENT_ARRAY_BUFFER, triangles));
		gl.enableVertexAttribArray(0);
		gl.enableVertexAttribArray(1);
		gl.bindVertexArray(null);
		const bytes = new Uint8Array(ROW * Math.max(1, Math.ceil(ids.length / ROW))).fill(UNSAID);
		return {
			ids,
			corners: array,
			buffers,
			triangles: triangles.length,
			classes: texture(gl, gl.R8UI, ROW, bytes.length / ROW),
			bytes,
			lacks: false,
			places: null,
			holds: null
		};
	}

	/** Brings a column's classes to a tile that does not hold them yet. */
	classify(tile: FilledTile, column: ClassColumn): void {
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

	draw(tile: FilledTile, { matrix, part, dash, colours }: TileDraw): void {
		const gl = this.#gl;
		const { program, uniform } = tile.lacks && dash[0] > 0 ? this.#dashed : this.#plain;
		gl.useProgram(program);
		gl.uniformMatrix4fv(uniform.u_matrix, false, matrix);
		gl.uniform4fv(uniform.u_part, part);
		gl.uniform2fv(uniform.u_dash, dash);
		gl.uniform4fv(uniform.u_colours, colours.palette, 0, 4 * COLOURS);
		gl.uniform4fv(uniform.u_dash_colour, colours.dashColour);
		gl.uniform1i(uniform.u_classes, 0);
		gl.activeTexture(gl.TEXTURE0);
		gl.bindTexture(gl.TEXTURE_2D, tile.classes);
		gl.bindVertexArray(tile.corners);
		gl.drawElements(gl.TRIANGLES, tile.triangles, gl.UNSIGNED_INT, 0);
		gl.bindVertexArray(null);
	}

	drop({ corners, buffers, classes }: FilledTile): void {
		this.#gl.deleteVertexArray(corners);
		for (const buffer of buffers) this.#gl.deleteBuffer(buffer);
		this.#gl.deleteTexture(classes);
	}
}
