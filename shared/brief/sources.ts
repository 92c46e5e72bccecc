import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';

/** One text that a film may be made of: UTF-8, never empty. */
export const Source = z.strictObject({
  ref: AssetRef,
  format: z.enum(['plain', 'markdown', 'html']),
  /** File name or title, without folders. */
  name: z.string().max(255),
  /** A file name or an address, for the source line. */
  origin: z.string(),
});
export type Source = z.infer<typeof Source>;

/** What `gather-sources` found, most important first; kept as a JSON asset, because a state may not carry two hundred. */
export const Sources = z.array(Source).min(1);

/** A source while it is being gathered: its words beside where they came from. */
export interface SourceText extends Omit<Source, 'ref'> {
  text: string;
}
