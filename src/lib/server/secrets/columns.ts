/** Every column that holds sealed texts, with its statements in db/queries/secrets.sql: what is not here is not rotated. */
export const SEALED_COLUMNS = {
	'account.phone': { read: 'sealed-phones', write: 'reseal-phones' },
	'second_factor.secret': { read: 'sealed-second-factors', write: 'reseal-second-factors' }
} as const;

export type SealedColumn = keyof typeof SEALED_COLUMNS;

export const sealedColumns = Object.keys(SEALED_COLUMNS) as SealedColumn[];

/** The place that a text is sealed for. @param id of the account */
export const placeOf = (column: SealedColumn, id: number): string => `${column}:${id}`;
