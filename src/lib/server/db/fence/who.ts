/** Who asks, as the database is told at the beginning of each transaction (db/functions/15_context.sql). */
export type Who =
	/** Somebody in an open session. */
	| {
			readonly kind: 'person';
			readonly account: number;
			readonly session: number;
			/** MD5 of what they may do as the session's look-up found it, in hex: a replica may not know of it yet. */
			readonly grants: string;
			readonly at: Date;
	  }
	/** Nobody yet: who comes in is being found out. */
	| { readonly kind: 'door'; readonly at: Date }
	/** The process itself. */
	| { readonly kind: 'process'; readonly at: Date };

/** The transaction that a text is signed for. */
export interface Place {
	/** Number of the connection's backend; 0 where nobody knows it. */
	readonly backend: number;
	/** When it began as the database has it, microseconds since 1970. */
	readonly transaction: string;
}

/** The text that is signed; what each part is stands in db/functions/15_context.sql. */
export function contextText(who: Who, { backend, transaction }: Place): string {
	const { account, session, grants } = who.kind === 'person' ? who : { account: 0, session: 0, grants: '-' };
	return ['v2', who.kind, account, session, who.at.getTime(), backend, transaction, grants].join(' ');
}
