import pg from 'pg';

/**
 * An empty database of that name on a server; one that was there before is dropped with all that is in it.
 * @param server address of any database of the server, of somebody who may make databases
 * @param name of small letters, digits and underscores
 * @returns its address
 */
export async function freshDatabase(server: string, name: string): Promise<string> {
	if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new RangeError(`no name of a database: ${name}`);
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		await client.query(`drop database if exists ${name} with (force)`);
		await client.query(`create database ${name}`);
	} finally {
		await client.end();
	}
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}
