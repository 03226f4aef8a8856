// A process of its own for the tests: opens the embedded engine in argv[2] and does as the lines on its standard input
// say. Every answer is one line of JSON.
import { createInterface } from 'node:readline';
import { openDatabase } from '../../../src/lib/server/db/index.ts';

const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);

try {
	const db = await openDatabase({ dataDir: process.argv[2] ?? '' });
	say({ open: process.pid });
	for await (const line of createInterface({ input: process.stdin })) {
		if (line === 'close') break;
		say({ rows: await db.query(line) });
	}
	await db.close();
	say({ closed: true });
} catch (error) {
	const { kind, details, message } = error as { kind?: string; details?: object; message: string };
	say({ kind, details, message });
}
