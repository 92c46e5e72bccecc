import * as z from 'zod';
import { composeScript, isOnCut } from '#shared/agents/writer/compose-script.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Document } from '#shared/domain/document.ts';
import { Research } from '#shared/domain/research.ts';
import { Script } from '#shared/domain/script.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

/**
 * Writes the script of a film of `seconds` at a voice's pace, `pauses` (in seconds) included, out of the document's own words. A text that is too short makes
 * a shorter film; the notice `SHORTER_THAN_ASKED` says so, and `TEXT_CUT` how much of a longer
 * text the film tells.
 */
export const writeScript = defineStep({
  name: 'write-script',
  version: 2,
  input: z.strictObject({
    document: AssetRef,
    research: AssetRef,
    seconds: z.number().positive(),
    wordsPerMinute: z.number().positive(),
    pauses: z.strictObject({ around: z.number().nonnegative(), line: z.number().nonnegative() }),
    title: z.string().min(1).max(200).optional(),
  }),
  output: z.strictObject({
    script: AssetRef,
    lines: z.int().positive(),
    estimatedSeconds: z.number().positive(),
    /** What the person was told, as sentences. */
    notices: z.array(z.string()),
  }),
  dependsOn: packageVersions('stopwords-iso'),
  run: async ({ document, research, ...wish }, context) => {
    const script = composeScript(
      await context.readJson(Document, document),
      await context.readJson(Research, research),
      wish,
    );
    const code = script.estimatedSeconds < script.wantedSeconds ? 'SHORTER_THAN_ASKED' : 'LONGER_THAN_ASKED';
    for (const note of script.notes) context.notice(isOnCut(note) ? 'TEXT_CUT' : code, note);
    context.signal.throwIfAborted();
    return {
      script: await context.writeJson(Script, script),
      lines: script.lines.length,
      estimatedSeconds: script.estimatedSeconds,
      notices: script.notes,
    };
  },
});
