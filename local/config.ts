import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { GivenSecrets } from '#local/given-secrets.ts';
import { parseSecretsKey } from '#local/secrets.ts';
import { AppError } from '#shared/errors.ts';
import { RENDER_LANES, type RenderLane } from '#shared/ports/runtime.ts';

const Environment = z
  .object({
    REELWRIGHT_HOME: z.string().min(1).default('.reelwright'),
    REELWRIGHT_FFMPEG: z.string().min(1).optional(),
    REELWRIGHT_ESPEAK: z.string().min(1).optional(),
    REELWRIGHT_OPENAI_KEY: z.string().min(1).optional(),
    REELWRIGHT_OPENAI_URL: z.url({ protocol: /^https?$/ }).optional(),
    REELWRIGHT_OPENAI_SPEECH_MODEL: z.string().min(1).optional(),
    AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
    AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    AWS_SESSION_TOKEN: z.string().min(1).optional(),
    AWS_REGION: z.string().min(1).optional(),
    REELWRIGHT_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
    REELWRIGHT_LOG: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    REELWRIGHT_SECRETS_KEY: z.string().min(1).optional(),
    REELWRIGHT_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
    REELWRIGHT_AUDIENCE: z.string().min(1).optional(),
    REELWRIGHT_DAILY_USD: z.coerce.number().positive().optional(),
    REELWRIGHT_RENDER_LANES: z
      .string()
      .default('functions')
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(RENDER_LANES))),
    PATH: z.string().default(''),
  })
  .refine(({ REELWRIGHT_ISSUER: issuer, REELWRIGHT_AUDIENCE: audience }) => !issuer === !audience, {
    path: ['REELWRIGHT_ISSUER'],
    message: 'needs REELWRIGHT_AUDIENCE beside it',
  });

/** How this machine is set up. */
export interface LocalConfig {
  /** Absolute path of the folder that holds all state. */
  home: string;
  /** A binary to be used before any other. */
  ffmpegPath?: string;
  /** Where programs are looked for, as `PATH` has it. */
  searchPath: string;
  /** Processes that run handlers. */
  workers: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** `on` or the absolute path of espeak-ng: `auto` may take it then. */
  espeak?: string;
  /** Another address and model than OpenAI's own for the voices `openai:…`. */
  openAiUrl?: string;
  openAiSpeechModel?: string;
  /** Secrets that the environment gives, by name. */
  givenSecrets?: GivenSecrets;
  /** 32 bytes that open the file of secrets. */
  secretsKey?: Uint8Array;
  /** Whose tokens are taken beside the owner's, and whom they must be for. */
  issuer?: TokenIssuer;
  /** US dollars that films which others start may cost in a day. */
  dailyUsd?: number;
  /** Where segments may be rendered; by functions unless told. */
  renderLanes?: readonly RenderLane[];
  /** Absolute path of the folder whose files become films; without it nothing is watched. */
  inbox?: string;
}

/** Who signs tokens, and whom they must be for. */
export interface TokenIssuer {
  issuer: string;
  audience: string;
}

/** Reads the environment once; throws `CONFIG_INVALID` with all its problems in one message. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): LocalConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new AppError('CONFIG_INVALID', `The environment is not right: ${problems.join('; ')}.`, {
      hint: 'Correct these variables, or unset them to get the defaults.',
    });
  }
  const given = parsed.data;
  const { REELWRIGHT_ISSUER: issuer, REELWRIGHT_AUDIENCE: audience, REELWRIGHT_DAILY_USD: dailyUsd } = given;
  return {
    home: resolve(given.REELWRIGHT_HOME),
    searchPath: given.PATH,
    workers: given.REELWRIGHT_WORKERS ?? Math.min(8, availableParallelism()),
    logLevel: given.REELWRIGHT_LOG,
    renderLanes: given.REELWRIGHT_RENDER_LANES,
    ...(given.REELWRIGHT_FFMPEG === undefined ? {} : { ffmpegPath: resolve(given.REELWRIGHT_FFMPEG) }),
    ...(given.REELWRIGHT_ESPEAK === undefined ? {} : { espeak: given.REELWRIGHT_ESPEAK }),
    ...(given.REELWRIGHT_OPENAI_URL === undefined ? {} : { openAiUrl: given.REELWRIGHT_OPENAI_URL }),
    ...(given.REELWRIGHT_OPENAI_SPEECH_MODEL === undefined
      ? {}
      : { openAiSpeechModel: given.REELWRIGHT_OPENAI_SPEECH_MODEL }),
    ...secretsOf(given),
    ...(given.REELWRIGHT_SECRETS_KEY === undefined
      ? {}
      : { secretsKey: parseSecretsKey(given.REELWRIGHT_SECRETS_KEY) }),
    ...(issuer && audience ? { issuer: { issuer, audience } } : {}),
    ...(dailyUsd === undefined ? {} : { dailyUsd }),
  };
}

/** Keys of voices in the cloud, under the names that the secrets have. */
function secretsOf({
  REELWRIGHT_OPENAI_KEY: openAi,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: sessionToken,
  AWS_REGION: region,
}: z.infer<typeof Environment>): Pick<LocalConfig, 'givenSecrets'> {
  const polly = accessKeyId && secretAccessKey && region;
  const givenSecrets = {
    ...(openAi ? { 'openai-key': openAi } : {}),
    ...(polly ? { 'polly-key': JSON.stringify({ region, accessKeyId, secretAccessKey, sessionToken }) } : {}),
  };
  return Object.keys(givenSecrets).length > 0 ? { givenSecrets } : {};
}

/** What a worker process must know to open its own adapters; secrets it asks its host for. */
export type WorkerSettings = Omit<LocalConfig, 'workers' | 'secretsKey' | 'givenSecrets'>;

/** The folder in which npm was called, which runs its scripts in the project's own; undefined without npm. */
export function startFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return /^(make|serve|voices|edit)$/.test(environment.npm_lifecycle_event ?? '')
    ? environment.INIT_CWD
    : undefined;
}
