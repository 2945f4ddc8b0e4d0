export { type AuditEntry, type AuditMeta, append, type Verdict, verify } from './audit.ts';
