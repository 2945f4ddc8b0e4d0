/** Tables out: UTF-8 with a mark that spreadsheets know, and no cell that a spreadsheet would run. */

/** A cell that begins like a formula gets an apostrophe, so that it stays text; a Chinese spreadsheet takes the wide signs for the narrow ones. */
export function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const inert = typeof value === 'string' && /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

export const csvText = (head: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  `\uFEFF${[head, ...rows].map(r => r.map(cell).join(',')).join('\r\n')}\r\n`;

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
