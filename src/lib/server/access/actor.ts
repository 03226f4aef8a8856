/** How the audit calls an account. */
export const actorOf = (account: number): string => `account:${account}`;

/** The account that the audit calls so; null where it is none. */
export const accountOf = (actor: string): number | null => {
	const [, id] = /^account:(\d+)$/.exec(actor) ?? [];
	return id === undefined ? null : Number(id);
};
