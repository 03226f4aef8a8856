import {
	LEVEL_PRESETS,
	parseLevels,
	type LevelMap,
	type LevelPreset
} from '../../src/lib/domain/exchange/area-levels.ts';
import { WanggeError } from '../../src/lib/domain/errors.ts';
import type { Context } from '../../src/lib/server/context.ts';
import { importOsm, type OsmImportReport } from '../../src/lib/server/exchange/osm-service.ts';
import { OsmFile } from '../../src/lib/server/exchange/osm-pbf.ts';
import { importWords } from '../../src/lib/words/import.ts';
import type { Language } from '../../src/lib/words/language.ts';
import { progressBar } from '../command/progress-bar.ts';

/** A file that is none is refused before a database is opened. */
export async function checkOsm(file: string): Promise<void> {
	await (await OsmFile.open(file)).close();
}

export async function runOsm(
	context: Context,
	file: string,
	choice: { preset?: string; levels?: string; name?: string; replace?: boolean; 'allow-holes'?: boolean },
	lang: Language
): Promise<void> {
	const words = importWords[lang];
	const began = performance.now();
	const bar = progressBar();
	const report = await importOsm(context, {
		file,
		levels: levelsOf(choice),
		name: choice.name ?? null,
		replace: choice.replace ?? false,
		allowHoles: choice['allow-holes'] ?? false,
		onProgress: (stage, done, total) => bar(words.stages[stage], done, total)
	});
	await context.db.settle();
	print(report, lang);
	console.log(words.took((performance.now() - began) / 1000, process.resourceUsage().maxRSS / 1024));
	console.log(words.restart);
}

function levelsOf({ preset, levels }: { preset?: string; levels?: string }): LevelMap | null {
	if (levels) return parseLevels(levels);
	if (!preset) return null;
	if (preset in LEVEL_PRESETS) return parseLevels(LEVEL_PRESETS[preset as LevelPreset]);
	throw new WanggeError('invalid', { field: 'preset', reason: 'unknown-preset', value: preset });
}

function print(report: OsmImportReport, lang: Language): void {
	const words = importWords[lang];
	const say = (line: string) => console.log(line);
	const levels = new Map<string, number>();
	for (const { level } of report.areas) levels.set(level, (levels.get(level) ?? 0) + 1);
	say(words.done(report.jurisdiction, report.asOf));
	say(words.before[report.before]);
	say(words.tree([...levels].map(([level, count]) => ({ level, count }))));
	for (const { level, code, name } of report.areas.slice(0, 40))
		say(`  ${code}  ${words.levels[level] ?? level}  ${name}`);
	for (const [kind, count] of Object.entries(report.taken)) say(words.taken(kind, count));
	for (const [kind, count] of Object.entries(report.gone)) say(words.gone(kind, count));
	for (const area of report.endedAreas) say(words.gone('area', 1) + ` ${area}`);
	say(words.grids(report.grids));
	say(words.seen(report.seen));
	if (report.leftOut.length > 0) say(words.leftOutTitle);
	for (const row of report.leftOut) say(words.leftOut(row));
	for (const part of report.open.slice(0, 20)) say(words.uncovered(part));
	say(words.codes);
	if (!report.known.residents) say(words.noResidents);
	if (!report.known.responsibilities) say(words.noResponsibilities);
	say(words.attribution);
}
