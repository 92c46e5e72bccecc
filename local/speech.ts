import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import * as z from 'zod';
import type { WorkerSettings } from '#local/config.ts';
import { createPollySpeech } from '#shared/aws/polly-speech.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { createEspeakSpeech } from '#shared/providers/speech/espeak/espeak-speech.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { createOpenAiSpeech, OPENAI_KEY } from '#shared/providers/speech/openai/openai-speech.ts';
import { createSherpaSpeech } from '#shared/providers/speech/sherpa/sherpa-speech.ts';
import { createSpeechRouter, type SpeechRouter } from '#shared/providers/speech/speech-router.ts';

/** Name of the secret that holds what Amazon Polly is asked with, as JSON. */
export const POLLY_KEY = 'polly-key';

const PollyKey = z.strictObject({
  region: z.string().min(1),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().min(1).optional(),
});

/** What the voices of this machine need. */
export interface LocalSpeechOptions {
  /** Folder of the installed voices. */
  voices: string;
  settings: Pick<WorkerSettings, 'espeak' | 'openAiUrl' | 'openAiSpeechModel' | 'searchPath'>;
  secrets: () => Pick<Secrets, 'get'>;
}

/**
 * All voices of this machine, the preferred ones first: installed neural ones, the built-in ones, espeak-ng where it is there,
 * and those in the cloud, which nobody gets without naming one.
 */
export function openLocalSpeech({ voices, settings, secrets }: LocalSpeechOptions): SpeechRouter {
  const finisher = createSpeechFinisher();
  const keyOf = async (tenant: TenantId | undefined, name: string) =>
    tenant === undefined ? undefined : await secrets().get(tenant, name);
  const router = createSpeechRouter([
    createSherpaSpeech({ folder: voices, finisher }),
    createFliteSpeech(),
    createEspeakSpeech({ program: findEspeak(settings), forAuto: settings.espeak !== undefined, finisher }),
    createOpenAiSpeech({
      finisher,
      keyOf: (tenant) => keyOf(tenant, OPENAI_KEY),
      baseUrl: settings.openAiUrl,
      model: settings.openAiSpeechModel,
    }),
    createPollySpeech({
      finisher,
      clientOf: async (tenant) => openPollyWith(await keyOf(tenant, POLLY_KEY)),
    }),
  ]);
  return {
    ...router,
    async close() {
      await Promise.all([router.close(), finisher.close()]);
    },
  };
}

async function openPollyWith(key: string | undefined) {
  if (key === undefined) {
    throw new AppError(
      'CONFIG_INVALID',
      'A voice of Amazon Polly needs credentials of AWS, and there are none.',
      {
        hint: 'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION.',
      },
    );
  }
  const parsed = PollyKey.safeParse(parseJson(key));
  if (!parsed.success) {
    throw new AppError('CONFIG_INVALID', `The secret "${POLLY_KEY}" is not as it must be.`, {
      hint: 'It is JSON with region, accessKeyId and secretAccessKey.',
    });
  }
  const { region, accessKeyId, secretAccessKey, sessionToken } = parsed.data;
  const { openPolly } = await import('#shared/aws/polly-client.ts');
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  return await openPolly({ region, credentials });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The named program, or `espeak-ng` where programs are looked for; undefined where it cannot be run. */
function findEspeak({ espeak, searchPath }: LocalSpeechOptions['settings']): string | undefined {
  const places =
    espeak !== undefined && isAbsolute(espeak)
      ? [espeak]
      : searchPath
          .split(delimiter)
          .filter(isAbsolute)
          .map((folder) => join(folder, process.platform === 'win32' ? 'espeak-ng.exe' : 'espeak-ng'));
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
