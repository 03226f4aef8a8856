// npm run postgis [-- stop | status]: the project's own PostgreSQL with PostGIS. Prints nothing but its DATABASE_URL
// on the standard output; what it does goes to the standard error.
import { NoPostgis } from './setup/postgres-programs.ts';
import { postgisStatus, startPostgis, stopPostgis } from './setup/private-postgis.ts';

const say = (line: string) => console.error(line);
const command = process.argv[2] ?? 'start';

try {
	if (command === 'start') {
		console.log(await startPostgis(say));
	} else if (command === 'stop') {
		say((await stopPostgis()) ? 'PostGIS: stopped' : 'PostGIS: was not running');
	} else if (command === 'status') {
		const url = postgisStatus();
		if (url) console.log(url);
		else say('PostGIS: not running');
		process.exitCode = url ? 0 : 3;
	} else {
		say(`Unknown command "${command}": use npm run postgis [-- stop | status].`);
		process.exitCode = 2;
	}
} catch (error) {
	if (!(error instanceof NoPostgis)) throw error;
	say(error.message);
	process.exitCode = 1;
}
