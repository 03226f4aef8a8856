/** Editions and kinds of the classes of incident, and what a code of each looks like. */

export const CLASS_KINDS = ['component', 'matter', 'public_order'] as const;
export type ClassKind = (typeof CLASS_KINDS)[number];

/** In force since 2026-07-01; and the one before it, which cities use for years to come. */
export const EDITION = 'GB/T 47678.5-2026';
export const FORMER_EDITION = 'GB/T 30428.2-2013';

export const EVIDENCE = ['photo_found', 'photo_done', 'component_code', 'measure', 'witness'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Groups 01 to 05 of the new list are components, 06 to 10 matters, so that its codes do not collide; the older ones do. */
const FORMS: Readonly<Record<string, Partial<Record<ClassKind, RegExp>>>> = {
	[EDITION]: { component: /^0[1-5]\d{3}$/, matter: /^(0[6-9]|10)\d{3}$/ },
	[FORMER_EDITION]: { component: /^\d{4}$/, matter: /^\d{4}$/ },
	'CJ/T 214-2007': { component: /^\d{4}$/, matter: /^\d{4}$/ }
};
const OWN = /^[0-9A-Za-z_-]{1,20}$/;

/** Whether a code can be one of an edition; of a city's own list nearly anything can. */
export function isClassCode(edition: string, kind: ClassKind, code: string): boolean {
	const forms = FORMS[edition];
	return (forms ? forms[kind] : OWN)?.test(code) ?? false;
}

/** Whether a list is a national one: its names are not a city's to choose. */
export const isNational = (edition: string): boolean => edition in FORMS;
