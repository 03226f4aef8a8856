/** What the API's document and its page say about the endpoints. */
import { commandWords, parameterWords } from './api-parts.ts';
import { caseEndpointWords } from './api-cases.ts';
import type { EndpointId } from '../domain/api/endpoints.ts';
import type { CommandId } from '../domain/api/incidents.ts';
import type { Language } from './language.ts';

interface ApiWords {
	title: string;
	description: string;
	endpoints: Record<EndpointId, { summary: string; description: string; answer: string }>;
	commands: Record<CommandId, { summary: string; description: string; answer: string }>;
	unchanged: string;
	packed: string;
	problem: Record<
		| 'refused'
		| 'forbidden'
		| 'missing'
		| 'method'
		| 'conflict'
		| 'tooLarge'
		| 'full'
		| 'tooMany'
		| 'fault'
		| 'carrier',
		string
	>;
	language: string;
	document: string;
	/** Headings of the page. */
	page: {
		lead: string;
		parameter: string;
		required: string;
		yes: string;
		no: string;
		meaning: string;
		example: string;
		standard: string;
		noParameters: string;
		errors: string;
		back: string;
		/** Under a problem's title. */
		problem: string;
	};
	/** Meaning of the parameters, by name. */
	parameters: Record<string, string>;
}

export const apiWords: Record<Language, ApiWords> = {
	'zh-CN': {
		title: '网格 HTTP 接口',
		description:
			'位置一律为 [经度, 纬度]（度，CGCS2000/WGS 84），面积为平方米，距离为米，日期为 YYYY-MM-DD，时刻为 ISO 8601。' +
			'null 表示没有数据，不等于零。出错时返回 RFC 9457 问题文档；不认识的参数会被拒绝。' +
			'回答带 ETag，可用 If-None-Match 询问是否有变化。',
		endpoints: {
			gridCard: {
				summary: '单元网格的全部情况',
				description:
					'每项职责由谁主责、协办、兜底，依据什么文件，网格的地面怎样分为明确、兜底、空白、交叉；每类设施覆盖多少应服务的居民；事件与绿化养护。',
				answer: '网格卡片'
			},
			gridAt: {
				summary: '某处所在的单元网格',
				description: '按经纬度查找；两个网格的公共边界只归其中一个。',
				answer: '网格'
			},
			worstGrids: {
				summary: '按指标排出最差的网格',
				description: '从最差到最好，分页，可限于任一级区域之内；数值为零或没有数据的网格不参加排序。',
				answer: '一页网格'
			},
			measureColumn: {
				summary: '一个指标在全部网格或区域上的数值',
				description:
					'供地图着色：编号与数值两列，附分级与分布。区域的数值是其下有数据的网格之和；一个有数据的网格也没有时为 null。',
				answer: '数值列'
			},
			measureMonths: {
				summary: '一个指标在全部网格或区域上逐月的数值',
				description:
					'供逐月播放：十三个自然月（本月截至今天，和之前十二个月）各一列，分级与分布的边界各月相同，颜色因此可以相互比较。' +
					'紧凑形式里，各月的分级依次排在编号之后，每月 count 个字节。',
				answer: '逐月的数值列'
			},
			measureLive: {
				summary: '数值列的变化，随时推送',
				description:
					'服务器推送事件：先说明该列现在的标签，之后每次变化给出哪些网格换了分级；地面改变时给出哪些瓦片集变了。读得太慢的一方会被告知重新取整列。',
				answer: '事件流，每条 data 是一个 JSON'
			},
			...caseEndpointWords['zh-CN'],
			areaList: { summary: '区域列表', description: '区、街道、社区、责任网格，供筛选。', answer: '区域' },
			areaProfile: {
				summary: '一个区域的情况',
				description: '上级与下级、边界（简化）、各项数量，以及各职责四种状态与各类设施覆盖的合计。',
				answer: '区域情况'
			},
			search: {
				summary: '查找',
				description: '按编码、名称或地址查找网格、区域、设施、单位和楼栋，最相符的在前。',
				answer: '查找结果'
			},
			catalogue: { summary: '目录', description: '职责清单、设施类型与配置标准、可选指标。', answer: '目录' },
			incidentClasses: {
				summary: '案件类别',
				description: '某一版本的全部案件类别：职责、取证、处置时限，与其他版本的对应。',
				answer: '案件类别'
			},
			jurisdiction: {
				summary: '辖区',
				description: '名称、范围、度量坐标系、数据来源，以及首先应看的一处。',
				answer: '辖区'
			},
			health: {
				summary: '是否就绪',
				description:
					'地面数据齐备时为 200，并说明数据库的状态（正常、慢、忙），不等数据库；数据库连不上或正在准备时为 503 并说明原因或进度。',
				answer: '就绪'
			}
		},
		commands: commandWords['zh-CN'],
		unchanged: '没有变化（If-None-Match）',
		packed:
			'同一答案的紧凑形式，只有每处的分级：头部长度（32 位无符号，小端）、头部（JSON，含 count）、count 个编号的差值（LEB128）、count 个字节的分级加一（0 无数据，1 为零）。',
		problem: {
			refused: '参数不能接受',
			forbidden: '没有权限，或正在预览',
			conflict: '与现状冲突：别人已办理、状态不允许，或 key 用于别的内容',
			tooLarge: '发来的内容太大',
			full: '照片存不下：磁盘满了，或文件夹不能写',
			missing: '没有找到',
			method: '不支持这种请求方法',
			tooMany: '从一个地址来的同时的请求太多',
			fault: '服务器出错',
			carrier: '正在准备，或数据库暂时不能回答'
		},
		language: '出错说明所用的语言：zh-CN 或 en；不给时看 Accept-Language。',
		document: '机器可读的说明',
		page: {
			lead: '本页由同一份接口定义生成，请求校验、类型与文档三者一致。',
			parameter: '参数',
			required: '必需',
			yes: '是',
			no: '否',
			meaning: '含义',
			example: '可填',
			standard: '默认',
			noParameters: '没有参数',
			errors: '可能的状态',
			back: '返回地图',
			problem: '接口返回的问题文档以此地址说明出错的种类；detail 说明这一次哪里不对，errors 逐个指出参数。'
		},
		parameters: parameterWords['zh-CN']
	},
	en: {
		title: 'Wangge HTTP API',
		description:
			'Positions are [longitude, latitude] in degrees (CGCS2000/WGS 84), areas square metres, distances metres, days ' +
			'YYYY-MM-DD, moments ISO 8601. null is no data, which is not zero. Errors are RFC 9457 problem documents; a ' +
			'parameter that is not known is refused. Answers carry an ETag: ask with If-None-Match whether they changed.',
		endpoints: {
			gridCard: {
				summary: 'All that is known of a unit grid',
				description:
					'For each duty who leads, supports or answers as the fallback, by which document, and how the ground divides ' +
					'into clear, fallback, gap and overlap; for each facility type how many residents are reached; incidents; greening.',
				answer: "The grid's card"
			},
			gridAt: {
				summary: 'The unit grid at a place',
				description: 'By longitude and latitude; a border that two grids share belongs to one of them.',
				answer: 'The grid'
			},
			worstGrids: {
				summary: 'The worst grids by a measure',
				description:
					'From the worst down, in pages, inside an area of any level if asked; grids at zero or without data are not ranked.',
				answer: 'A page of grids'
			},
			measureColumn: {
				summary: 'A measure for all grids or areas',
				description:
					'For colouring a map: two columns, ids and values, with classes and distribution. The value of an area is the sum ' +
					'over its grids with data, and null where none has any.',
				answer: 'The column'
			},
			measureMonths: {
				summary: 'One measure month by month, for all grids or areas',
				description:
					'To be played back: a column for each of thirteen calendar months (the present one so far, and the twelve before ' +
					'it), on the same breaks and bars, so that colours can be compared. In the packed form the classes of the months ' +
					'follow one another after the ids, count bytes each.',
				answer: 'The columns of the months'
			},
			measureLive: {
				summary: 'Changes of a column, as they happen',
				description:
					'Server-sent events: first the tag of the column as it is, then with each change the grids whose class is another; when ground changes, the tile sets concerned. Whoever reads too slowly is told to ask for the column anew.',
				answer: 'A stream of events, the data of each being JSON'
			},
			...caseEndpointWords.en,
			areaList: {
				summary: 'Areas',
				description: 'Districts, streets, communities and duty grids, for filters.',
				answer: 'Areas'
			},
			areaProfile: {
				summary: 'One area',
				description: 'What is above and below it, its boundary (simplified), counts, and sums of coverage.',
				answer: 'The area'
			},
			search: {
				summary: 'Search',
				description:
					'Grids, areas, facilities, organisations and buildings by code, name or address, the best match first.',
				answer: 'Hits'
			},
			catalogue: {
				summary: 'Catalogues',
				description: 'Duties, facility types with their norms, and the measures that can be chosen.',
				answer: 'Catalogues'
			},
			incidentClasses: {
				summary: 'Classes of incident',
				description:
					'All classes of an edition: duty, evidence, limits of handling, and what they are in other editions.',
				answer: 'The classes'
			},
			jurisdiction: {
				summary: 'The jurisdiction',
				description: 'Name, extent, metric frame, sources, and where to look first.',
				answer: 'The jurisdiction'
			},
			health: {
				summary: 'Whether it is ready',
				description:
					'200 when the ground is there, with the state of the database (ok, slow, busy), without waiting for it; 503 with the reason or the progress when the database cannot be reached or the ground is being prepared.',
				answer: 'Ready'
			}
		},
		commands: commandWords.en,
		unchanged: 'Not changed (If-None-Match)',
		packed:
			'The same in few bytes, each place by its class alone: length of the head (unsigned 32 bits, little-endian); the head (JSON, with count); count ids as differences (LEB128); count bytes, the class plus one (0 no data, 1 zero).',
		problem: {
			refused: 'A parameter is refused',
			forbidden: 'Not allowed, or looking as somebody else',
			conflict:
				'In conflict with how it stands: somebody else was first, the state does not let it, or the key was used for something else',
			tooLarge: 'What was sent is too large',
			full: 'The photo cannot be kept: the disk is full, or its folder cannot be written',
			missing: 'Not found',
			method: 'The method is not supported',
			tooMany: 'Too many requests from one address at once',
			fault: 'Something went wrong in the server',
			carrier: 'Being prepared, or the database cannot answer at the moment'
		},
		language: 'Language of error sentences: zh-CN or en; otherwise Accept-Language decides.',
		document: 'Machine-readable description',
		page: {
			lead: 'This page is made from the schemas that validate the requests.',
			parameter: 'Parameter',
			required: 'Required',
			yes: 'yes',
			no: 'no',
			meaning: 'Meaning',
			example: 'May be',
			standard: 'Default',
			noParameters: 'No parameters',
			errors: 'Possible states',
			back: 'Back to the map',
			problem:
				'Problem documents of the API name this address as their type; detail says what is wrong this time, errors names each parameter.'
		},
		parameters: parameterWords.en
	}
};
