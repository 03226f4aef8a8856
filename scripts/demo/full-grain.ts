/** The full-grain data set from the command line: how far it is, how long it took, how much memory it needed. */
import type { Context } from '../../src/lib/server/context.ts';
import type { FullGrainStage } from '../../src/lib/domain/full-grain/stages.ts';
import { makeFullGrain, type FullGrainOrder } from '../../src/lib/server/demo/full-grain.ts';
import type { DemoWords } from '../../src/lib/words/demo.ts';
import { progressBar } from '../command/progress-bar.ts';

/** The embedded engine is for a trial: a tenth of the city on a tenth of its ground. */
const SHARE = { server: 1, embedded: 0.1 };

export async function runFullGrain(
	context: Context,
	words: DemoWords,
	order: Omit<FullGrainOrder, 'share'> & { share?: string | undefined }
): Promise<void> {
	const bar = progressBar();
	const seconds = new Map<FullGrainStage, number>();
	let [stage, since] = ['areas' as FullGrainStage, performance.now()];
	const share = order.share === undefined ? SHARE[context.db.engine] : Number(order.share);
	const pass = (next: FullGrainStage): void => {
		const now = performance.now();
		seconds.set(stage, (seconds.get(stage) ?? 0) + (now - since) / 1000);
		[stage, since] = [next, now];
	};
	const made = await makeFullGrain(context, { ...order, share }, (next, done, total) => {
		if (next !== stage) pass(next);
		const counted = total > 1 ? `${words.count(done)} / ${words.count(total)}` : undefined;
		bar(words.grain[next], done, total, counted);
	});
	pass(stage);
	console.log(words.city(made.name, made.grids, made.counts));
	const took = [...seconds].map(([name, time]) => [words.grain[name], Math.round(time * 10) / 10] as const);
	console.log(words.took(took, Math.round(process.resourceUsage().maxRSS / 1024)));
}
