import type { Context } from '$lib/server/context';
import type { Language } from '$lib/words/language';

declare global {
	namespace App {
		interface Locals {
			lang: Language;
			/** What every service is given; absent while the ground is being prepared. */
			context?: Context;
		}
	}
}
export {};
