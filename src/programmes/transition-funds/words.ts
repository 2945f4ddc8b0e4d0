/** Words that server and browser share. */
export const requestStates = { open: '等农业农村局办', taken: '已列入方案', refused: '没有采纳', withdrawn: '已撤回' } as const;
export type RequestState = keyof typeof requestStates;
