/** What the browser needs of registers as well. */
export const registerSteps = { added: '添加', changed: '修改', withdrawn: '作废', undone: '撤销导入' } as const;
