/**
 * Everything that the audit can say was done: the one list of actions. What is written under another name does not
 * compile, and each has its words (words/audit-page.ts).
 */
export const ACTION_GROUPS = [
	'entry',
	'credentials',
	'accounts',
	'ground',
	'responsibilities',
	'incidents',
	'safeguards'
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/**
 * What entries are about. account: `account:<id>`; session: `session:<id>`; responsibility: its key; file: a file's name;
 * incident: its number;
 * place: the jurisdiction's name or an area's code; none: the installation as a whole.
 */
export const SUBJECT_KINDS = [
	'account',
	'session',
	'responsibility',
	'file',
	'incident',
	'place',
	'none'
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

const about = (group: ActionGroup, subject: SubjectKind) => ({ group, subject });

export const AUDIT_ACTIONS = {
	'session.open': about('entry', 'session'),
	'session.advance': about('entry', 'session'),
	'session.end': about('entry', 'session'),
	'sign-in.refuse': about('entry', 'account'),
	'code.refuse': about('entry', 'account'),
	'recovery-code.use': about('entry', 'account'),
	'demonstration.enter': about('entry', 'account'),
	'demonstration.colleague': about('entry', 'account'),
	'preview.begin': about('entry', 'account'),
	'preview.end': about('entry', 'account'),
	'password.change': about('credentials', 'account'),
	'second-factor.set': about('credentials', 'account'),
	'second-factor.remove': about('credentials', 'account'),
	'recovery-codes.renew': about('credentials', 'account'),
	'phone.set': about('accounts', 'account'),
	'phone.remove': about('accounts', 'account'),
	'contact.reveal': about('accounts', 'account'),
	'contact.refuse': about('accounts', 'account'),
	'invitation.first': about('accounts', 'none'),
	'invitation.accept': about('accounts', 'account'),
	'account.invite': about('accounts', 'account'),
	'account.link': about('accounts', 'account'),
	'account.end': about('accounts', 'account'),
	'account.erase': about('accounts', 'account'),
	'assignment.grant': about('accounts', 'account'),
	'assignment.end': about('accounts', 'account'),
	'jurisdiction.set-up': about('ground', 'place'),
	'jurisdiction.clear': about('ground', 'place'),
	'ground.import': about('ground', 'file'),
	'grids.make': about('ground', 'place'),
	'grids.import': about('ground', 'place'),
	'demonstration.make': about('ground', 'place'),
	'demonstration.make-full-grain': about('ground', 'place'),
	'responsibilities.import': about('responsibilities', 'file'),
	'responsibilities.demonstrate': about('responsibilities', 'place'),
	'responsibility.add': about('responsibilities', 'responsibility'),
	'responsibility.end': about('responsibilities', 'responsibility'),
	'incident.report': about('incidents', 'incident'),
	'incident.act': about('incidents', 'incident'),
	'incident-classes.import': about('incidents', 'file'),
	'incidents.import': about('incidents', 'file'),
	'incidents.undo': about('incidents', 'file'),
	'incidents.export': about('incidents', 'place'),
	'audit.read': about('safeguards', 'session'),
	'audit.verify': about('safeguards', 'none'),
	'keys.rotate': about('safeguards', 'none')
} as const satisfies Record<string, { group: ActionGroup; subject: SubjectKind }>;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as AuditAction[];

export const isAuditAction = (value: string): value is AuditAction => Object.hasOwn(AUDIT_ACTIONS, value);
export const isActionGroup = (value: string): value is ActionGroup =>
	(ACTION_GROUPS as readonly string[]).includes(value);
export const actionsOf = (group: ActionGroup): AuditAction[] =>
	AUDIT_ACTION_NAMES.filter((action) => AUDIT_ACTIONS[action].group === group);
