/** The basemap's colours. paper: muted paper tones; night: the same order on dark ground; sun: 7:1, thicker, fewer. */
import type { ThemeId } from './scales.ts';

export interface Theme {
	id: ThemeId;
	ground: string;
	built: string;
	/** Built-up ground by kind, where it differs from `built`. */
	blocks: Readonly<Record<string, string>>;
	water: string;
	waterLine: string;
	waterName: string;
	green: string;
	greenDeep: string;
	greenLine: string;
	greenName: string;
	building: string;
	buildingLine: string;
	roadMajor: string;
	road: string;
	casing: string;
	path: string;
	gridLine: string;
	areaLine: string;
	text: string;
	textQuiet: string;
	halo: string;
	/** Selection: strong and neutral. */
	ink: string;
	/** Lies over all but the selected grid. */
	veil: string;
	veilOpacity: number;
	/** Where I am, and what is chosen. */
	accent: string;
	pictogram: string;
	/** Multiplies line widths. */
	stroke: number;
	/** Multiplies text sizes. */
	type: number;
	/** Multiplies pictures. */
	picture: number;
}

export const THEME: Readonly<Record<ThemeId, Theme>> = {
	paper: {
		id: 'paper',
		ground: '#f5f3ef',
		built: '#ece8e1',
		blocks: { industrial: '#e9e4e2', public: '#f0e8dc', commercial: '#f0e6df', agricultural: '#f1f0e2' },
		water: '#c8dbe8',
		waterLine: '#b3ccdd',
		waterName: '#5b83a3',
		green: '#dce8d2',
		greenDeep: '#d0e0c3',
		greenLine: '#c4d7b6',
		greenName: '#5d7f4e',
		building: '#ddd6cb',
		buildingLine: '#c8bfb1',
		roadMajor: '#fffaf0',
		road: '#ffffff',
		casing: '#cfc9be',
		path: '#cbbfae',
		gridLine: '#8d857a',
		areaLine: '#6d6473',
		text: '#4a4a48',
		textQuiet: '#77746f',
		halo: '#fbfaf7',
		ink: '#1d1d1f',
		veil: '#f5f3ef',
		veilOpacity: 0.26,
		accent: '#1f5fa8',
		pictogram: '#5b6672',
		stroke: 1,
		type: 1,
		picture: 1
	},
	night: {
		id: 'night',
		ground: '#1b1d20',
		built: '#222528',
		blocks: { industrial: '#25272b', public: '#282722', commercial: '#2a2726', agricultural: '#1f221e' },
		water: '#1d3242',
		waterLine: '#2a4558',
		waterName: '#7fa5c0',
		green: '#20301f',
		greenDeep: '#24382a',
		greenLine: '#2d4230',
		greenName: '#8fb083',
		building: '#31353a',
		buildingLine: '#43484f',
		roadMajor: '#5a5c60',
		road: '#44474c',
		casing: '#131416',
		path: '#4b4a46',
		gridLine: '#7d8084',
		areaLine: '#a59cae',
		text: '#dad8d3',
		textQuiet: '#a3a19c',
		halo: '#16181a',
		ink: '#ffffff',
		veil: '#0f1011',
		veilOpacity: 0.3,
		accent: '#6cb0ff',
		pictogram: '#8d99a6',
		stroke: 1,
		type: 1.08,
		picture: 1
	},
	sun: {
		id: 'sun',
		ground: '#ffffff',
		built: '#f3f1ec',
		blocks: {},
		water: '#a9d0ea',
		waterLine: '#3c7fae',
		waterName: '#0b4a76',
		green: '#d3ebc4',
		greenDeep: '#c2e2b0',
		greenLine: '#6f9c58',
		greenName: '#23501a',
		building: '#cfc6b6',
		buildingLine: '#6e6656',
		roadMajor: '#fff3c4',
		road: '#ffffff',
		casing: '#6c675d',
		path: '#7a6a50',
		gridLine: '#3c3a37',
		areaLine: '#2d2138',
		text: '#111111',
		textQuiet: '#333333',
		halo: '#ffffff',
		ink: '#000000',
		veil: '#ffffff',
		veilOpacity: 0.32,
		accent: '#0047b3',
		pictogram: '#26303a',
		stroke: 1.45,
		type: 1.18,
		picture: 1.15
	}
};

/** A screen higher than this is a wall that is read from afar, unless the device scales it itself. */
const DESK_PX = 1300;
const READ_AT_PX = 1080;

/** The theme at a screen's height in CSS pixels: on a wall, type and lines grow with it. */
export function themeFor(id: ThemeId, height: number): Theme {
	const theme = THEME[id];
	if (height <= DESK_PX) return theme;
	const larger = height / READ_AT_PX;
	return {
		...theme,
		stroke: theme.stroke * larger,
		type: theme.type * larger,
		picture: theme.picture * larger
	};
}

/**
 * Every glyph, Latin ones too, is drawn by the browser from the device's own fonts (MapLibre does so when a style
 * names no glyph server). The weight is read from the first name of the stack, so that name only says the weight.
 */
const DEVICE_FONTS = ['Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'];
export const FONT = {
	regular: DEVICE_FONTS,
	medium: ['Wangge Medium', ...DEVICE_FONTS],
	bold: ['Wangge Semibold', ...DEVICE_FONTS]
};
