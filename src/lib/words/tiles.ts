/** What the API's document says about tiles. */
import type { Language } from './language.ts';

type TileWord =
	| 'summary'
	| 'description'
	| 'answer'
	| 'empty'
	| 'tag'
	| 'generalised'
	| 'set'
	| 'zoom'
	| 'column'
	| 'row'
	| 'duty';

export const tileWords: Record<Language, Record<TileWord, string>> = {
	'zh-CN': {
		summary: '地图瓦片',
		description:
			'Mapbox 矢量瓦片 2.1，按 Web 墨卡托的级别、列、行取。每个图层有哪些字段、从哪一级起有，见 /tiles/{set}.json（TileJSON）。' +
			'小于一两个像素的绿地、水面、地块和次要道路在远处不画。压缩后超过 300,000 字节的瓦片再作取舍，直到放得下：' +
			'建筑从大到小保留，其余同一小格（8 像素起）内的合成一块；设施同类同格的合为一处；树木同格的合为一处，以最急的为准；' +
			'道路、水系按等级，绿地按急缓，再从大到小保留。合成的要素以 n 说明代表几个。网格和区域从不舍去，从不随机抽样。',
		answer: '瓦片',
		empty: '此处没有内容',
		tag: '弱标签，内容与取舍都相同才相同',
		generalised:
			'这块瓦片里有取舍的图层（RFC 9651 字典）：merged 有要素合并，left-out 有要素未画，merged+left-out 两者都有。没有取舍时不给。',
		set: '瓦片集',
		zoom: '级别',
		column: '列，自西向东',
		row: '行，自北向南',
		duty: '职责编码，states 需要'
	},
	en: {
		summary: 'A tile of the map',
		description:
			'Mapbox Vector Tile 2.1, by zoom, column and row in Web Mercator. /tiles/{set}.json (TileJSON) says which fields each layer has, and from which zoom. ' +
			'Far out, green, water and blocks of less than a pixel or two and minor roads are not drawn. A tile of more than 300,000 bytes compressed gives way until it fits: ' +
			'the largest buildings stay, the others of one cell (8 pixels, or more) become one shape; facilities of one type in one cell become one place; trees of one cell become one, the most urgent speaking for them; ' +
			'roads and waterways stay by class, greening by urgency, and then by size. What was merged says in n for how many it stands. Grids and areas are never left out, and nothing is left to chance.',
		answer: 'The tile',
		empty: 'Nothing lies here',
		tag: 'A weak tag: the same only for the same content, generalised in the same way',
		generalised:
			'Layers of which something was generalised in this tile (a dictionary of RFC 9651): merged, left-out, or merged+left-out. Absent when nothing was.',
		set: 'Set of tiles',
		zoom: 'Zoom',
		column: 'Column, from the west',
		row: 'Row, from the north',
		duty: 'Key of a duty; states needs one'
	}
};
