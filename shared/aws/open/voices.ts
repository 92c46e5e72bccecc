import type { AwsContext } from '#shared/aws/context.ts';
import { POLLY_CATALOGUE } from '#shared/aws/polly-voices.ts';
import type { VoiceCatalogue } from '#shared/ports/speech.ts';
import { FLITE_CATALOGUE } from '#shared/providers/speech/flite/voices.ts';
import { joinCatalogues } from '#shared/providers/speech/join-catalogues.ts';
import { openAiCatalogue } from '#shared/providers/speech/openai/openai-voices.ts';

/** Opens as much of the port `speech` as choosing a voice takes: the bundle of who only chooses has no engines in it. */
export const open = ({ config }: AwsContext): VoiceCatalogue =>
  joinCatalogues([FLITE_CATALOGUE, POLLY_CATALOGUE, openAiCatalogue(config.openAiUrl)]);
