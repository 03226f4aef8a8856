/** What somebody may do now, and where: their assignments that are in force, read through the policy table. */
import { WanggeError } from '../errors.ts';
import { isPublic, mayRole, type Action } from './policy.ts';
import type { RecordKind } from './records.ts';
import type { Role } from './roles.ts';

/** An assignment that is in force. With neither area nor organisation it holds for the whole jurisdiction. */
export interface Grant {
	readonly role: Role;
	readonly area: number | null;
	readonly organisation: number | null;
}

/** Where something may be done: areas with all below them, and what belongs to organisations wherever it lies. */
export interface Scope {
	readonly everywhere: boolean;
	/** Ids of areas, ascending, each once; empty where `everywhere`. */
	readonly areas: readonly number[];
	/** Ids of organisations, ascending, each once; empty where `everywhere`. */
	readonly organisations: readonly number[];
}

export const EVERYWHERE: Scope = { everywhere: true, areas: [], organisations: [] };
export const NOWHERE: Scope = { everywhere: false, areas: [], organisations: [] };

export class Access {
	/** Null for a visitor, and for the process itself. */
	readonly account: number | null;
	readonly grants: readonly Grant[];
	readonly #unlimited: boolean;

	constructor(account: number | null, grants: readonly Grant[], unlimited = false) {
		this.account = account;
		this.grants = grants;
		this.#unlimited = unlimited;
	}

	scopeOf(action: Action, record: RecordKind): Scope {
		if (this.#unlimited || isPublic(action, record)) return EVERYWHERE;
		const giving = this.grants.filter(({ role }) => mayRole(role, action, record));
		if (giving.some(({ area, organisation }) => area === null && organisation === null)) return EVERYWHERE;
		const once = (ids: (number | null)[]) =>
			[...new Set(ids.filter((id) => id !== null))].sort((one, other) => one - other);
		return {
			everywhere: false,
			areas: once(giving.map(({ area }) => area)),
			organisations: once(giving.map(({ organisation }) => organisation))
		};
	}

	/** Whether it may be done anywhere at all. */
	may(action: Action, record: RecordKind): boolean {
		return !isNowhere(this.scopeOf(action, record));
	}

	/** Only for what knows no place: accounts, the audit. */
	mayEverywhere(action: Action, record: RecordKind): boolean {
		return this.scopeOf(action, record).everywhere;
	}
}

export const isNowhere = ({ everywhere, areas, organisations }: Scope): boolean =>
	!everywhere && areas.length === 0 && organisations.length === 0;

/** Ids of the areas to ask for; null: all of them. */
export const areasOf = ({ everywhere, areas }: Scope): readonly number[] | null =>
	everywhere ? null : areas;

/** The same text for the same scope, and another one for another: what is kept for one is never another's. */
export const scopeKey = ({ everywhere, areas, organisations }: Scope): string =>
	everywhere ? '*' : `${areas.join(',')}/${organisations.join(',')}`;

/** Somebody who has not signed in. */
export const VISITOR = new Access(null, []);
/** The process itself and the commands of whoever has its database: nobody reads over their shoulder. */
export const UNLIMITED = new Access(null, [], true);

/**
 * What is out of reach is answered like what does not exist, so that nobody learns that it does.
 * @throws WanggeError not-found { what: 'path' }
 */
export function requireAnywhere(access: Access, action: Action, record: RecordKind): Scope {
	const scope = access.scopeOf(action, record);
	if (isNowhere(scope)) throw new WanggeError('not-found', { what: 'path' });
	return scope;
}
