import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { chooseVoice } from '#shared/agents/narrator/choose-voice.ts';
import { writeScript } from '#shared/agents/writer/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { FILM_PAUSES } from '#shared/render/timeline/scene-length.ts';
import { secondsWithoutCards } from '#shared/scenes/brand/without-cards.ts';

/** The writer: a script that fits the wanted length at the pace of the voice that will speak it. */
export const handler = taskHandler(
  'agents-write',
  z.strictObject({ brief: AssetRef, document: AssetRef, research: AssetRef, language: z.string() }),
  async ({ brief, document, research, language }, invocation) => {
    const asked = await readJson(invocation.ports, invocation.tenant, Brief, brief);
    const { title, options } = asked;
    const voice = chooseVoice(invocation.ports.speech, options.voice, language);
    const written = await runStep(
      writeScript,
      {
        document,
        research,
        seconds: await secondsWithoutCards(asked, invocation.ports, invocation.tenant),
        wordsPerMinute: voice.wordsPerMinute,
        pauses: FILM_PAUSES,
        ...(title === undefined ? {} : { title }),
      },
      invocation,
    );
    return { script: written.script, voice: voice.name, language };
  },
);
