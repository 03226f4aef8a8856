/** The same session on both engines, so that the same statement means the same. */
import pg from 'pg';
import type { OpenOptions } from './database.ts';
import { fromDriver } from './errors.ts';

export type SessionSettings = Readonly<Record<string, string>>;

/** @param statementMs longest time for a statement, 0 for no limit. */
export function sessionSettings(options: OpenOptions, statementMs: number): SessionSettings {
	return {
		timezone: options.timezone ?? process.env.WANGGE_TIMEZONE ?? 'Asia/Shanghai',
		datestyle: 'ISO, YMD',
		intervalstyle: 'iso_8601',
		// What somebody makes for a while never stands before what is there for all.
		search_path: 'public, pg_temp',
		client_encoding: 'UTF8',
		jit: 'off',
		statement_timeout: String(statementMs),
		default_transaction_read_only: options.readOnly ? 'on' : 'off'
	};
}

/** For a connection that is ours alone: once, when it is made. */
export async function settleSession(
	client: pg.ClientBase,
	settings: SessionSettings,
	lostAfterMs = 0
): Promise<void> {
	try {
		const config = {
			text: 'select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting (name, value)',
			values: [Object.keys(settings), Object.values(settings)],
			query_timeout: lostAfterMs
		};
		await client.query(config);
	} catch (error) {
		throw fromDriver(error);
	}
}

/**
 * For a connection behind a pooler, where the next transaction may be somebody else's on the same session: the
 * beginning of every transaction, in one text, since each message more is a way there and back.
 * @param reads it only reads
 */
export function beginningWith(settings: SessionSettings, reads: boolean): string {
	const mode = reads || settings.default_transaction_read_only === 'on' ? 'read only' : 'read write';
	// SET takes no bound values; these are our own settings, quoted once by the driver.
	const local = Object.entries(settings).map(
		([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`
	);
	return `begin ${mode}; select ${local.join(', ')}`;
}
