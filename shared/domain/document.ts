import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** One sentence of a source; `id` is `s` and its place in the document, counted from 0. */
export const Sentence = z.strictObject({ id: z.string().regex(/^s\d+$/), text: z.string().min(1) });
export type Sentence = z.infer<typeof Sentence>;

/** A piece of a section, as its source marked it up. */
export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), sentences: z.array(Sentence).min(1) }),
  z.strictObject({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(Sentence).min(1) }),
  z.strictObject({
    kind: z.literal('quote'),
    sentences: z.array(Sentence).min(1),
    source: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('table'),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())).min(1),
  }),
  z.strictObject({ kind: z.literal('image'), name: z.string(), alt: z.string().optional() }),
  /** A listing: it is shown, never said. `language` is that of its fence: `ts`, `python`. */
  z.strictObject({ kind: z.literal('code'), code: z.string().min(1), language: z.string().optional() }),
]);
export type Block = z.infer<typeof Block>;

/** A source, cleaned and split: what the reader makes and every later agent cites by sentence id. */
export const Document = z.strictObject({
  version: z.literal(1),
  title: z.string().min(1),
  /** BCP 47 code of the language the text is written in; `und` when it cannot be told. */
  language: z.string(),
  sections: z.array(z.strictObject({ heading: z.string().optional(), blocks: z.array(Block) })).min(1),
  images: z.array(z.strictObject({ name: z.string(), ref: AssetRef, alt: z.string().optional() })),
  /** Where the text came from, for the source line and the report: a file name or an address. */
  origins: z.array(z.string()),
  words: z.int().nonnegative(),
});
export type Document = z.infer<typeof Document>;
