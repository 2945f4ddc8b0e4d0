/** The demo county, made through the same doors that people use. */
import type { House } from '#platform/actions';

export async function makeDemo(_house: House, _county: string, _options: { say(text: string): void }): Promise<void> {}
