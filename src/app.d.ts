import type { IncomingMessage } from 'node:http';
import type { Context } from '$lib/server/context';
import type { Language } from '$lib/words/language';

declare global {
	namespace App {
		interface Locals {
			lang: Language;
			/** What every service is given; absent while the ground is being prepared. */
			context?: Context;
		}
		/** What adapter-node gives besides the request; nothing in development. */
		interface Platform {
			req?: IncomingMessage;
		}
	}
}
export {};
