/** Photos of a case: what each shows, and with which of its actions it comes. */
import type { Evidence } from '../incident/classes.ts';
import { BEFORE_DISPATCH, type CaseAction, type State } from '../incident/workflow.ts';

/** found 处置前, done 处置后. */
export const PHOTO_KINDS = ['found', 'done'] as const;
export type PhotoKind = (typeof PHOTO_KINDS)[number];

/** The evidence of a class that a photo is (classes.ts). */
export const EVIDENCE_OF: Readonly<Record<PhotoKind, Evidence>> = {
	found: 'photo_found',
	done: 'photo_done'
};

/** What the photos show that come with an action: one thing, or what whoever sends them says. No others take any. */
const COMING: Readonly<Partial<Record<'report' | CaseAction, PhotoKind | 'chosen'>>> = {
	report: 'found',
	verify: 'found',
	file: 'found',
	dispose: 'done',
	rework: 'done',
	pass: 'done',
	photograph: 'chosen'
};

/** What comes with an action; null: no photos do. */
export const photosWith = (action: 'report' | CaseAction): PhotoKind | 'chosen' | null =>
	COMING[action] ?? null;

/** As it stands: until somebody has it, a photo shows what was found. */
export const kindIn = (state: State): PhotoKind =>
	(BEFORE_DISPATCH as readonly State[]).includes(state) ? 'found' : 'done';

/** Of one deed; more of them come with another. */
export const MOST_PHOTOS = 6;
/** Of a request with all of its photos: one large, or some as telephones make them. */
export const MOST_SENT_BYTES = 24 * 1024 * 1024;

/** Types as browsers name them, of which a file can be chosen. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
