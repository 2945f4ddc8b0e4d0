export { type Actor, type Grant, gateScope, guest, hasRole, type Role, roles, type StaffRole, scopeOf, staffRoles, systemActor } from './actor.ts';
export { applyGuards, type Guard, policies } from './guards.ts';
export { type Fields, type Guarded, matrix, type Permit, Permissions, permit, type Relation, relations, type Right } from './permissions.ts';
