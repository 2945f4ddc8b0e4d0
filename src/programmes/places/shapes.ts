/** The choices of a place as the API names them. */
import { z } from 'zod';
import { type PlaceKind, placeKinds, type Way, ways } from './figures.ts';
import { type Datum, datums } from './ground.ts';
import { dayKeys } from './hours.ts';

const oneOf = <T extends string>(table: Record<T, string>) => z.enum(Object.keys(table) as [T, ...T[]]);

export const kindShape = oneOf<PlaceKind>(placeKinds);
export const wayShape = oneOf<Way>(ways);
export const datumShape = oneOf<Datum>(datums);
export const hoursShape = z.strictObject(Object.fromEntries(dayKeys.map(k => [k, z.string().max(120)])) as Record<(typeof dayKeys)[number], z.ZodString>);
