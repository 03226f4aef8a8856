/** What the API's document says of cases: where they are, what is done to them, and their patterns. */
import type { EndpointId } from '../domain/api/endpoints.ts';
import type { Language } from './language.ts';

type CaseId = Extract<EndpointId, `case${string}` | `pattern${string}`>;
interface Said {
	summary: string;
	description: string;
	answer: string;
}

export const caseEndpointWords: Record<Language, Record<CaseId, Said>> = {
	'zh-CN': {
		casesLive: {
			summary: '案件的办理，随时推送',
			description:
				'服务器推送事件：自己范围内（或派给本单位）的案件每办一步推送一次，只有编号、第几步和所处状态，内容另行读取。每条带 id；断线后用 Last-Event-ID（或参数 after）接着收，不漏也不重复；缺得太多时告知 missed，请重新读取。',
			answer: '事件流，每条 data 是一个 JSON'
		},
		casePlaces: {
			summary: '案件在哪里',
			description:
				'自己范围内（或派给本单位）符合条件的案件的位置、类别、进度和期限，供地图使用；最早到期的在前，最多 5,000 件，再多时 more 为 true。已办结的按文字查找时只看最近 31 天，除非给出 from。',
			answer: '案件的位置'
		},
		patternCells: {
			summary: '案件在地图上的分布',
			description:
				'一段时间内发生的案件（作废和并入他案的不算），按方格计数，只算自己看得到的。只有一件的方格给出它的编号。',
			answer: '方格'
		},
		patternCounts: {
			summary: '各网格或区域的案件数',
			description: '同样的案件，按单元网格（须给出范围）或某一级区域计数；没有列出的为零。',
			answer: '编号与件数'
		},
		patternHotSpots: {
			summary: '热点的统计检验',
			description:
				'服务器推送事件：先报进度；然后是 Getis-Ord Gi* 的结果（各格件数随机重排为零假设，p 值按 Benjamini-Hochberg 校正为 q）；最后是时空扫描（Kulldorff，随机置换）找到的短时聚集。断开即取消；案件太多时不做扫描，bursts 为 null。',
			answer: '事件流，每条 data 是一个 JSON'
		}
	},
	en: {
		casesLive: {
			summary: 'What is done to cases, as it happens',
			description:
				'Server-sent events: each step of a case within reach, or given to one’s organisation, with its number, step and state; what it is, is read apart. Each has an id: with Last-Event-ID (or the parameter after) the stream goes on where it was cut, without losing or repeating one; who missed too much is told so, and reads anew.',
			answer: 'A stream of events, the data of each being JSON'
		},
		casePlaces: {
			summary: 'Where cases are',
			description:
				'Position, class, state and time limit of the cases of a filter within one’s reach (or given to one’s organisation), for a map; what is due first, at most 5,000, and more is true where there are others. Words are looked for in those that ended within 31 days only, unless from is given.',
			answer: 'Places of cases'
		},
		patternCells: {
			summary: 'Where cases lie on the map',
			description:
				'Cases of a period (none that was made void or is a duplicate), counted in square cells, of those that whoever asks may see. A cell with a single case names it.',
			answer: 'Cells'
		},
		patternCounts: {
			summary: 'Cases of each grid or area',
			description:
				'The same cases by unit grid (in a box) or by area of a level; what is not listed has none.',
			answer: 'Ids and counts'
		},
		patternHotSpots: {
			summary: 'Hot spots, tested',
			description:
				'Server-sent events: progress; then Getis-Ord Gi* (null: the grids’ counts dealt out anew; p adjusted to q after Benjamini and Hochberg); at the end bursts by Kulldorff’s space-time permutation scan. Leaving cancels it; of too many cases no bursts are looked for (null).',
			answer: 'A stream of events, the data of each being JSON'
		}
	}
};
