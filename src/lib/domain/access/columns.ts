/**
 * The class of each column that is kept (records.ts says what the classes are). A column that nobody has classed fails
 * the build, and so does one that is not public and that the database would give to everybody
 * (tests/db/fence/columns.test.ts).
 */
import type { DataClass } from './records.ts';

interface Classed {
	/** Of all its columns but those that are named. */
	class: DataClass;
	but?: Readonly<Record<string, DataClass>>;
}

const PUBLIC: Classed = { class: 'public' };
const INTERNAL: Classed = { class: 'internal' };
const SENSITIVE: Classed = { class: 'sensitive' };
/** How many live in a place, where it tells of few. */
const people = (...columns: string[]) => Object.fromEntries(columns.map((one) => [one, 'internal' as const]));

export const COLUMNS: Readonly<Record<string, Classed>> = {
	// The frame, the tree and the catalogues.
	jurisdiction: PUBLIC,
	source: PUBLIC,
	area: PUBLIC,
	area_boundary: PUBLIC,
	age_band: PUBLIC,
	duty: PUBLIC,
	document: PUBLIC,
	facility_type: PUBLIC,
	facility_norm: PUBLIC,
	organisation_kind: PUBLIC,
	// With the number of its office, which is nobody's own.
	organisation: PUBLIC,
	incident_class: PUBLIC,
	incident_class_match: PUBLIC,
	incident_limit: PUBLIC,
	stage_limit: PUBLIC,
	work_calendar_day: PUBLIC,
	// The ground.
	block: PUBLIC,
	building: { class: 'public', but: people('households', 'residents', 'residents_by_age') },
	road: PUBLIC,
	water: PUBLIC,
	waterway: PUBLIC,
	green_space: PUBLIC,
	tree: PUBLIC,
	facility: PUBLIC,
	facility_reach: PUBLIC,
	grid: PUBLIC,
	grid_duty: {
		class: 'public',
		but: people('clear_residents', 'fallback_residents', 'gap_residents', 'overlap_residents')
	},
	grid_reach: { class: 'public', but: people('residents_of_age', 'residents_within') },
	ground_piece: PUBLIC,
	responsibility: { class: 'public', but: { staff_posts: 'internal', budget_yuan: 'internal' } },
	responsibility_ground: PUBLIC,
	// The work.
	incident: INTERNAL,
	incident_event: INTERNAL,
	incident_photo: INTERNAL,
	incident_feed: INTERNAL,
	greening_duty: INTERNAL,
	incident_import: INTERNAL,
	incident_mapping: INTERNAL,
	// People who come in.
	account: { class: 'internal', but: { phone: 'personal', password_hash: 'sensitive' } },
	assignment: INTERNAL,
	invitation: SENSITIVE,
	session: SENSITIVE,
	second_factor: SENSITIVE,
	recovery_code: SENSITIVE,
	sign_in_throttle: SENSITIVE,
	contact_reveal: SENSITIVE,
	audit_entry: SENSITIVE,
	audit_head: SENSITIVE,
	context_key: SENSITIVE,
	// What the product keeps for itself, and tells of no one.
	coverage_dirty: PUBLIC,
	coverage_status: PUBLIC,
	database_identity: PUBLIC,
	ground_change: PUBLIC,
	measure_change: PUBLIC
};

export const classOf = (table: string, column: string): DataClass | undefined =>
	COLUMNS[table]?.but?.[column] ?? COLUMNS[table]?.class;
