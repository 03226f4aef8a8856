/**
 * What is kept here and may be asked for, and the class of each (GB/T 43697-2024 has levels from public to core; these
 * four are what a street office must tell apart):
 * public: anybody may know it; internal: whoever works on that ground; personal: masked unless it is revealed with a
 * reason (PIPL, article 6: no more than the purpose needs); sensitive: PIPL, article 28, only for those it concerns and
 * who answer for them.
 */
export const DATA_CLASSES = ['public', 'internal', 'personal', 'sensitive'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

export const RECORDS = {
	/** Areas, grids, buildings' outlines, roads, green, water, facilities and their names. */
	ground: 'public',
	/** Who answers for which duty, by which document; states of ground; what facilities reach. */
	responsibility: 'public',
	/** Staff, money and powers that came with a responsibility. */
	means: 'internal',
	/** How many live in a grid or a building where that tells of few persons; sums of many are public. */
	people: 'internal',
	/** What was reported at a place, and how it is handled. */
	incident: 'internal',
	/** Greening duties: what is due where, and who does it. */
	greening: 'internal',
	/** Accounts by their sign-in name and title, and what each may do. */
	account: 'internal',
	/** A person's own phone number. */
	contact: 'personal',
	/** Own sessions, password and second factor. */
	self: 'sensitive',
	/** Entries of the audit. */
	audit: 'sensitive'
} as const satisfies Record<string, DataClass>;
export type RecordKind = keyof typeof RECORDS;
export const RECORD_KINDS = Object.keys(RECORDS) as [RecordKind, ...RecordKind[]];
