/** What the API's document says of the patterns of cases. */
import type { EndpointId } from '../domain/api/endpoints.ts';
import type { Language } from './language.ts';

type PatternId = Extract<EndpointId, `pattern${string}`>;
interface Said {
	summary: string;
	description: string;
	answer: string;
}

export const patternEndpointWords: Record<Language, Record<PatternId, Said>> = {
	'zh-CN': {
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
