import * as z from 'zod';
import { type ChosenVoice, chooseVoice, findVoice, NO_VOICE } from '#shared/agents/narrator/choose-voice.ts';
import { readingTimes } from '#shared/agents/narrator/reading-times.ts';
import { Pronunciations } from '#shared/domain/pronunciations.ts';
import { Narration } from '#shared/domain/speech.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { errorCode } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';

const NarrateInput = z.strictObject({
  /** Words of one scene; empty for a scene that is silent on purpose. */
  text: z.string(),
  /** A voice, `auto` or `none`. */
  voice: z.string(),
  /** BCP 47. */
  language: z.string(),
  /** How words are said that the voice would read wrongly, in this language. */
  pronunciations: Pronunciations.optional(),
});
type NarrateInput = z.infer<typeof NarrateInput>;
type Context = StepContext<'speech'>;

/**
 * The narrator: speaks one scene, or times its words at a reader's pace where nobody speaks. Notices:
 * `NO_VOICE_FOR_LANGUAGE`, and `LINE_NOT_SPOKEN` for a line in which there is nothing to say. Throws `VOICE_UNAVAILABLE`
 * for a voice that does not exist, and what the provider throws.
 */
export const narrateScene = defineStep({
  name: 'narrate-scene',
  version: 2,
  input: NarrateInput,
  output: z.strictObject({ narration: Narration }),
  // Of all voices only the one that speaks: another that is installed or changed makes nothing again.
  dependsOn: async ({ speech }: Pick<Ports, 'speech'>, { voice, language }: NarrateInput) => {
    const spoken = findVoice(speech, voice, language);
    return { speech: spoken ? `${spoken.name} ${speech.versionOf(spoken.name)}` : 'nobody' };
  },
  subject: ({ text }) => (text.length > 40 ? `${text.slice(0, 39)}…` : text),
  run: async (input, context: Context) => ({ narration: await narrate(input, context) }),
});

async function narrate(input: NarrateInput, context: Context): Promise<Narration> {
  const chosen = chooseVoice(context.ports.speech, input.voice, input.language);
  if (input.text.trim() === '') return silent(input);
  if (chosen.spoken === undefined) {
    if (input.voice !== NO_VOICE) {
      context.notice(
        'NO_VOICE_FOR_LANGUAGE',
        `No voice speaks ${languageName(input.language)}: the film has captions and no narration.`,
      );
    }
    return silent(input);
  }
  return (await speak(input, chosen.spoken, context)) ?? silent(input);
}

async function speak(
  { text, language, pronunciations }: NarrateInput,
  voice: NonNullable<ChosenVoice['spoken']>,
  context: Context,
): Promise<Narration | undefined> {
  const { ports, signal, tenant } = context;
  try {
    const spoken = await ports.speech.speak({
      text,
      voice: voice.name,
      language,
      tenant,
      signal,
      ...(pronunciations === undefined ? {} : { pronunciations }),
    });
    context.spend(voice.usdPerCharacter * (spoken.billedCharacters ?? text.length));
    const audio = await ports.assets.put(tenant, spoken.wav, 'audio/wav');
    return { audio, durationMs: spoken.durationMs, words: spoken.words, voice: voice.name };
  } catch (error) {
    if (errorCode(error) !== 'VOICE_UNAVAILABLE') throw error;
    context.notice('LINE_NOT_SPOKEN', `The voice cannot say "${text.slice(0, 60)}": the line is shown only.`);
    return undefined;
  }
}

function silent({ text }: NarrateInput): Narration {
  return { ...readingTimes(text), voice: NO_VOICE };
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
