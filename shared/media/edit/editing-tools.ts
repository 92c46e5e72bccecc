import { burnCaptions } from '#shared/media/edit/burn-captions.ts';
import { concat } from '#shared/media/edit/concat.ts';
import { convert } from '#shared/media/edit/convert.ts';
import { crop } from '#shared/media/edit/crop.ts';
import { cutSilence } from '#shared/media/edit/cut-silence.ts';
import type { EditingTool } from '#shared/media/edit/editing-tool.ts';
import { extractFrames } from '#shared/media/edit/extract-frames.ts';
import { inspect } from '#shared/media/edit/inspect.ts';
import { loudness } from '#shared/media/edit/loudness.ts';
import { mix } from '#shared/media/edit/mix.ts';
import { overlay } from '#shared/media/edit/overlay.ts';
import { reverse } from '#shared/media/edit/reverse.ts';
import { scale } from '#shared/media/edit/scale.ts';
import { speed } from '#shared/media/edit/speed.ts';
import { stabilise } from '#shared/media/edit/stabilise.ts';
import { trim } from '#shared/media/edit/trim.ts';

/** Everything that agents and people can do with media; help and checks follow from their schemas. */
export const EDITING_TOOLS: readonly EditingTool[] = [
  ...[inspect, trim, concat, overlay, scale, crop, mix, burnCaptions, extractFrames],
  ...[loudness, cutSilence, speed, reverse, stabilise, convert],
];
