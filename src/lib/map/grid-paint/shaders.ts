/** The programs that colour grids on the graphics device. */

/** Grids to a row of a tile's texture of classes: a power of two. */
export const ROW = 128;
/** Byte of a class to its colour: no data, zero, and up to seven classes. */
export const COLOURS = 9;

/** What is not of a grid with a class lies nowhere: its triangles have no ground. */
export const VERTEX = `#version 300 es
uniform mat4 u_matrix;
uniform highp usampler2D u_classes;
uniform vec4 u_colours[${COLOURS}];
layout(location = 0) in vec2 a_at;
layout(location = 1) in uint a_grid;
flat out uint v_class;
flat out vec4 v_colour;
out vec2 v_at;
void main() {
	v_at = a_at;
	v_class = texelFetch(u_classes, ivec2(a_grid % ${ROW}u, a_grid / ${ROW}u), 0).r;
	bool said = v_class < ${COLOURS}u;
	v_colour = said ? u_colours[v_class] : vec4(0.0);
	gl_Position = said ? u_matrix * vec4(a_at, 0.0, 1.0) : vec4(0.0, 0.0, 0.0, 1.0);
}`;

/**
 * u_part is what of the tile is drawn (left, top, right, bottom) in units of the tile. Colours have their opacity multiplied in,
 * as MapLibre blends them.
 */
const fragment = (given: string, painted: string) => `#version 300 es
precision highp float;
uniform vec4 u_part;
flat in vec4 v_colour;
in vec2 v_at;
out vec4 colour;
${given}
void main() {
	if (any(lessThan(v_at, u_part.xy)) || any(greaterThanEqual(v_at, u_part.zw))) discard;
	colour = v_colour;
	${painted}
}`;

export const FRAGMENT = fragment('', '');

/**
 * The same with dashes where there are no data, for tiles that have such grids: without a graphics card every point pays for them.
 * u_dash is the distance between dashes in units of the tile, and how thick they are as a share of half of it.
 */
export const DASHED_FRAGMENT = fragment(
	`uniform vec4 u_dash_colour;
uniform vec2 u_dash;
flat in uint v_class;`,
	`if (v_class == 0u) {
		vec2 at = v_at * vec2(1.0, 2.0) / u_dash.x;
		float row = floor(at.y);
		vec2 off = abs(fract(vec2(at.x + 0.5 * mod(row, 2.0), at.y)) - 0.5);
		if (off.x < 0.25 && off.y < 0.5 * u_dash.y) colour = u_dash_colour;
	}`
);
