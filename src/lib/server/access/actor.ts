/** How the audit calls an account. */
export const actorOf = (account: number): string => `account:${account}`;
