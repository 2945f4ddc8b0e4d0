/** Reads `catalogue/` from disk: one YAML file a thing, one a department's matters, one a dictionary. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import {
  type Catalogue,
  compositeSchema,
  departmentSchema,
  groupSchema,
  licenceTypeSchema,
  materialSchema,
  matterSchema,
  questionSchema,
  sourceSchema,
  stageSchema,
  thingSchema,
} from './schema.ts';

/** Every fault of the files, each with file and line. */
export class CatalogueFault extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`事项目录有 ${faults.length} 处读不懂：\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

/** The folder's catalogue. Throws {@link CatalogueFault} with everything that does not fit the schema. */
export function loadCatalogue(folder: string): Catalogue {
  const faults: string[] = [];
  const read = <S extends z.ZodType>(path: string, schema: S): z.infer<S>[] => {
    const files = path.endsWith('.yaml')
      ? [join(folder, path)]
      : readdirSync(join(folder, path))
          .filter(f => f.endsWith('.yaml'))
          .sort()
          .map(f => join(folder, path, f));
    return files.flatMap(file => {
      const document = parseDocument(readFileSync(file, 'utf8'));
      for (const e of document.errors) faults.push(`${relative(folder, file)}: ${e.message}`);
      if (document.errors.length > 0) return [];
      const content: unknown = document.toJS();
      const entries = Array.isArray(content) ? content : content === null ? [] : [content];
      return entries.flatMap((entry: unknown) => {
        const parsed = schema.safeParse(entry);
        if (parsed.success) return [parsed.data];
        const name = (entry as { id?: string } | null)?.id ?? '?';
        for (const issue of parsed.error.issues) faults.push(`${relative(folder, file)}: ${name} ${issue.path.join('.')}: ${issue.message}`);
        return [];
      });
    });
  };
  const catalogue: Catalogue = {
    sources: read('sources.yaml', sourceSchema),
    departments: read('departments.yaml', departmentSchema),
    stages: read('stages.yaml', stageSchema),
    licences: read('licences', licenceTypeSchema),
    composites: read('composites.yaml', compositeSchema),
    materials: read('materials', materialSchema),
    groups: read('fields', groupSchema),
    questions: read('questions', questionSchema),
    matters: read('matters', matterSchema),
    things: read('things', thingSchema).sort((a, b) => a.no - b.no),
  };
  if (faults.length > 0) throw new CatalogueFault(faults);
  return catalogue;
}
