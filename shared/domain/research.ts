import * as z from 'zod';

const base = {
  id: z.string().regex(/^f\d+$/),
  /** The words of the source, unchanged but for white space: nothing is invented. */
  text: z.string().min(1),
  /** Sentences of the document that say it; never empty. */
  sentences: z.array(z.string()).min(1),
  /** How much it matters to the whole, 0 to 1. */
  salience: z.number().min(0).max(1),
};

/** One thing that the source says, and where. */
export const Fact = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('statement') }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    /** As written, with its unit: `10,935 m`, `$5.99`, `71 %`. */
    display: z.string(),
    value: z.number(),
    unit: z.string().optional(),
    /** What is counted, in a few words of the source. */
    label: z.string(),
  }),
  z.strictObject({ ...base, kind: z.literal('quote'), quote: z.string(), source: z.string().optional() }),
  z.strictObject({
    ...base,
    kind: z.literal('list'),
    heading: z.string().optional(),
    items: z.array(z.string()).min(2),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('series'),
    title: z.string(),
    unit: z.string().optional(),
    points: z.array(z.strictObject({ label: z.string(), value: z.number() })).min(2),
    /** Whether the labels are points in time (a line chart), parts of one whole (a pie), or neither (bars). */
    shape: z.enum(['time', 'parts', 'categories']),
  }),
]);
export type Fact = z.infer<typeof Fact>;

/** What the researcher found in the document. */
export const Research = z.strictObject({
  version: z.literal(1),
  facts: z.array(Fact),
  /** Terms the text turns on, most important first. */
  terms: z.array(z.strictObject({ text: z.string(), weight: z.number().min(0).max(1) })),
  entities: z.array(z.strictObject({ text: z.string(), kind: z.string(), sentences: z.array(z.string()) })),
});
export type Research = z.infer<typeof Research>;
