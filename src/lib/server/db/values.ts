import pg from 'pg';

/**
 * How a column's value arrives, the same on both engines: int8 as number (bigint beyond 2^53), numeric as
 * number, date as 'YYYY-MM-DD', timestamptz as Date, timestamp without zone as its text, json parsed, geometry
 * as hex EWKB (ask for ST_AsGeoJSON or ST_AsBinary instead).
 */
export const valueTypes: { getTypeParser: typeof pg.types.getTypeParser } = {
	getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
		(format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format)) as never
};

const OID = {
	int8: 20,
	date: 1082,
	timestamp: 1114,
	numeric: 1700,
	int8Array: 1016,
	dateArray: 1182,
	numericArray: 1231,
	textArray: 1009
} as const;

const parsers: Record<number, (text: string) => unknown> = {
	[OID.int8]: parseInt8,
	[OID.numeric]: Number,
	[OID.date]: (text) => text,
	[OID.timestamp]: (text) => text,
	[OID.int8Array]: (text) => parseArray(text, parseInt8),
	[OID.numericArray]: (text) => parseArray(text, Number),
	[OID.dateArray]: (text) => parseArray(text, (item) => item)
};

const parseTextArray = pg.types.getTypeParser(OID.textArray as never) as (text: string) => unknown;

function parseInt8(text: string): number | bigint {
	const number = Number(text);
	return Number.isSafeInteger(number) ? number : BigInt(text);
}

function parseArray(text: string, parse: (item: string) => unknown): unknown[] {
	const items = parseTextArray(text) as unknown[];
	const each = (item: unknown): unknown =>
		item === null ? null : Array.isArray(item) ? item.map(each) : parse(item as string);
	return items.map(each);
}
