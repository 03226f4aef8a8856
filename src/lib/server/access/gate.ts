/** Whether somebody may come to an address at all, by the one table of them. */
import { VISITOR } from '../../domain/access/access.ts';
import { doorOf } from '../../domain/access/routes.ts';
import { WanggeError } from '../../domain/errors.ts';

/**
 * An address without a row is no address: nobody comes through a door that nobody has thought of.
 * @param route id of the route; null where there is none, which the router says itself
 * @throws WanggeError not-found { what: 'path' } for what they may not see, as for what is not there; sign-in-refused
 * where they must sign in first
 */
export function passGate(route: string | null, { context, reader }: App.Locals): void {
	if (route === null) return;
	const door = doorOf(route);
	if (!door) throw new WanggeError('not-found', { what: 'path' });
	if (door.for === 'signed-in' && (!reader || reader.awaits)) throw new WanggeError('sign-in-refused');
	if (door.for === 'right' && !(context?.access ?? VISITOR).may(door.action, door.record))
		throw new WanggeError('not-found', { what: 'path' });
}
