import type { LocalConfig } from '#local/config.ts';
import { withGivenSecrets } from '#local/given-secrets.ts';
import { homePaths } from '#local/home.ts';
import { FileSecrets } from '#local/secrets.ts';
import { openLocalSpeech } from '#local/speech.ts';
import type { SpeechRouter } from '#shared/providers/speech/speech-router.ts';

/** Opens the voices of this machine without opening its home, which may be at work. */
export function openSpeech(config: LocalConfig): SpeechRouter {
  const paths = homePaths(config.home);
  const kept = new FileSecrets({
    path: paths.secrets,
    ...(config.secretsKey ? { key: config.secretsKey } : {}),
  });
  const secrets = withGivenSecrets(kept, config.givenSecrets ?? {}, () => undefined);
  return openLocalSpeech({ voices: paths.voices, settings: config, secrets: () => secrets });
}
