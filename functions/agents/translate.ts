import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { NO_VOICE } from '#shared/agents/narrator/choose-voice.ts';
import { translateProduction } from '#shared/brief/translate-production.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { sceneBatches } from '#shared/scenes/plan-batches.ts';

/** Voices of a provider, such as `openai:alloy`, speak many languages; of the built-in ones each speaks its own. */
function voiceAbroad(wish: string): string {
  return wish === NO_VOICE || wish.includes(':') ? wish : 'auto';
}

/** The translator: captions in other languages for a film, or the film itself in one of them. */
export const handler = taskHandler(
  'agents-translate',
  z.strictObject({
    brief: AssetRef,
    document: AssetRef,
    research: AssetRef,
    script: AssetRef,
    storyboard: AssetRef,
    voice: z.string(),
  }),
  async ({ brief, voice, ...film }, invocation) => {
    const asked = await readJson(invocation.ports, invocation.tenant, Brief, brief);
    const { scenes, ...translated } = await translateProduction(asked, film, invocation);
    return {
      ...translated,
      voice: asked.edition ? voiceAbroad(asked.options.voice) : voice,
      batches: sceneBatches(scenes),
    };
  },
);
