export { searchAudit } from './audit-search.ts';
export { ensureUnits, firstAdministrator } from './init.ts';
export { addStaff, endDelegation, giveDelegation, grantRole, listDelegations, listStaff, resetStaff, revokeRole, setStaffActive } from './staff.ts';
export { changeUnit, listUnits } from './units.ts';
