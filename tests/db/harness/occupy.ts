import type { Database } from '../../../src/lib/server/db/index.ts';

/** Takes every connection; `letGo` gives them back. */
export async function occupy(db: Database): Promise<{ letGo(): Promise<void> }> {
	let open: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => (open = resolve));
	const held: Promise<void>[] = [];
	for (let i = 0; i < db.connections; i++) {
		await new Promise<void>((inside, failed) => {
			const work = db.transaction(async (tx) => {
				await tx.query('select 1');
				inside();
				await opened;
			});
			work.catch(failed);
			held.push(work);
		});
	}
	return {
		async letGo() {
			open();
			await Promise.all(held);
		}
	};
}
