import * as z from 'zod';
import { moderateScript } from '#shared/agents/moderator/moderate-script.ts';
import { Moderation } from '#shared/agents/moderator/moderation.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Script } from '#shared/domain/script.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';

/** The moderator: says whether a film may be made of the script. Notice `MODERATION` when anything was found. */
export const moderate = defineStep({
  name: 'moderate',
  version: 1,
  input: z.strictObject({ script: AssetRef }),
  output: Moderation,
  dependsOn: packageVersions('stopwords-iso'),
  run: async (input, context) => {
    const moderation = moderateScript(await context.readJson(Script, input.script));
    if (moderation.notice !== undefined) context.notice('MODERATION', moderation.notice);
    return moderation;
  },
});
