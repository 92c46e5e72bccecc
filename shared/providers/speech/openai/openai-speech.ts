import { decodeWav, type Sound } from '#shared/audio/wav.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { SpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { joinSounds } from '#shared/providers/speech/join-sounds.ts';
import { OPENAI_PREFIX, openAiCatalogue } from '#shared/providers/speech/openai/openai-voices.ts';
import type { NamedProvider } from '#shared/providers/speech/speech-router.ts';
import { SPEECH_VERSION } from '#shared/providers/speech/speech-version.ts';
import { toEngineText } from '#shared/providers/speech/text/engine-text.ts';
import { assertSayable, isSayable } from '#shared/providers/speech/text/sayable.ts';
import { splitText } from '#shared/providers/speech/text/split-text.ts';

/** Name of the secret that holds the key. */
export const OPENAI_KEY = 'openai-key';

/** OpenAI announced in 2026 that it ends on 2027-01-06; another one can be named. */
const MODEL = 'gpt-4o-mini-tts';
/** The API takes 4,096 characters, this model 2,000 tokens: one token has at least one character in any script. */
const MOST_CHARACTERS = 1_900;
const ATTEMPT_MS = 90_000;
/** The client tries again so often what was throttled (429), failed there (5xx) or was lost on the way. */
const RETRIES = 3;

/** How the API is reached. */
export interface OpenAiOptions {
  /** The key of a tenant, or undefined when there is none. */
  keyOf: (tenant: TenantId | undefined) => Promise<string | undefined>;
  finisher: SpeechFinisher;
  /** Another address that speaks the same protocol, which then costs nothing that is known here. */
  baseUrl?: string | undefined;
  model?: string | undefined;
}

/** OpenAI's voices. Words get their times by alignment. See `SpeechProvider` for what `speak` throws. */
export function createOpenAiSpeech({
  keyOf,
  finisher,
  baseUrl,
  model = MODEL,
}: OpenAiOptions): NamedProvider {
  return {
    ...openAiCatalogue(baseUrl),
    name: 'openai',
    versionOf: () => `${baseUrl ?? 'openai'} ${model} ${SPEECH_VERSION}`,
    async speak({ text, voice, language, pronunciations = {}, tenant, signal }) {
      const { text: written } = toEngineText(text, language, pronunciations);
      assertSayable(written);
      const apiKey = await keyOf(tenant);
      if (!apiKey) {
        throw new AppError('CONFIG_INVALID', `The voice ${voice} needs a key of OpenAI, and there is none.`, {
          hint: `Set REELWRIGHT_OPENAI_KEY, or keep the key as the secret "${OPENAI_KEY}".`,
        });
      }
      // Loaded when first needed: it is large, and most films never ask for it.
      const { default: OpenAI } = await import('openai');
      const client = new OpenAI({
        apiKey,
        // Named even where it is the usual one: the client would take it from the environment otherwise.
        baseURL: baseUrl ?? 'https://api.openai.com/v1',
        organization: null,
        project: null,
        timeout: ATTEMPT_MS,
        maxRetries: RETRIES,
        logLevel: 'off',
      });
      const sounds: Sound[] = [];
      for (const input of splitText(written, MOST_CHARACTERS).filter(isSayable)) {
        try {
          const answer = await client.audio.speech.create(
            { model, voice: voice.slice(OPENAI_PREFIX.length), input, response_format: 'wav' },
            { signal: signal ?? null },
          );
          sounds.push(decodeWav(new Uint8Array(await answer.arrayBuffer())));
        } catch (error) {
          throw openAiError(error);
        }
      }
      const spoken = await finisher.finish({ ...joinSounds(sounds), text, language }, signal);
      return { ...spoken, billedCharacters: written.length };
    },
  };
}

/** What the client threw, as an error of the family. */
function openAiError(cause: unknown): AppError {
  if (cause instanceof AppError) {
    return new AppError('FETCH_FAILED', 'OpenAI answered something that is no sound.', { cause });
  }
  const { name = '', status, code } = cause as { name?: string; status?: number; code?: string | null };
  if (/Abort/.test(name) || /Abort/.test((cause as Error).constructor.name)) {
    return new AppError('CANCELLED', 'The work was cancelled.', { cause });
  }
  if (status === 401 || status === 403) {
    return new AppError('CONFIG_INVALID', 'OpenAI refuses the key.', {
      hint: 'Look whether the key is valid and may use the speech API.',
      cause,
    });
  }
  if (code === 'insufficient_quota') {
    return new AppError('CONFIG_INVALID', 'The account at OpenAI has no credit left.', {
      hint: 'Add credit there, or choose a voice of this machine.',
      cause,
    });
  }
  if (status !== undefined && status < 500 && status !== 408 && status !== 409 && status !== 429) {
    return new AppError('TOOL_FAILED', `OpenAI cannot say this (${status}).`, {
      hint: 'Look whether the model is still offered; REELWRIGHT_OPENAI_SPEECH_MODEL names another.',
      cause,
    });
  }
  return new AppError('FETCH_FAILED', 'OpenAI cannot be reached at the moment.', {
    hint: 'Check the network, or choose a voice of this machine.',
    cause,
  });
}
