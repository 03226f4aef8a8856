// npm run migrate: brings the schema of the configured database up to date and says what it did.
import { migrate, openDatabase } from '../src/lib/server/db/index.ts';

const database = await openDatabase();
try {
	const { migrations, functions } = await migrate(database);
	console.log(`engine: ${database.engine}`);
	console.log(migrations.length ? `migrations run: ${migrations.join(', ')}` : 'migrations: up to date');
	console.log(functions.length ? `functions applied: ${functions.join(', ')}` : 'functions: up to date');
} finally {
	await database.close();
}
