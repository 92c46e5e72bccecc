import * as z from 'zod';

/**
 * What the critic can find, and what of the score it costs when all of the film is like that. What breaks a promise to the
 * viewer (an invented number, a picture of something else) costs most.
 */
export const FINDING_WEIGHTS = {
  NUMBER_NOT_IN_SOURCE: 0.9,
  FIGURE_TORN: 0.9,
  MEANING_TURNED: 0.9,
  FACT_UNKNOWN: 0.8,
  VISUAL_MISMATCH: 0.6,
  LINE_REPEATED: 0.6,
  VISUAL_REPEATED: 0.5,
  SCENE_TOO_LONG: 0.5,
  SCENE_TOO_SHORT: 0.3,
  SAME_KIND: 0.3,
  HARD_TO_READ: 0.2,
  WEAK_HOOK: 0.15,
  LENGTH_OFF: 0.5,
  NO_ENDING: 0.15,
  PICTURES_UNUSED: 0.3,
} as const;

/** Name of a finding. */
type FindingCode = keyof typeof FINDING_WEIGHTS;

const CODES = Object.keys(FINDING_WEIGHTS) as [FindingCode, ...FindingCode[]];

/** One thing that the critic would change, as a sentence for people, and the scene or line it is about. */
export const Finding = z.strictObject({
  code: z.enum(CODES),
  message: z.string().max(300),
  scene: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** What one check found, and the share of the film that it concerns, 0 to 1. */
export interface Verdict {
  code: FindingCode;
  share: number;
  findings: Finding[];
}

const QUOTED = 80;

/** Text in quotation marks, short enough for a message. */
export function quoted(text: string): string {
  return text.length <= QUOTED ? `“${text}”` : `“${text.slice(0, QUOTED).trimEnd()}…”`;
}

/** A verdict whose share is that of the findings among `all` things looked at. */
export function verdict(code: FindingCode, all: number, findings: readonly Omit<Finding, 'code'>[]): Verdict {
  return {
    code,
    share: all === 0 ? 0 : Math.min(1, findings.length / all),
    findings: findings.map((finding) => ({ code, ...finding })),
  };
}
