import type { IncomingMessage } from 'node:http';
import type { WanggeError } from '$lib/domain/errors';
import type { Reader } from '$lib/server/access/sessions';
import type { Context } from '$lib/server/context';
import type { Language } from '$lib/words/language';

declare global {
	namespace App {
		interface Locals {
			lang: Language;
			/** What every service is given; absent while the ground is being prepared. */
			context?: Context;
			/** Who has signed in, as far as they have come; undefined for a visitor. */
			reader?: Reader;
			/** Why the page that is asked for is not shown. */
			refused?: WanggeError;
			/** Their session's token. */
			token?: string;
		}
		/** What adapter-node gives besides the request; nothing in development. */
		interface Platform {
			req?: IncomingMessage;
		}
	}
}
export {};
