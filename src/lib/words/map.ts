/** The map, its layers and its tools. */
import { enFormats, zhFormats } from './format.ts';

/** Far away, only whole kilometres are of use. */
const roughly = (metres: number) => (metres < 10_000 ? metres : Math.round(metres / 1000) * 1000);

export const zh = {
	map: '地图',
	mapHow: '地图：方向键移动，加减号缩放，回车选择中间的网格',
	layers: '图层',
	layerNames: {
		basemap: '水面与绿地',
		measure: '指标颜色',
		states: '责任地块（填充线）',
		roads: '道路',
		greening: '绿化养护状态',
		buildings: '楼栋',
		grids: '网格线',
		areas: '行政边界',
		trees: '树木',
		heat: '事件热度',
		incidents: '事件',
		facilities: '设施',
		names: '地名'
	},
	fromCloser: '放大后可见',
	zoomIn: '放大',
	zoomOut: '缩小',
	loading: '正在载入地图……',
	locate: '我的位置',
	distance: '量距离',
	area: '量面积',
	measuring: { distance: '在地图上依次点选，双击或回车结束', area: '点选区域的各角，双击或回车结束' },
	measured: (metres: number, m2: number | null) =>
		m2 === null
			? `长 ${zhFormats.distance(metres)}`
			: `面积 ${zhFormats.area(m2)}，周长 ${zhFormats.distance(metres)}`,
	undo: '撤销一点',
	endMeasuring: '结束测量',
	tools: '地图工具',
	display: '显示',
	theme: '主题',
	themes: { auto: '跟随设备', paper: '日间', night: '夜间', sun: '强光' },
	language: '语言',
	languages: { 'zh-CN': '中文', en: 'English' },
	failures: {
		webgl: '这台设备的浏览器不能绘制地图（需要 WebGL）。面板、搜索和清单仍可使用。',
		context: '绘图设备中断，请重新载入页面。',
		tiles: '部分地图没有读到，请检查网络后移动地图再试。',
		busy: '服务器正忙，部分地图暂时没有读到。请过半分钟移动地图或再点一次；一直如此，请告知管理员。',
		tool: '量测工具没有取到，请检查网络后再点一下。',
		'position-denied': '没有得到定位许可。请在浏览器设置里允许本站使用位置。',
		'position-unavailable': '暂时得不到位置。'
	},
	marked: (name: string) => `地图上已标出：${name}`,
	noGridHere: '这里不在任何单元网格内。',
	outside: (metres: number | null) =>
		metres === null ? '您不在辖区内。' : `您不在辖区内（距辖区约 ${zhFormats.distance(roughly(metres))}）。`,
	opensLeft: '展开图层与图例',
	closesLeft: '收起图层与图例'
};

export const en: typeof zh = {
	map: 'Map',
	mapHow: 'Map: arrow keys move, plus and minus zoom, Enter chooses the grid in the middle',
	layers: 'Layers',
	layerNames: {
		basemap: 'Water and green',
		measure: 'Measure colours',
		states: 'Responsibility ground (hatched)',
		roads: 'Roads',
		greening: 'Greening state',
		buildings: 'Buildings',
		grids: 'Grid lines',
		areas: 'Area boundaries',
		trees: 'Trees',
		heat: 'Incident heat',
		incidents: 'Incidents',
		facilities: 'Facilities',
		names: 'Names'
	},
	fromCloser: 'seen from closer',
	zoomIn: 'Zoom in',
	zoomOut: 'Zoom out',
	loading: 'Loading the map…',
	locate: 'My position',
	distance: 'Measure distance',
	area: 'Measure area',
	measuring: {
		distance: 'Click point after point, double-click or Enter to end',
		area: 'Click the corners, double-click or Enter to end'
	},
	measured: (metres, m2) =>
		m2 === null
			? `Length ${enFormats.distance(metres)}`
			: `Area ${enFormats.area(m2)}, outline ${enFormats.distance(metres)}`,
	undo: 'Undo a point',
	endMeasuring: 'End measuring',
	tools: 'Map tools',
	display: 'Display',
	theme: 'Theme',
	themes: { auto: 'as the device', paper: 'Day', night: 'Night', sun: 'Sunlight' },
	language: 'Language',
	languages: { 'zh-CN': '中文', en: 'English' },
	failures: {
		webgl: "This device's browser cannot draw the map (WebGL is needed). Panel, search and lists still work.",
		context: 'The graphics device was lost; please reload the page.',
		tiles: 'Part of the map did not arrive; check the network and move the map to try again.',
		busy: 'The server is busy, so part of the map did not arrive. Move the map or tap again in half a minute; if it goes on, tell the administrator.',
		tool: 'The measuring tool did not arrive; check the network and tap again.',
		'position-denied': 'No permission for your position. Allow it for this site in the browser settings.',
		'position-unavailable': 'Your position is not available at the moment.'
	},
	marked: (name) => `Marked on the map: ${name}`,
	noGridHere: 'There is no unit grid here.',
	outside: (metres) =>
		metres === null
			? 'You are outside the jurisdiction.'
			: `You are outside the jurisdiction (about ${enFormats.distance(roughly(metres))} away).`,
	opensLeft: 'Open layers and legend',
	closesLeft: 'Close layers and legend'
};
