import type { Options } from '#platform/db';

/** The day that the template county believes it is: a Monday with a known calendar before and after it. */
export const templateDay = '2024-11-04';

/** The finished county, and one with units and catalogue that has no people yet. */
export const templateName = 'bancheng_template';
export const emptyName = 'bancheng_empty';

/** The same server, another database. */
export function at(options: Options | string, database: string): Options | string {
  if (typeof options !== 'string') return { ...options, database };
  const url = new URL(options);
  url.pathname = `/${database}`;
  return url.toString();
}
