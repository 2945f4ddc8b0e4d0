import type { Options } from '#platform/db';

/** The day that the template county believes it is: a Monday with a known calendar before and after it. */
export const templateDay = '2024-11-04';

/** The same server, another database. */
export function at(options: Options | string, database: string): Options | string {
  if (typeof options !== 'string') return { ...options, database };
  const url = new URL(options);
  url.pathname = `/${database}`;
  return url.toString();
}
