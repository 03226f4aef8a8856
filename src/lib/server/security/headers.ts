import { CONTENT_POLICY } from './content-policy.ts';

/**
 * Sent with every answer, also with a file. The policy is that of what is no page: it may load nothing, and a worker's
 * script nothing but what it is. A page has its own (content-policy.ts).
 */
export const SECURITY_HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'x-frame-options': 'SAMEORIGIN',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'geolocation=(self), camera=(), microphone=()',
	[CONTENT_POLICY]: "default-src 'none'; frame-ancestors 'none'"
};
