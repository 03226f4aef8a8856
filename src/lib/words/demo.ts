/** Words of the command that makes the demonstration. */
import type { WanggeError } from '../domain/errors.ts';
import type { FullGrainStage } from '../domain/full-grain/stages.ts';
import type { Language } from './language.ts';

export interface DemoCounts {
	areas: number;
	buildings: number;
	facilities: number;
	incidents: number;
	organisations: number;
	responsibilities: number;
}

export interface DemoWords {
	usage: string;
	stage: Record<
		| 'land'
		| 'streets'
		| 'areas'
		| 'buildings'
		| 'people'
		| 'layers'
		| 'life'
		| 'responsibilities'
		| 'grids'
		| 'settling'
		| 'coverage',
		string
	>;
	grain: Record<FullGrainStage, string>;
	/** What a full-grain run took: seconds of each stage, megabytes of the process at its largest. */
	took(stages: readonly (readonly [name: string, seconds: number])[], megabytes: number): string;
	count(n: number): string;
	city(name: string, grids: number, counts: DemoCounts): string;
	fiction(name: string, organisations: number, responsibilities: number): string;
	error(error: WanggeError): string | undefined;
}

const zh = (n: number): string => n.toLocaleString('zh-CN');
const en = (n: number): string => n.toLocaleString('en');

export const demoWords: Record<Language, DemoWords> = {
	'zh-CN': {
		usage:
			'用法：npm run demo [-- --replace] [--seed 数字] [--day 年-月-日]\n      npm run demo -- --full-grain [--share 0.001 到 1] [--seed 数字] [--day 年-月-日] [--replace]   （全粒度数据）\n      npm run demo -- responsibilities   （为已导入的辖区生成虚构职责）',
		stage: {
			land: '生成地形',
			streets: '生成道路',
			areas: '划分区划',
			buildings: '生成楼栋',
			people: '生成居民与设施',
			layers: '写入图层',
			life: '写入设施与事件',
			responsibilities: '写入职责',
			grids: '划分网格',
			settling: '整理数据库',
			coverage: '计算覆盖'
		},
		grain: {
			areas: '划分区划',
			roads: '写入道路',
			responsibilities: '写入职责',
			grids: '写入单元网格',
			buildings: '写入楼栋',
			facilities: '写入设施',
			incidents: '写入事件',
			coverage: '计算覆盖',
			settling: '整理数据库'
		},
		took: (stages, megabytes) =>
			`用时：${stages.map(([name, seconds]) => `${name} ${seconds} 秒`).join('，')}。内存峰值 ${zh(megabytes)} MB。`,
		count: zh,
		city: (name, grids, counts) =>
			`演示城市“${name}”已建立：${zh(counts.areas)} 个区域，${zh(grids)} 个单元网格，${zh(counts.buildings)} 栋楼，${zh(counts.facilities)} 处设施，${zh(counts.incidents)} 起事件，${zh(counts.organisations)} 家单位，${zh(counts.responsibilities)} 条职责。全部为虚构。`,
		fiction: (name, organisations, responsibilities) =>
			`已为“${name}”生成 ${zh(organisations)} 家虚构单位和 ${zh(responsibilities)} 条虚构职责，均标明“演示”。`,
		error: ({ kind, details }) => {
			if (kind === 'duplicate')
				return `数据库里已有辖区“${String(details.name)}”，未作改动。要替换它，请加 --replace。`;
			if (kind === 'not-found') return '数据库里还没有辖区。请先导入，或运行 npm run demo。';
			if (kind === 'conflict') return `“${String(details.name)}”本身就是演示城市，已有自己的职责，未作改动。`;
			if (kind === 'invalid') return `“${String(details.value)}”不能用作 ${String(details.field)}。`;
			return undefined;
		}
	},
	en: {
		usage:
			'Usage: npm run demo [-- --replace] [--seed NUMBER] [--day YYYY-MM-DD]\n       npm run demo -- --full-grain [--share 0.001 to 1] [--seed NUMBER] [--day YYYY-MM-DD] [--replace]   (a full-grain data set)\n       npm run demo -- responsibilities   (fictional ones for an imported jurisdiction)',
		stage: {
			land: 'Shaping the land',
			streets: 'Drawing streets',
			areas: 'Dividing areas',
			buildings: 'Building',
			people: 'Settling people',
			layers: 'Writing layers',
			life: 'Writing facilities and incidents',
			responsibilities: 'Writing responsibilities',
			grids: 'Making grids',
			settling: 'Tidying the database',
			coverage: 'Working out coverage'
		},
		grain: {
			areas: 'Dividing areas',
			roads: 'Writing streets',
			responsibilities: 'Writing responsibilities',
			grids: 'Writing unit grids',
			buildings: 'Writing buildings',
			facilities: 'Writing facilities',
			incidents: 'Writing incidents',
			coverage: 'Working out coverage',
			settling: 'Tidying the database'
		},
		took: (stages, megabytes) =>
			`Took: ${stages.map(([name, seconds]) => `${name} ${seconds} s`).join(', ')}. Memory at its largest ${en(megabytes)} MB.`,
		count: en,
		city: (name, grids, counts) =>
			`The demonstration city ${name} is there: ${en(counts.areas)} areas, ${en(grids)} unit grids, ${en(counts.buildings)} buildings, ${en(counts.facilities)} facilities, ${en(counts.incidents)} incidents, ${en(counts.organisations)} organisations, ${en(counts.responsibilities)} responsibilities. All fictional.`,
		fiction: (name, organisations, responsibilities) =>
			`${en(organisations)} fictional organisations and ${en(responsibilities)} fictional responsibilities made for ${name}, all marked as a demonstration.`,
		error: ({ kind, details }) => {
			if (kind === 'duplicate')
				return `The database already holds the jurisdiction ${String(details.name)}; nothing was changed. To replace it, add --replace.`;
			if (kind === 'not-found')
				return 'The database holds no jurisdiction yet. Import one first, or run npm run demo.';
			if (kind === 'conflict')
				return `${String(details.name)} is itself the demonstration city and has its own responsibilities; nothing was changed.`;
			if (kind === 'invalid') return `${String(details.value)} cannot be used as ${String(details.field)}.`;
			return undefined;
		}
	}
};
