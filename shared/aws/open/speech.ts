import type { AwsContext } from '#shared/aws/context.ts';
import { type AskPolly, openPolly } from '#shared/aws/polly-client.ts';
import { createPollySpeech } from '#shared/aws/polly-speech.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { createOpenAiSpeech, OPENAI_KEY } from '#shared/providers/speech/openai/openai-speech.ts';
import { createSpeechRouter } from '#shared/providers/speech/speech-router.ts';

/** Opens the port `speech`: the built-in voices, Polly's by the role of whoever asks, OpenAI's by the tenant's key. */
export const open = ({ config, ports }: AwsContext) => {
  const finisher = createSpeechFinisher();
  let polly: Promise<AskPolly> | undefined;
  return createSpeechRouter([
    createFliteSpeech(),
    createPollySpeech({
      finisher,
      clientOf: () => (polly ??= openPolly({ region: config.resource('voices') })),
    }),
    createOpenAiSpeech({
      finisher,
      keyOf: async (tenant) => (tenant ? await ports.secrets.get(tenant, OPENAI_KEY) : undefined),
      baseUrl: config.openAiUrl,
      model: config.openAiSpeechModel,
    }),
  ]);
};
