/** The database: two engines, one driver. The only room that reads SQL and knows which engine runs. */
export type {
	BulkLoad,
	BulkRow,
	Database,
	OpenOptions,
	Queryable,
	ReplicaState,
	Servers,
	Transaction,
	TransactionOptions
} from './database.ts';
export type { GateLoad } from './gate.ts';
export type { FencedPool } from './fence/asked-by.ts';
export { AskedBy, asProcess, fencedBy, inDoor, ofNobody } from './fence/asked-by.ts';
export { APP_ROLE, Fence } from './fence/fence.ts';
export type { Who } from './fence/who.ts';
export { openReads, ReplicatedDatabase } from './replicated.ts';
export { embeddedFolder, openDatabase, ownerAddress } from './open.ts';
export { takeLock, type FolderLock } from './engine/lock.ts';
export { preparedFolder } from './engine/prepared.ts';
export { fromDriver, LOST_SQLSTATE, OWN_SQLSTATE, sqlstateOf } from './errors.ts';
export { withMark } from './marks.ts';
export { whole as wholeSetting } from './limits.ts';
export { isCurrent, migrate, schemaHash, type MigrationReport } from './schema.ts';
export {
	loadStatements,
	readStatements,
	statementNouns,
	type Statement,
	type Statements
} from './statements.ts';
export { PerDatabase } from './per-database.ts';
export { projectRoot } from './root.ts';
