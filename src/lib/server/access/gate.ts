/** Whether somebody may come to an address at all, by the one table of them. */
import { VISITOR } from '../../domain/access/access.ts';
import { doorOf } from '../../domain/access/routes.ts';
import { WanggeError } from '../../domain/errors.ts';

/**
 * An address without a row is no address: nobody comes through a door that nobody has thought of.
 * @param route id of the route; null where there is none, which the router says itself
 * @throws WanggeError not-found { what: 'path' } for what they may not see, as for what is not there; sign-in-refused
 * where they must sign in first; previewing for one's own account while one looks as somebody else
 */
export function passGate(route: string | null, { context, reader }: App.Locals): void {
	if (route === null) return;
	const door = doorOf(route);
	if (!door) throw new WanggeError('not-found', { what: 'path' });
	if (door.for === 'signed-in' && (!reader || reader.awaits)) throw new WanggeError('sign-in-refused');
	if (door.for === 'signed-in' && reader?.preview) throw new WanggeError('previewing');
	if (door.for !== 'right') return;
	const access = context?.access ?? VISITOR;
	if (!door.actions.some((action) => access.may(action, door.record)))
		throw new WanggeError('not-found', { what: 'path' });
}

const LOOKING = ['GET', 'HEAD', 'OPTIONS'];
/** Where a preview is ended. */
const WAY_BACK = '/(door)/preview';

/**
 * Whoever looks as somebody else changes nothing but that.
 * @throws WanggeError previewing
 */
export function passAsLooking(route: string | null, method: string, { reader }: App.Locals): void {
	if (reader?.preview && !LOOKING.includes(method) && route !== WAY_BACK) throw new WanggeError('previewing');
}

/** Where a page sends on whom it refuses; null: nowhere, it is as if it were not there. */
export function wayOn({ kind }: WanggeError, url: URL): string | null {
	if (kind === 'sign-in-refused') return `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`;
	return kind === 'previewing' ? '/preview' : null;
}
