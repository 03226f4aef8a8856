/** Programs, buffers and textures of the graphics device. */

export type Program<Name extends string> = {
	readonly program: WebGLProgram;
	readonly uniform: Readonly<Record<Name, WebGLUniformLocation | null>>;
};

/** @throws Error when the device refuses the program */
export function link<Name extends string>(
	gl: WebGL2RenderingContext,
	vertex: string,
	fragment: string,
	uniforms: readonly Name[]
): Program<Name> {
	const program = gl.createProgram();
	for (const [kind, source] of [
		[gl.VERTEX_SHADER, vertex],
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
		throw new Error(`colours of the map: ${gl.getProgramInfoLog(program)}`);
	const located = uniforms.map((name) => [name, gl.getUniformLocation(program, name)]);
	return { program, uniform: Object.fromEntries(located) as Program<Name>['uniform'] };
}

/** A new buffer, bound. */
export function filled(
	gl: WebGL2RenderingContext,
	target: GLenum,
	data: ArrayBufferView<ArrayBuffer>
): WebGLBuffer {
	const buffer = gl.createBuffer();
	gl.bindBuffer(target, buffer);
	gl.bufferData(target, data, gl.STATIC_DRAW);
	return buffer;
}

/** A new texture that is read point by point, bound. */
export function texture(
	gl: WebGL2RenderingContext,
	format: GLenum,
	width: number,
	height: number
): WebGLTexture {
	const made = gl.createTexture();
	gl.bindTexture(gl.TEXTURE_2D, made);
	for (const [name, value] of [
		[gl.TEXTURE_MIN_FILTER, gl.NEAREST],
		[gl.TEXTURE_MAG_FILTER, gl.NEAREST],
		[gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
		[gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]
	] as const)
		gl.texParameteri(gl.TEXTURE_2D, name, value);
	gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
	return made;
}
