/** Who may do what with applications and the catalogue. */
import { type Guard, permit } from '#platform/access';
import { ofVisibleCase } from '#platform/cases';

/** A window clerk or a helper fills in with the person: their own drafts, and nobody else's. */
const fillers = { resident: 'own', 'window-clerk': 'self', helper: 'self' } as const;

export const oneThingPermits = [
  permit('catalogue.read', '查看事项目录', { guest: 'anyone' }),
  permit('catalogue.edit', '修改事项目录', { 'service-owner': 'county' }),
  permit('catalogue.publish', '发布事项目录', { 'service-owner': 'county' }),
  permit('catalogue.confirm', '确认待部门确认的内容', { 'service-owner': 'county', 'unit-head': 'department' }),
  permit('rules.call', '调用规则', { guest: 'anyone' }),
  permit('application.read', '查看申请草稿', fillers),
  permit('application.make', '开始申请', fillers),
  permit('application.edit', '填写申请', fillers),
  permit('application.submit', '提交申请', { resident: 'own', 'window-clerk': 'self' }),
  permit('application.discard', '放弃草稿', fillers),
  permit('draft.take', '接办帮办员或同事填的草稿', { 'window-clerk': 'county' }),
  permit('case.supply', '后补材料', { resident: 'own', 'window-clerk': 'county' }),
  permit('case.answer', '替来窗口的人补正、补交', { 'window-clerk': 'county' }),
  permit('composite.take', '领取行业综合许可证', { resident: 'own' }),
  permit('reuse.read', '查看证照复用情况', { supervisor: 'county', leader: 'county', 'service-owner': 'county' }),
  permit('case.reveal', '查看完整号码', { reviewer: 'department', 'window-clerk': 'county' }),
];

export const oneThingGuards: Guard[] = [
  { table: 'catalogue_version', record: 'catalogue', reads: ['gate'] },
  { table: 'catalogue_edit', reads: ['service-owner'], writes: ['service-owner'] },
  // The department is the matter's, as the newest version has it.
  {
    table: 'catalogue_confirmation',
    record: 'catalogue',
    relations: {
      department: `exists (select 1 from catalogue_version v, jsonb_array_elements(v.body->'matters') m
        where v.county = catalogue_confirmation.county
          and v.version = (select max(n.version) from catalogue_version n where n.county = catalogue_confirmation.county)
          and m->>'id' = catalogue_confirmation.matter and m->>'department' = any ((select app.units())::text[]))`,
    },
  },
  {
    table: 'application',
    record: 'application',
    relations: { own: 'clerk is null and parties::text[] && (select app.parties())', self: 'clerk::text = (select app.actor())' },
  },
  {
    table: 'case_material',
    record: 'case',
    relations: { own: ofVisibleCase, department: ofVisibleCase },
    writtenBy: ['task.answer', 'application.submit'],
  },
];
