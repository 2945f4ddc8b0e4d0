export { auditRole, type Connections, connect, ensureRoles, type Options, openConnections, runtimeRole, type Sql } from './connect.ts';
export { StartRefused, startEmbedded } from './embedded.ts';
export { type Migration, migrate, migrations } from './migrate.ts';
export { type Database, openDatabase, type Scope } from './scope.ts';
export { secret } from './secret.ts';
export { firstStatistics } from './statistics.ts';
