/** How an account stands, of what the list says of it. */
export type AccountState = 'active' | 'invited' | 'expired' | 'ended' | 'erased' | 'demonstration';

export function stateOf(account: {
	ended: string | null;
	erased: string | null;
	demonstration: boolean;
	kind: 'person' | 'device';
	has_password: boolean;
	sessions: number;
	link_until: string | null;
}): AccountState {
	if (account.erased) return 'erased';
	if (account.ended) return 'ended';
	if (account.demonstration) return 'demonstration';
	if (account.kind === 'person' ? account.has_password : account.sessions > 0) return 'active';
	return account.link_until ? 'invited' : 'expired';
}
