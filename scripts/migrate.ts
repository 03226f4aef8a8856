// npm run migrate: brings the schema of the configured database up to date and says what it did.
import { migrate, openDatabase } from '../src/lib/server/db/index.ts';
import { commandLanguage } from './command/language.ts';
import { runCommand } from './command/run.ts';

async function main(): Promise<void> {
	const database = await openDatabase();
	try {
		const { migrations, functions } = await migrate(database);
		console.log(`engine: ${database.engine}`);
		console.log(migrations.length ? `migrations run: ${migrations.join(', ')}` : 'migrations: up to date');
		console.log(functions.length ? `functions applied: ${functions.join(', ')}` : 'functions: up to date');
	} finally {
		await database.close();
	}
}

await runCommand(main, { lang: commandLanguage(process.env) });
