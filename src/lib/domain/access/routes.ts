/**
 * What each address asks of whoever comes: one row for each route of src/routes (tests/house/routes.test.ts), by the
 * route's id. The gate (server/access/gate.ts) reads it before anything else does.
 */
import type { Action } from './policy.ts';
import type { RecordKind } from './records.ts';

export type Door =
	/** Anybody, signed in or not. */
	| { for: 'anybody' }
	/** Whoever has come in all the way. */
	| { for: 'signed-in' }
	/** Whoever may do any of these somewhere; where, is the service's to ask. */
	| { for: 'right'; actions: readonly Action[]; record: RecordKind }
	/** It depends on what the address names: a measure, or a set of tiles. The service asks. */
	| { for: 'named'; by: 'measure' | 'tile-set' };

const anybody = { for: 'anybody' } as const;
const signedIn = { for: 'signed-in' } as const;
const reading = (record: RecordKind) => ({ for: 'right', actions: ['read'], record }) as const;
/** Whoever works where it is, and whoever it was given to. */
const cases = { for: 'right', actions: ['read', 'handle'], record: 'incident' } as const;
const working = {
	for: 'right',
	actions: ['report', 'inspect', 'direct', 'handle'],
	record: 'incident'
} as const;
const reporting = { for: 'right', actions: ['report'], record: 'incident' } as const;
const exporting = { for: 'right', actions: ['export'], record: 'incident' } as const;
const byMeasure = { for: 'named', by: 'measure' } as const;

export const ROUTES = {
	'/': anybody,
	'/api': anybody,
	'/api/[...path]': anybody,
	'/api/areas': reading('ground'),
	'/api/areas/[code]': reading('ground'),
	'/api/catalogue': reading('ground'),
	'/api/coverage': byMeasure,
	'/api/grids': reading('ground'),
	'/api/grids/[code]': reading('responsibility'),
	'/api/incident-classes': reading('ground'),
	'/api/incidents': reporting,
	'/api/incidents/[number]/events': working,
	'/api/incidents/[number]/photos': working,
	'/api/incidents/[number]/photos/[photo]': cases,
	'/api/incidents/live': cases,
	'/api/incidents/patterns/cells': reading('incident'),
	'/api/incidents/patterns/counts': reading('incident'),
	'/api/incidents/patterns/hot-spots': reading('incident'),
	'/api/incidents/places': cases,
	'/api/jurisdiction': reading('ground'),
	'/api/measures/[measure]': byMeasure,
	'/api/measures/[measure]/live': byMeasure,
	'/api/measures/[measure]/months': byMeasure,
	'/api/search': reading('ground'),
	'/healthz': anybody,
	'/openapi.json': anybody,
	'/problems/[kind]': anybody,
	'/tiles/[...path]': anybody,
	'/tiles/[set].json': { for: 'named', by: 'tile-set' },
	'/tiles/[set]/[z]/[x]/[y]': { for: 'named', by: 'tile-set' },
	'/(door)/sign-in': anybody,
	'/(door)/sign-in/code': anybody,
	'/(door)/sign-in/done': anybody,
	'/(door)/sign-in/password': anybody,
	'/(door)/sign-in/second-factor': anybody,
	'/(door)/invitation': anybody,
	'/(door)/preview': anybody,
	'/(door)/account': signedIn,
	'/(door)/account/password': signedIn,
	'/(door)/account/second-factor': signedIn,
	'/(door)/account/who': anybody,
	'/(office)/audit': reading('audit'),
	'/(office)/classes': reading('ground'),
	'/(office)/contacts': reading('contact'),
	'/(office)/contacts/[id]': reading('contact'),
	'/(office)/incidents/(handling)': cases,
	'/(office)/incidents/(handling)/[number]': cases,
	'/(office)/incidents/counts': cases,
	'/(office)/incidents/counts/csv': exporting,
	'/(office)/incidents/new': reporting,
	'/(office)/incidents/patterns': reading('incident'),
	'/(office)/incidents/patterns/cases': reading('incident'),
	'/(office)/people': reading('account'),
	'/(office)/people/[id]': reading('account'),
	'/(office)/people/review': reading('account')
} as const satisfies Record<string, Door>;
export type RouteId = keyof typeof ROUTES;

export const doorOf = (route: string | null): Door | undefined =>
	route !== null && Object.hasOwn(ROUTES, route) ? ROUTES[route as RouteId] : undefined;
