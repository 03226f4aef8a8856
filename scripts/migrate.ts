// npm run migrate: brings the schema of the configured database up to date and says what it did.
import { loadCatalogue } from '../src/lib/server/catalogue/service.ts';
import { migrate, openDatabase } from '../src/lib/server/db/index.ts';
import { keepContextKeys } from '../src/lib/server/fence/service.ts';
import { loadKeys } from '../src/lib/server/secrets/load.ts';
import { commandLanguage } from './command/language.ts';
import { runCommand } from './command/run.ts';

async function main(): Promise<void> {
	const database = await openDatabase();
	try {
		const { migrations, functions } = await migrate(database);
		await loadCatalogue({ db: database, actor: 'npm run migrate', now: new Date() });
		await keepContextKeys(database, loadKeys());
		console.log(`engine: ${database.engine}`);
		console.log(migrations.length ? `migrations run: ${migrations.join(', ')}` : 'migrations: up to date');
		console.log(functions.length ? `functions applied: ${functions.join(', ')}` : 'functions: up to date');
	} finally {
		await database.close();
	}
}

await runCommand(main, { lang: commandLanguage(process.env) });
