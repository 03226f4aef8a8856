import { listContacts } from '$lib/server/contact/service';
import { contextOf } from '$lib/server/context';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ contacts: await listContacts(contextOf(event)) });
