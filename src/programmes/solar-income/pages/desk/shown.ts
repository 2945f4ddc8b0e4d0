/** `1,234.50`, as a table has it. */
export const yuanIn = (text: string): string => text.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
