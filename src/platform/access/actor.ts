/** Who acts. Resolved anew for every request, so that a revoked role ends at the next one. */
import type { Scope } from '../db/index.ts';

/** Every role of the house, in Chinese as pages and the printed matrix show it. */
export const roles = {
  guest: '访客',
  resident: '居民和企业',
  'window-clerk': '综窗人员',
  helper: '帮办员',
  'hotline-seat': '热线话务员',
  reviewer: '审查人员',
  'unit-head': '部门负责人',
  supervisor: '督导员',
  leader: '县领导',
  'service-owner': '事项管理员',
  'programme-officer': '专项经办人',
  'town-officer': '乡镇经办人',
  auditor: '审计员',
  administrator: '系统管理员',
  gate: '登录服务',
  system: '系统',
} as const;
export type Role = keyof typeof roles;

/** Roles that an administrator can give to staff, and whether each belongs to one unit. */
export const staffRoles = {
  'window-clerk': { unit: false },
  helper: { unit: false },
  'hotline-seat': { unit: false },
  reviewer: { unit: true },
  'unit-head': { unit: true },
  supervisor: { unit: false },
  leader: { unit: false },
  'service-owner': { unit: false },
  'programme-officer': { unit: true },
  'town-officer': { unit: true },
  auditor: { unit: false },
  administrator: { unit: false },
} as const satisfies Partial<Record<Role, { unit: boolean }>>;
export type StaffRole = keyof typeof staffRoles;

/** A role, and the unit in which it is held where it belongs to one. */
export interface Grant {
  role: Role;
  unit?: string;
}

export interface Actor {
  kind: 'guest' | 'person' | 'staff' | 'system';
  /** Id of the person or of the staff member; `guest`, `system`. */
  id: string;
  name: string;
  county: string;
  /** The natural person behind the actor, for staff too where it is known: nobody decides their own application. */
  person?: string;
  /** For whom the person may act: itself, its principals, and principals in the subjects of a limited mandate (`identity/standing.ts`). */
  parties: string[];
  grants: Grant[];
  /** A colleague on leave for whom this actor stands in, whose grants are among `grants`. */
  standsInFor?: { id: string; name: string }[];
  /** Signed in again a few minutes ago: money, export, unmasking. */
  elevated: boolean;
}

export const guest = (county: string): Actor => ({
  kind: 'guest',
  id: 'guest',
  name: '访客',
  county,
  parties: [],
  grants: [{ role: 'guest' }],
  elevated: false,
});

/** The house itself: timers, the command line, demo data. `name` says which. */
export const systemActor = (county: string, name = '系统'): Actor => ({
  kind: 'system',
  id: 'system',
  name,
  county,
  parties: [],
  grants: [{ role: 'system' }],
  elevated: true,
});

/** The scope of the moment before it is known who asks: reads sessions and accounts, nothing else. */
export const gateScope = (county: string): Scope => ({ county, actor: 'gate', roles: ['gate'], parties: [], units: [], towns: [] });

export const hasRole = (actor: Actor, ...wanted: Role[]): boolean => actor.grants.some(g => wanted.includes(g.role));

const unitsOf = (actor: Actor): string[] => [...new Set(actor.grants.flatMap(g => g.unit ?? []))];

export const scopeOf = (actor: Actor): Scope => ({
  county: actor.county,
  actor: actor.id,
  roles: [...new Set(actor.grants.map(g => g.role))],
  parties: actor.parties,
  units: unitsOf(actor),
  towns: unitsOf(actor).filter(u => u.startsWith('town-')),
});
