/** What an answer is worth at intake: which material it takes the place of. Pure. */

/** One material that a service's answer takes the place of, if what stands in the answer is right. */
export interface Proof {
  /** Id of the catalogue. */
  material: string;
  /** A field of the answer and what has to stand there; without it, that there is an answer at all. */
  field?: string;
  values?: string[];
}

/** How long an answer counts in an application that is not handed in yet, where the service keeps answers shorter (assumed). */
export const intakeHours = 24;
/** Questions over the line for one application and material (assumed): who gets no answer hands the paper in. */
export const mostQuestions = 3;

/** Whether the answer proves the material; else what it says instead. */
export function proven(proof: Proof, answer: readonly { key: string; name: string; value: string }[]): { proves: true } | { proves: false; instead: string } {
  if (!proof.field) return { proves: true };
  const line = answer.find(l => l.key === proof.field);
  if (line && (proof.values ?? []).includes(line.value)) return { proves: true };
  return { proves: false, instead: line ? `查到的${line.name}是“${line.value}”` : '查到的内容不全' };
}
