/** How an account stands, of what the list says of it. */
export type AccountState =
	'active' | 'invited' | 'expired' | 'unconnected' | 'ended' | 'erased' | 'demonstration';

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
	if (account.link_until) return 'invited';
	// A display has nothing but its sessions: whether it ever came in is not to be told from them.
	return account.kind === 'device' ? 'unconnected' : 'expired';
}
