import * as z from 'zod';

const Colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** How burned-in captions look; sizes in parts of the font size, so that they scale with the frame. */
export const CaptionLook = z.strictObject({
  /**
   * `karaoke` lights up each word as it is heard, `pop` lets a few words at a time spring in, `block` sets them on a panel, `subtle` is
   * small and plain.
   */
  kind: z.enum(['karaoke', 'pop', 'block', 'subtle']),
  /** Family name exactly as in the font file, for libass. */
  fontFamily: z.enum(['Inter', 'Inter SemiBold', 'Inter ExtraBold', 'Inter Black']),
  /** The weight of that family as a number. */
  weight: z.int().min(400).max(900).multipleOf(100),
  /** Font size in parts of the frame's short side. */
  size: z.number().min(0.03).max(0.08),
  fill: Colour,
  /** The word that is being spoken. */
  highlight: Colour,
  outline: Colour,
  outlineWidth: z.number().min(0).max(0.2),
  shadow: z.number().min(0).max(0.2),
  /** What the words of `block` stand on; the colour of the outline where it is not given. */
  panel: Colour.optional(),
});
export type CaptionLook = z.infer<typeof CaptionLook>;
