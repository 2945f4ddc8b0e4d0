/** What the browser needs of registers as well. */
export const registerSteps = { added: '添加', changed: '修改', withdrawn: '作废', undone: '撤销导入' } as const;
export const handoverSteps = { same: '没有变', fresh: '新增', altered: '有变化', gone: '不再有' } as const;
export const handoverStates = { handed: '已交出，待签收', received: '已签收', returned: '整份退回', replaced: '签收前又交了新的' } as const;
