/** The programs that draw tiles on the graphics device. */

/** Features to a row of a tile's texture of classes: a power of two. */
export const ROW = 128;
/** Byte of a class to its colour: no data, zero, and up to seven classes. */
export const COLOURS = 9;

/** u_part is what of the tile is drawn (left, top, right, bottom) in units of the tile. */
const OUTSIDE = 'any(lessThan(v_at, u_part.xy)) || any(greaterThanEqual(v_at, u_part.zw))';

export const FILL_UNIFORMS = [
	'u_matrix',
	'u_classes',
	'u_colours',
	'u_part',
	'u_dash',
	'u_dash_colour'
] as const;

/** What is not of a feature with a class lies nowhere: its triangles have no ground. */
export const FILL_VERTEX = `#version 300 es
uniform mat4 u_matrix;
uniform highp usampler2D u_classes;
uniform vec4 u_colours[${COLOURS}];
layout(location = 0) in vec2 a_at;
layout(location = 1) in uint a_feature;
flat out uint v_class;
flat out vec4 v_colour;
out vec2 v_at;
void main() {
	v_at = a_at;
	v_class = texelFetch(u_classes, ivec2(a_feature % ${ROW}u, a_feature / ${ROW}u), 0).r;
	bool said = v_class < ${COLOURS}u;
	v_colour = said ? u_colours[v_class] : vec4(0.0);
	gl_Position = said ? u_matrix * vec4(a_at, 0.0, 1.0) : vec4(0.0, 0.0, 0.0, 1.0);
}`;

/** Colours have their opacity multiplied in, as MapLibre blends them. */
const fill = (given: string, painted: string) => `#version 300 es
precision highp float;
uniform vec4 u_part;
flat in vec4 v_colour;
in vec2 v_at;
out vec4 colour;
${given}
void main() {
	if (${OUTSIDE}) discard;
	colour = v_colour;
	${painted}
}`;

export const PLAIN_FRAGMENT = fill('', '');

/**
 * The same with dashes where there are no data, for tiles that have such features: without a graphics card every point
 * pays for them. u_dash is the distance between dashes in units of the tile, and how thick they are as a share of half
 * of it.
 */
export const DASHED_FRAGMENT = fill(
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

export const LINE_UNIFORMS = ['u_matrix', 'u_part', 'u_colour', 'u_pixel', 'u_half'] as const;

/** Corners two by two at an edge's ends: one to either side, half the width and half a pixel away. */
export const LINE_VERTEX = `#version 300 es
uniform mat4 u_matrix;
uniform float u_pixel;
uniform float u_half;
layout(location = 0) in vec2 a_at;
layout(location = 1) in vec2 a_across;
out vec2 v_at;
out float v_off;
void main() {
	v_off = (u_half + 0.5) * ((gl_VertexID & 1) == 0 ? 1.0 : -1.0);
	v_at = a_at + a_across * v_off * u_pixel;
	gl_Position = u_matrix * vec4(v_at, 0.0, 1.0);
}`;

/** As dark as the share of the pixel that the line covers. */
export const LINE_FRAGMENT = `#version 300 es
precision highp float;
uniform vec4 u_part;
uniform vec4 u_colour;
uniform float u_half;
in vec2 v_at;
in float v_off;
out vec4 colour;
void main() {
	if (${OUTSIDE}) discard;
	colour = u_colour * max(0.0, min(v_off + 0.5, u_half) - max(v_off - 0.5, -u_half));
}`;

export const PICTURE_UNIFORMS = ['u_place', 'u_part', 'u_picture'] as const;

/** u_place is left, bottom, right and top on the screen, from -1 to 1; u_part the same of the picture, from 0 to 1. */
export const PICTURE_VERTEX = `#version 300 es
uniform vec4 u_place;
uniform vec4 u_part;
out vec2 v_at;
void main() {
	vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
	v_at = mix(u_part.xy, u_part.zw, corner);
	gl_Position = vec4(mix(u_place.xy, u_place.zw, corner), 0.0, 1.0);
}`;

export const PICTURE_FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D u_picture;
in vec2 v_at;
out vec4 colour;
void main() {
	colour = texture(u_picture, v_at);
}`;
