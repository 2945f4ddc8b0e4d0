/** How an entry is edited: its parts, each with its label and the control that fits. The forms, the paths of faults and the differences all read it. */
import type { EntryKind } from '../../../catalogue/schema.ts';

export type Json = null | undefined | string | number | boolean | Json[] | { [key: string]: Json };
export type JsonMap = { [key: string]: Json };

/** What an id may name. */
export type Target = EntryKind | 'fields' | 'stages';

interface Case {
  value: string;
  label: string;
  specs: Spec[];
  fresh: JsonMap;
}

export type Spec = { key: string; label: string; hint?: string; optional?: true } & (
  | { as: 'text'; lines?: number; fixed?: true }
  | { as: 'number'; min?: number; max?: number; suffix?: string }
  | { as: 'yes' }
  | { as: 'choice'; options: Readonly<Record<string, string>> }
  | { as: 'ref'; of: Target }
  /** A list of ids. */
  | { as: 'refs'; of: Target }
  /** A list of short texts. */
  | { as: 'words' }
  /** A list of sentences, one a line. */
  | { as: 'lines' }
  | { as: 'when' }
  | { as: 'source' }
  /** Facts that the thing sets. */
  | { as: 'facts' }
  /** Fact → source. */
  | { as: 'sources'; facts: Readonly<Record<string, string>> }
  | { as: 'part'; specs: Spec[]; fresh: JsonMap }
  | { as: 'list'; specs: Spec[]; fresh: JsonMap; one: string }
  /** What is wanted, by id, each perhaps only under a condition. */
  | { as: 'uses'; of: 'materials' | 'fields' | 'questions'; flags?: Readonly<Record<string, string>> }
  /** One of several shapes. */
  | { as: 'variant'; which(value: JsonMap): string; cases: Case[] }
  /** The matters of a thing and what waits for what. */
  | { as: 'order' }
);

export interface Section {
  title: string;
  specs: Spec[];
}

export const isMap = (x: Json): x is JsonMap => typeof x === 'object' && x !== null && !Array.isArray(x);
export const mapOf = (x: Json): JsonMap => (isMap(x) ? x : {});
export const listOf = (x: Json): Json[] => (Array.isArray(x) ? x : []);
export const textOf = (x: Json): string => (typeof x === 'string' ? x : '');

/** The map with one part changed; what is undefined is left out. */
export function withPart(map: JsonMap, key: string, value: Json): JsonMap {
  if (value !== undefined) return { ...map, [key]: value };
  const { [key]: _, ...rest } = map;
  return rest;
}

export const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
};

/** The specs inside a part, whatever its form. */
export function inner(spec: Spec, value: Json): Spec[] {
  if (spec.as === 'part' || spec.as === 'list') return spec.specs;
  if (spec.as === 'variant') return spec.cases.find(c => c.value === spec.which(mapOf(value)))?.specs ?? [];
  return [];
}
