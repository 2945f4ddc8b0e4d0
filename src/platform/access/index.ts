export { type Actor, type Grant, gateScope, guest, hasRole, type Role, roles, type StaffRole, scopeOf, staffRoles, systemActor } from './actor.ts';
export { applyGuards, type Guard, policies } from './guards.ts';
export { type Fields, type Guarded, matrix, Permissions, type Permit, permit, type Relation, type Right, relations } from './permissions.ts';
