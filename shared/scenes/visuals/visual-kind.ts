import type { SKRSContext2D } from '@napi-rs/canvas';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Entrance, Exit, Layer, Motion } from '#shared/domain/timeline.ts';
import type { Area, FrameSize } from '#shared/scenes/frame.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import type { StyleSheet, Type } from '#shared/scenes/styles/style-sheet.ts';
import type { FittedText, TextBox } from '#shared/scenes/text/fit-text.ts';

/** What a visual kind draws on. Everything is measured in the frame's pixels; nothing has a fixed size. */
export interface Stage {
  readonly frame: FrameSize;
  /** Where text may stand, below the chapter's name if there is one. */
  readonly area: Area;
  /** A hundredth of the frame's short side: the unit of all sizes, so that drafts look like the film. */
  readonly unit: number;
  readonly style: StyleSheet;
  /** BCP 47 code, for numbers. */
  readonly language: string;
  /** The text as it can be drawn; empty when it has letters that our fonts lack. */
  text(text: string): string;
  /** Fits a text into a box, hyphenated by the rules of the film's language where a word must be broken. */
  fit(text: string, type: Type, box: TextBox): FittedText;
  /** Fills an image of whatever size with the style's own ground. */
  paintGround(context: SKRSContext2D, size: FrameSize): void;
  /** A picture that a person gave, checked and decoded; throws `MEDIA_INVALID`. */
  picture(ref: AssetRef): Promise<UserPicture>;
  /** What footage shows at a time, in ms; throws `MEDIA_INVALID`. */
  still(footage: AssetRef, atMs: number): Promise<UserPicture>;
}

/** Footage that an overlay or a ground shows, as a layer has it. */
export type Footage = NonNullable<Layer['footage']>;

/** Something that lies over the ground: its box, how it comes in, and how it is drawn (in the frame's pixels). */
export interface Overlay {
  area: Area;
  entrance: Entrance;
  exit?: Exit;
  /** Which item of the visual it shows: where the scene says with which word that is spoken, it comes in then. */
  item?: number;
  /** The overlay that it is drawn over: it comes in once that one stands. */
  over?: Overlay;
  paint(context: SKRSContext2D): void;
  /** Pictures that follow it in the same box, each from `atMs` after its delay on: a number that counts up. */
  cels?: { atMs: number; paint(context: SKRSContext2D): void }[];
  /** It fills its whole box with a photograph, which is kept as a JPEG: a tenth of the bytes. */
  opaque?: boolean;
  /** What it shows once that is decoded; until then what it paints, a still. */
  footage?: Footage;
}

/** What a kind makes of a visual. */
export interface Drawing {
  /**
   * Replaces the style's ground; `size` is that of the image to be filled, larger than the `extent` by its zoom: the frame's size, or
   * a larger one that the motion pans over.
   */
  ground?: {
    paint(context: SKRSContext2D, size: FrameSize): void;
    motion: Motion;
    extent?: FrameSize;
    footage?: Footage;
  };
  overlays: Overlay[];
  /** Alternative text of the picture, in the words of the visual. */
  description: string;
}

/** One kind of visual. Add one by `docs/guides/add-a-visual-kind.md`. */
export interface VisualKind<K extends Visual['kind']> {
  readonly kind: K;
  draw(visual: Extract<Visual, { kind: K }>, stage: Stage): Drawing | Promise<Drawing>;
}
