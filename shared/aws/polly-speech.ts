import type { SynthesizeSpeechCommandInput } from '@aws-sdk/client-polly';
import { fromPcm16 } from '#shared/audio/wav.ts';
import type { AskPolly } from '#shared/aws/polly-client.ts';
import { POLLY_CATALOGUE, POLLY_PREFIX } from '#shared/aws/polly-voices.ts';
import { readWordMarks } from '#shared/aws/polly-word-marks.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { SpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import type { WordTime } from '#shared/providers/speech/flite/synthesise.ts';
import { joinSounds } from '#shared/providers/speech/join-sounds.ts';
import type { NamedProvider } from '#shared/providers/speech/speech-router.ts';
import { SPEECH_VERSION } from '#shared/providers/speech/speech-version.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';
import { type EngineText, toEngineText } from '#shared/providers/speech/text/engine-text.ts';
import { assertSayable, isSayable } from '#shared/providers/speech/text/sayable.ts';
import { splitText } from '#shared/providers/speech/text/split-text.ts';

/** The service takes 3,000 characters at a time; what is written out may be longer than what is shown. */
const MOST_CHARACTERS = 1_200;
/** The best that it gives as PCM, in Hz. */
const RATE = 16_000;

/** How the service is reached. */
export interface PollyOptions {
  /** Throws `CONFIG_INVALID` where a tenant may not. */
  clientOf: (tenant: TenantId | undefined) => Promise<AskPolly>;
  finisher: SpeechFinisher;
}

/** Amazon Polly's neural voices, with the times of words that the service tells. See `SpeechProvider` for errors. */
export function createPollySpeech({ clientOf, finisher }: PollyOptions): NamedProvider {
  return {
    ...POLLY_CATALOGUE,
    name: 'polly',
    versionOf: () => `neural ${RATE} ${SPEECH_VERSION}`,
    async speak({ text, voice, language, pronunciations = {}, tenant, signal }) {
      assertSayable(text);
      const client = await clientOf(tenant);
      const sounds: { sampleRate: number; channels: Float32Array[] }[] = [];
      const times: WordTime[] = [];
      let [words, seconds, billedCharacters] = [0, 0, 0];
      for (const piece of splitText(text, MOST_CHARACTERS)) {
        const engineText = toEngineText(piece, language, pronunciations);
        const count = displayWords(piece).length;
        if (isSayable(engineText.text)) {
          billedCharacters += engineText.text.length;
          const said = await sayPiece(client, voice, engineText, signal);
          for (const { index, start, end } of said.times)
            times.push({ index: words + index, start: seconds + start, end: seconds + end });
          sounds.push({ sampleRate: RATE, channels: [said.samples] });
          seconds += said.samples.length / RATE;
        }
        words += count;
      }
      const spoken = await finisher.finish({ ...joinSounds(sounds), text, language, times }, signal);
      return { ...spoken, billedCharacters };
    },
  };
}

async function sayPiece(
  askPolly: AskPolly,
  voice: string,
  { text, starts }: EngineText,
  signal: AbortSignal | undefined,
): Promise<{ samples: Float32Array; times: WordTime[] }> {
  const common = {
    Engine: 'neural',
    VoiceId: voice.slice(POLLY_PREFIX.length) as SynthesizeSpeechCommandInput['VoiceId'],
    Text: text,
    TextType: 'text',
  } as const satisfies Partial<SynthesizeSpeechCommandInput>;
  try {
    const sound = await askPolly({ ...common, OutputFormat: 'pcm', SampleRate: String(RATE) }, signal);
    const marks = await askPolly({ ...common, OutputFormat: 'json', SpeechMarkTypes: ['word'] }, signal);
    const [samples = new Float32Array(0)] = fromPcm16(sound, 1);
    return { samples, times: readWordMarks(marks, { text, starts, samples, sampleRate: RATE }) };
  } catch (error) {
    if (/^(AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken)/.test((error as Error).name)) {
      throw new AppError('CONFIG_INVALID', 'Amazon Polly refuses the credentials.', {
        hint: 'They must be valid and allow polly:SynthesizeSpeech.',
        cause: error,
      });
    }
    const known = serviceError(error, 'Amazon Polly', {
      EngineNotSupportedException: 'VOICE_UNAVAILABLE',
      LanguageNotSupportedException: 'VOICE_UNAVAILABLE',
    });
    const away = known.code === 'STORE_UNAVAILABLE';
    throw away ? new AppError('FETCH_FAILED', known.message, { cause: error }) : known;
  }
}
