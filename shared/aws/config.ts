import * as z from 'zod';
import { RESOURCE_VARIABLES, type Resource } from '#shared/aws/resources.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { LOG_LEVELS, type LogLevel } from '#shared/node/log.ts';
import { RENDER_LANES, type RenderLane } from '#shared/ports/runtime.ts';

/** Variables hold text: this one holds a JSON object of texts. */
const NamesJson = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string().min(1)));

/** Over TLS; without it on this machine only, where an installation is rehearsed. */
const Address = z
  .url({ protocol: /^https?$/ })
  .refine((url) => /^https:|^http:\/\/127\.0\.0\.1[:/]/.test(url), 'must begin with https');

const Environment = z
  .object({
    REELWRIGHT_STAGE: z.string().regex(/^[a-z][a-z0-9-]{0,15}$/),
    REELWRIGHT_LOG: z.enum(LOG_LEVELS).default('info'),
    REELWRIGHT_ISSUER: Address.optional(),
    REELWRIGHT_AUDIENCE: z.string().min(1).optional(),
    REELWRIGHT_TENANT: TenantId.optional(),
    REELWRIGHT_TENANT_CLAIM: z.string().min(1).optional(),
    REELWRIGHT_DAILY_USD: z.coerce.number().positive().optional(),
    REELWRIGHT_RENDER_LANES: z
      .string()
      .default('functions')
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(RENDER_LANES))),
    REELWRIGHT_MEDIA: z.string().min(1).default('/opt/media'),
    REELWRIGHT_FILMS_DOMAIN: z.hostname().optional(),
    REELWRIGHT_FILMS_KEY_ID: z.string().min(1).optional(),
    REELWRIGHT_FILMS_KEY_SECRET: z.string().min(1).optional(),
    [RESOURCE_VARIABLES.table]: z.string().min(1).optional(),
    [RESOURCE_VARIABLES.assets]: z.string().min(1).optional(),
    [RESOURCE_VARIABLES.inbox]: z.string().min(1).optional(),
    [RESOURCE_VARIABLES.queues]: NamesJson.optional(),
    [RESOURCE_VARIABLES.workflows]: NamesJson.optional(),
    [RESOURCE_VARIABLES.connections]: Address.optional(),
    [RESOURCE_VARIABLES.secrets]: z.string().min(1).optional(),
    [RESOURCE_VARIABLES.voices]: z.string().min(1).optional(),
    REELWRIGHT_OPENAI_URL: Address.optional(),
    REELWRIGHT_OPENAI_SPEECH_MODEL: z.string().min(1).optional(),
  })
  .refine((given) => !(given.REELWRIGHT_TENANT && given.REELWRIGHT_TENANT_CLAIM), {
    path: ['REELWRIGHT_TENANT_CLAIM'],
    message: 'cannot stand beside REELWRIGHT_TENANT',
  })
  .refine(
    ({ REELWRIGHT_FILMS_DOMAIN: domain, REELWRIGHT_FILMS_KEY_ID: id, REELWRIGHT_FILMS_KEY_SECRET: secret }) =>
      [domain, id, secret].every((part) => part === undefined) || (domain && id && secret),
    {
      path: ['REELWRIGHT_FILMS_DOMAIN'],
      message: 'needs REELWRIGHT_FILMS_KEY_ID and REELWRIGHT_FILMS_KEY_SECRET',
    },
  );
type Environment = z.infer<typeof Environment>;

/** How a function or a job of an installation is set up. */
export interface AwsConfig {
  /** Name of the installation within its account. */
  stage: string;
  logLevel: LogLevel;
  /** Who signs the tokens, as an address without a path to keys; and whom they must be for. */
  issuer?: string;
  audience?: string;
  /** The one tenant of the installation, or the claim of a token that names it. */
  tenant?: TenantId;
  tenantClaim?: string;
  /** US dollars that a tenant may spend in a day. */
  dailyUsd?: number;
  renderLanes: readonly RenderLane[];
  /** Folder of the programs and fonts for media. */
  media: string;
  /** Another address and model than OpenAI's own for the voices `openai:…`. */
  openAiUrl?: string;
  openAiSpeechModel?: string;
  /** CloudFront in front of the films: its domain, the id of the key and the name of the secret that holds it. */
  films?: { domain: string; keyId: string; keySecret: string };
  /** What the environment names of a kind of resource; throws `CONFIG_INVALID` when it names none. */
  resource<R extends Resource>(kind: R): ResourceName<R>;
}

/** How resources of a kind are named: by one text, or by texts for each of their names. */
type ResourceName<R extends Resource> = NonNullable<Environment[(typeof RESOURCE_VARIABLES)[R]]>;

/** Reads the environment; throws `CONFIG_INVALID` with all its problems in one message. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): AwsConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new AppError('CONFIG_INVALID', `The environment is not right: ${problems.join('; ')}.`);
  }
  const given = parsed.data;
  return {
    stage: given.REELWRIGHT_STAGE,
    logLevel: given.REELWRIGHT_LOG,
    ...(given.REELWRIGHT_ISSUER === undefined ? {} : { issuer: given.REELWRIGHT_ISSUER }),
    ...(given.REELWRIGHT_AUDIENCE === undefined ? {} : { audience: given.REELWRIGHT_AUDIENCE }),
    ...(given.REELWRIGHT_TENANT === undefined ? {} : { tenant: given.REELWRIGHT_TENANT }),
    ...(given.REELWRIGHT_TENANT_CLAIM === undefined ? {} : { tenantClaim: given.REELWRIGHT_TENANT_CLAIM }),
    ...(given.REELWRIGHT_DAILY_USD === undefined ? {} : { dailyUsd: given.REELWRIGHT_DAILY_USD }),
    renderLanes: given.REELWRIGHT_RENDER_LANES,
    media: given.REELWRIGHT_MEDIA,
    ...(given.REELWRIGHT_OPENAI_URL === undefined ? {} : { openAiUrl: given.REELWRIGHT_OPENAI_URL }),
    ...(given.REELWRIGHT_OPENAI_SPEECH_MODEL === undefined
      ? {}
      : { openAiSpeechModel: given.REELWRIGHT_OPENAI_SPEECH_MODEL }),
    ...filmsOf(given),
    resource(kind) {
      const variable = RESOURCE_VARIABLES[kind];
      const name = given[variable];
      if (name === undefined) throw new AppError('CONFIG_INVALID', `${variable} is not set.`);
      return name as ResourceName<typeof kind>;
    },
  };
}

/** The trace that this process works for at the moment, as X-Ray's header has it; undefined outside of one. */
export function currentTraceHeader(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environment._X_AMZN_TRACE_ID || undefined;
}

/** The root of that trace (`1-…-…`), which all that belongs to one request shares; a job is told it when it is submitted. */
export function currentTrace(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const root = /(?:^|;)Root=([^;]+)/.exec(currentTraceHeader(environment) ?? '')?.[1];
  return root ?? (environment.REELWRIGHT_TRACE || undefined);
}

function filmsOf({
  REELWRIGHT_FILMS_DOMAIN: domain,
  REELWRIGHT_FILMS_KEY_ID: keyId,
  REELWRIGHT_FILMS_KEY_SECRET: keySecret,
}: Environment): Pick<AwsConfig, 'films'> {
  return domain && keyId && keySecret ? { films: { domain, keyId, keySecret } } : {};
}
