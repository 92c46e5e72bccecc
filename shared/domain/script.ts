import * as z from 'zod';

/** One spoken line of the film; one breath, at most about eight seconds. */
export const ScriptLine = z.strictObject({
  id: z.string().regex(/^l\d+$/),
  role: z.enum(['hook', 'point', 'ending']),
  text: z.string().min(1),
  /** Facts of the research that the line rests on; never empty. */
  facts: z.array(z.string()).min(1),
  /** Heading of the section it comes from; a change of chapter begins a chapter of the film. */
  chapter: z.string().optional(),
});
export type ScriptLine = z.infer<typeof ScriptLine>;

/** What is said in the film. */
export const Script = z.strictObject({
  version: z.literal(1),
  title: z.string().min(1),
  language: z.string(),
  lines: z.array(ScriptLine).min(1),
  wantedSeconds: z.number().positive(),
  /** Length at the voice's measured pace, pauses included. */
  estimatedSeconds: z.number().positive(),
  /** What the person should know, as sentences: for example that the text is too short for the wanted length. */
  notes: z.array(z.string()),
});
export type Script = z.infer<typeof Script>;
