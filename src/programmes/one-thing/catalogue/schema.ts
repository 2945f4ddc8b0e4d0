/**
 * The shape of the catalogue: what a county officer can write in `catalogue/*.yaml` and in the desk's editor.
 * One definition gives the types, the validation of files and edits, and the editor's forms.
 */
import { z } from 'zod';
import { conditionSchema, id, text, type When, when } from './conditions.ts';

/**
 * Where a fact is from: `gz16:annex/17` (a source and a place in it), or `assumed`, which the department has to confirm.
 */
export const sourceRef = z.string().regex(/^(assumed|[a-z0-9-]+:.+)$/, '来源写成“来源编号:位置”，或写 assumed（待部门确认）');

export const sourceSchema = z.strictObject({
  id,
  title: text,
  /** Document number, e.g. 中政发〔2024〕16号. */
  number: z.string().optional(),
  issuer: z.string().optional(),
  kind: z.enum(['gazette', 'law', 'regulation', 'rule', 'standard', 'notice']),
});

export const departmentSchema = z.strictObject({
  id,
  name: text,
  /** Short form for lists and tags. */
  short: text,
  /** Other names that the documents use for the same unit. */
  aliases: z.array(text).default([]),
  kind: z.enum(['department', 'institution', 'central', 'company', 'bank', 'town', 'group']),
  /** Official order. */
  order: z.number().int(),
  phone: z.string().optional(),
  source: sourceRef,
});

export const licenceTypeSchema = z.strictObject({
  id,
  name: text,
  holder: z.enum(['person', 'firm']),
  issuer: id,
  /** Months until it expires; absent: for good. */
  validMonths: z.number().int().positive().optional(),
  /** One may hold several at a time (houses, vehicles). */
  many: z.boolean().default(false),
  /** What stands on it. `from` names the form field that it is copied from; without it the reviewer types it. */
  attributes: z
    .array(
      z.strictObject({
        id,
        label: text,
        from: id.optional(),
        sensitive: z.boolean().default(false),
        required: z.boolean().default(true),
      }),
    )
    .default([]),
  /** How it is drawn, on a screen and on paper; what is left out is as usual. */
  face: z
    .strictObject({
      /** Where the paper's heading is not the type's name. */
      title: text.optional(),
      shape: z.enum(['landscape', 'portrait', 'card']).default('landscape'),
      /** Before the bearer's name; absent: 姓名 or 名称. */
      bearer: text.optional(),
      /** Attributes in the order of the paper; absent: all as they are defined. */
      lines: z.array(id).min(1).optional(),
      /** On the seal; absent: the issuer's name. */
      seal: text.optional(),
      note: text.optional(),
    })
    .optional(),
  source: sourceRef,
});

/** Several permits of one trade under one number and one code (一业一证、多业一证; 中政发〔2024〕16号 二（二）5). */
export const compositeSchema = z.strictObject({
  id,
  /** The trade: 餐饮店. The licence is called 行业综合许可证（餐饮店）. */
  name: text,
  /** For whom, in plain words. */
  plain: text,
  /** The year of the order's target that it counts for. */
  year: z.number().int(),
  /** From this day on it is issued. */
  onlineSince: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  issuer: id,
  parts: z
    .array(
      z.strictObject({
        licence: id,
        /** Only a licence with one of these values counts: catering and not sales. */
        where: z.strictObject({ attribute: id, values: z.array(text).min(1) }).optional(),
        /** Joins where the firm holds it; its absence hinders nothing. */
        optional: z.boolean().default(false),
      }),
    )
    .min(2),
  source: sourceRef,
});

export const materialSchema = z.strictObject({
  id,
  name: text,
  hint: z.string().optional(),
  /** What people upload for it. `none`: nothing can be uploaded (only a licence, a query or a declaration). */
  upload: z.enum(['image', 'pdf', 'image-or-pdf', 'none']).default('image-or-pdf'),
  /** The licence type that proves the same. */
  licence: id.optional(),
  /** The register of another unit that can be asked instead: text for people, e.g. 公安部门户籍信息. */
  query: z.string().optional(),
  original: z.boolean().default(false),
  copies: z.number().int().min(0).default(1),
  /** A form that the applicant signs; the platform can print it from the data. */
  form: z.boolean().default(false),
  sensitive: z.boolean().default(false),
  source: sourceRef,
});

export const fieldTypes = [
  'text',
  'textarea',
  'name',
  'identity-number',
  'credit-code',
  'phone',
  'email',
  'date',
  'month',
  'integer',
  'decimal',
  'money',
  'area',
  'select',
  'choices',
  'yes-no',
  'address',
  'bank-account',
  'plate',
] as const;

export const fieldSchema = z.strictObject({
  id,
  label: text,
  type: z.enum(fieldTypes),
  required: z.boolean().default(true),
  /** Encrypted wherever it is kept alone, masked in lists. */
  sensitive: z.boolean().default(false),
  hint: z.string().optional(),
  unit: z.string().optional(),
  options: z.array(z.strictObject({ value: id, label: text })).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().int().positive().optional(),
  /** A date that may not lie before / after today. */
  time: z.enum(['past', 'future']).optional(),
  /** Prefill: `applicant.name`, `firm.code`, `licence.<type>.<attribute>` … */
  from: z
    .string()
    .regex(/^(applicant|firm|agent)\.[a-z-]+$|^licence\.[a-z0-9-]+\.[a-z0-9-]+$/)
    .optional(),
  source: sourceRef,
});

/** One subject = one page of the form. Groups that repeat (heirs, employees) hold a list of the same fields. */
export const groupSchema = z.strictObject({
  id,
  label: text,
  hint: z.string().optional(),
  order: z.number().int(),
  repeat: z.strictObject({ min: z.number().int().min(0), max: z.number().int().min(1), one: text }).optional(),
  fields: z.array(fieldSchema).min(1),
});

export const questionSchema = z.strictObject({
  id,
  ask: text,
  why: text,
  help: z.string().optional(),
  options: z.array(z.strictObject({ value: id, label: text, hint: z.string().optional() })).min(2),
  source: sourceRef,
});

const useOf = (extra: z.ZodRawShape) => z.union([id, z.strictObject({ id, when: when.optional(), ...extra })]);
export const materialUse = useOf({
  /** 容缺受理: may be handed in later. */
  mayFollow: z.boolean().optional(),
  /** 告知承诺: a signed declaration does instead. */
  mayDeclare: z.boolean().optional(),
}) as z.ZodType<string | { id: string; when?: When; mayFollow?: boolean; mayDeclare?: boolean }>;
export const fieldUse = useOf({}) as z.ZodType<string | { id: string; when?: When }>;

export const matterKinds = ['行政许可', '行政确认', '行政给付', '行政奖励', '行政备案', '行政核查', '公共服务', '其他行政权力'] as const;

/** The window areas of the hall, "1+6+3" (中政发〔2024〕16号 二（一）2). */
export const areas = [
  'approval',
  'public-service',
  'medical-insurance',
  'human-resources',
  'housing-fund',
  'real-estate',
  'public-security',
  'taxation',
  'cross-city',
  'all-city',
  'one-thing',
] as const;

export const matterFacts = [
  'name',
  'kind',
  'result',
  'basis',
  'conditions',
  'materials',
  'fields',
  'promisedDays',
  'legalDays',
  'fee',
  'visits',
  'place',
  'atOnce',
] as const;

export const matterSchema = z.strictObject({
  id,
  name: text,
  department: id,
  kind: z.enum(matterKinds),
  /** One sentence for the applicant: what this matter gives. */
  plain: text,
  result: z.union([
    z.strictObject({
      licence: id,
      /**
       * To whom the licence is made out, where that is not the applicant: the form fields with the name and the
       * identity number. The first whose `when` holds. A field of a repeating group makes one licence a row.
       */
      bearer: z.array(z.strictObject({ name: id, identity: id.optional(), when: when.optional() })).optional(),
      /** It takes the place of one that the holder has: nobody gets the first one by this matter. */
      changes: z.boolean().optional(),
      /** Only in these situations is the licence issued; else the result is the record `otherwise` (e.g. a cancellation). */
      when: when.optional(),
      otherwise: text.optional(),
    }),
    z.strictObject({ record: text }),
  ]),
  /**
   * What an approval changes in the register of firms: form fields with the firm's name, its legal person, address and
   * scope. What a form of the situation does not ask stays as it was.
   */
  register: z
    .strictObject({
      act: z.enum(['found', 'change', 'close']),
      kind: z.enum(['company', 'sole-trader', 'cooperative', 'institution']).optional(),
      name: id.optional(),
      legalPerson: z.strictObject({ name: id, identity: id, phone: id.optional() }).optional(),
      address: id.optional(),
      scope: id.optional(),
    })
    .optional(),
  /** Legal basis for deciding; also offered as basis for a refusal. */
  basis: z.array(text).min(1),
  conditions: z.array(conditionSchema).default([]),
  materials: z.array(materialUse).default([]),
  fields: z.array(fieldUse).default([]),
  /** Working days. 0: decided at once. */
  promisedDays: z.number().int().min(0),
  /** Working days; absent where no rule sets a limit. */
  legalDays: z.number().int().min(1).optional(),
  /** Steps that stop the clock while they last: a hearing, an inspection, an expert review. */
  stops: z
    .array(
      z.strictObject({
        kind: z.enum(['hearing', 'inspection', 'testing', 'review', 'notice', 'payment', 'other']),
        text,
        days: z.number().int(),
      }),
    )
    .default([]),
  fee: z.strictObject({ amount: z.string().regex(/^\d+\.\d{2}$/), text: z.string().optional(), when: when.optional() }).optional(),
  /** Visits on site when the matter is done alone, and when it is part of a thing. */
  visits: z.strictObject({ alone: z.number().int().min(0), joined: z.number().int().min(0) }),
  place: z.enum(areas),
  /** 秒批: when all checks pass it is decided without a person. */
  atOnce: z.boolean().default(false),
  /** Code of the official list; left empty until the department supplies it. */
  officialCode: z.string().optional(),
  /** Each fact with its source; `default` covers the facts that are not named. */
  source: z.partialRecord(z.enum([...matterFacts, 'default']), sourceRef),
});

export const thingMatterSchema = z.strictObject({
  id,
  /** The name as this thing's row prints it, where it differs from the matter's own. */
  as: z.string().optional(),
  when: when.optional(),
  /** Matters of this thing that must be approved first; `id?`: only where the situation includes it. */
  after: z.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\??$/)).default([]),
  /** The gazette's blank cells read with sense: see docs/readings.md. */
  reading: z.string().optional(),
});

export const thingSchema = z.strictObject({
  no: z.number().int().min(1),
  id,
  name: text,
  mark: z.enum(['national', 'province', 'city']),
  audience: z.enum(['enterprise', 'individual']),
  year: z.number().int(),
  lead: id,
  /** A stage of life or of the firm; see stages.yaml. */
  stage: id,
  /** What has happened, in the words that people use: the guide and the search show it. */
  situation: text,
  intro: text,
  keywords: z.array(text).default([]),
  /** In whose name it is applied for. */
  principal: z.enum(['person', 'firm', 'either']),
  /** Firms that may apply: `any` also those struck off (deregistration, credit repair). A cancelled firm never. */
  firmState: z.enum(['active', 'any']).default('active'),
  /** Facts that are always so in this thing. */
  facts: z.record(id, z.string()).default({}),
  questions: z.array(z.union([id, z.strictObject({ id, when: when.optional() })])).default([]),
  matters: z.array(thingMatterSchema).min(1),
  source: z.partialRecord(z.enum(['matters', 'order', 'situations', 'questions', 'default']), sourceRef),
});

export const stageSchema = z.strictObject({
  id,
  name: text,
  audience: z.enum(['enterprise', 'individual']),
  order: z.number().int(),
});

export const catalogueSchema = z.strictObject({
  sources: z.array(sourceSchema),
  departments: z.array(departmentSchema),
  licences: z.array(licenceTypeSchema),
  composites: z.array(compositeSchema).default([]),
  materials: z.array(materialSchema),
  groups: z.array(groupSchema),
  questions: z.array(questionSchema),
  stages: z.array(stageSchema),
  matters: z.array(matterSchema),
  things: z.array(thingSchema),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type Department = z.infer<typeof departmentSchema>;
export type LicenceType = z.infer<typeof licenceTypeSchema>;
export type Composite = z.infer<typeof compositeSchema>;
export type Material = z.infer<typeof materialSchema>;
export type Field = z.infer<typeof fieldSchema>;
export type Group = z.infer<typeof groupSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Matter = z.infer<typeof matterSchema>;
export type ThingMatter = z.infer<typeof thingMatterSchema>;
export type Thing = z.infer<typeof thingSchema>;
export type Stage = z.infer<typeof stageSchema>;

/** The kinds of entries that the editor knows, each with its schema. */
export const entrySchemas = {
  things: thingSchema,
  matters: matterSchema,
  materials: materialSchema,
  groups: groupSchema,
  questions: questionSchema,
  licences: licenceTypeSchema,
  composites: compositeSchema,
  departments: departmentSchema,
} as const;
export type EntryKind = keyof typeof entrySchemas;
