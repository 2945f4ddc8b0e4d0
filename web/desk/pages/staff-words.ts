/** The roles that an administrator gives, in words, and whether each belongs to one unit. */
import type { StaffRole } from '#platform/access';

export const staffRoleWords: Record<StaffRole, { title: string; unit: boolean; does: string }> = {
  'window-clerk': { title: '综窗人员', unit: false, does: '在大厅窗口代申请人办理、发放结果' },
  helper: { title: '帮办员', unit: false, does: '帮申请人填写，不能代为提交' },
  'hotline-seat': { title: '热线话务员', unit: false, does: '接听热线，解答和转办' },
  reviewer: { title: '审查人员', unit: true, does: '受理、审查、决定本部门的事项' },
  'unit-head': { title: '部门负责人', unit: true, does: '看本部门的看板，延长期限，答复督办，确认事项内容' },
  supervisor: { title: '督导员', unit: false, does: '看全县看板，催办、督办，确认答复' },
  leader: { title: '县领导', unit: false, does: '看全县看板，催办、督办' },
  'service-owner': { title: '事项管理员', unit: false, does: '维护、发布事项目录' },
  'programme-officer': { title: '专项经办人', unit: true, does: '经办本部门的专项工作' },
  'town-officer': { title: '乡镇经办人', unit: true, does: '经办本乡镇的工作' },
  auditor: { title: '审计员', unit: false, does: '查审计记录，看全县看板，不能办理' },
  administrator: { title: '系统管理员', unit: false, does: '管理人员、机构、日历' },
};

export interface StaffRow {
  id: string;
  login: string;
  name: string;
  unit: string;
  unitName: string;
  active: boolean;
  secondFactor: boolean;
  roles: { role: StaffRole; title: string; unit: string }[];
  version: number;
}
