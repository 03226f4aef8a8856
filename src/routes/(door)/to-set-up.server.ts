import { renderSVG } from 'uqr';
import { secondFactorToSetUp } from '$lib/server/account/second-factor';

/** What the page of setting up a second factor shows: for typing in base32, for a camera as SVG. */
export function toSetUp(token: string, name: string): { secret: string; picture: string } {
	const { secret, uri } = secondFactorToSetUp(token, name);
	return { secret, picture: renderSVG(uri, { border: 2 }) };
}
