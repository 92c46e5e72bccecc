import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as z from 'zod';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { readYaml } from '#infra/stage-problems.ts';
import { isOrigin, isPublicKey, PUBLIC_KEY_WANTED, regionProblems } from '#infra/stage-rules.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { Schedule } from '#shared/domain/schedule.ts';
import { AppError } from '#shared/errors.ts';

const Arn = z.string('must be an ARN').regex(/^arn:aws[\w-]*:/, 'must be an ARN, arn:aws:…');
const REGIONS = new Set(RegionInfo.regions.map(({ name }) => name));
const Region = z
  .string('must be a region, as eu-central-1')
  .refine((name) => REGIONS.has(name), 'is no region of AWS; write it as eu-central-1');
const ReservedConcurrency = z.partialRecord(
  z.enum(Object.keys(manifest) as [FunctionName, ...FunctionName[]]),
  z.int().min(1).max(1000),
);

/** How many events pollers of a queue may hand on at a time. */
const Pollers = z.union([
  /** The usual ones, which cost nothing at rest and begin with five. */
  z.strictObject({ maximumConcurrency: z.int().min(2).max(1000) }),
  /** Ones that are kept ready, for bursts; each is charged by the hour. */
  z.strictObject({ minimumPollers: z.int().min(2).max(200), maximumPollers: z.int().min(2).max(2000) }),
]);

const Auth = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('cognito'),
      /** Whether a second factor, a code of an app, is each person's choice or everybody's duty. */
      mfa: z.enum(['optional', 'required']).default('optional'),
      /** `plus` adds protection against guessed and stolen passwords, and a price for each person who signs in. */
      plan: z.enum(['essentials', 'plus']).default('essentials'),
      /** A page of AWS's at which people sign in, and where it sends them back to. */
      signInPage: z
        .strictObject({
          domainPrefix: z.string().regex(/^[a-z0-9-]{3,63}$/),
          callbackUrls: z.array(z.url({ protocol: /^https$/ })).min(1),
        })
        .optional(),
    }),
    z.strictObject({
      provider: z.literal('oidc'),
      issuer: z.url({ protocol: /^https$/ }),
      audience: z.string().min(1),
    }),
  ],
  'must be cognito or oidc',
);

/** One stage of an installation: where it runs, how far it scales, what it may cost, and which features it has. */
export const StageConfig = z.strictObject({
  stage: z.string().regex(/^[a-z][a-z0-9]{1,11}$/, 'must be 2 to 12 small letters and digits'),
  region: Region,
  /** Without one, the account of the credentials that deploy. */
  account: z
    .string("must be in quotes: '123456789012'")
    .regex(/^\d{12}$/, 'must be 12 digits')
    .optional(),
  domain: z
    .strictObject({
      /** Of the site; the API is at `api.` and the live connection at `live.` of it, films are at `films.`. */
      name: z
        .string()
        .regex(
          /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
          'must be a name with a dot, as studio.example.com',
        ),
      hostedZoneId: z
        .string()
        .regex(/^Z[A-Z0-9]{5,31}$/, 'must be the id of a zone of Route 53, as Z0123456789ABCDEFGHIJ'),
      /** Of `api.` and `live.`, in the stage's region. */
      certificateArn: Arn,
      /** Of the name itself and of `films.`: CloudFront wants it in us-east-1. */
      edgeCertificateArn: Arn.optional(),
    })
    .optional(),
  auth: Auth.prefault({ provider: 'cognito' }),
  /** Whose the films are: everybody's of this installation, or the value of a claim of each token. */
  tenant: z
    .union([z.strictObject({ fixed: TenantId }), z.strictObject({ claim: z.string().min(1).max(128) })])
    .prefault({ fixed: 'main' }),
  scale: z
    .strictObject({
      /** By function; without a number it shares what the account has. */
      reservedConcurrency: ReservedConcurrency.default({}),
      /** At most 200 productions at a time: each changes its tenant's day of the budget, which takes one after the other. */
      productions: Pollers.default({ maximumConcurrency: 20 }),
      inbox: Pollers.default({ maximumConcurrency: 20 }),
      /** Most vCPUs of rendering machines at a time; none are kept at rest. */
      renderVcpus: z.int().min(4).max(4000).default(64),
      gpuVcpus: z.int().min(4).max(1000).default(16),
      /** How far around the world CloudFront keeps copies: Europe and North America, most of the world, or all of it. */
      priceClass: z.enum(['100', '200', 'all']).default('100'),
    })
    .prefault({}),
  budgets: z
    .strictObject({
      /** USD that productions of one tenant may cost a day; what would go beyond it is refused. */
      dailyPerTenantUsd: z.number().positive().default(20),
      /** USD a month of the whole account, at which a person is told. */
      monthlyUsd: z.number().positive().default(50),
      /**
       * Who looks for unusual costs: the monitor of the account's services, by its ARN, or `new` where the account has none.
       * An account can have one only, and AWS has made it in most; without one given, nothing is told of anomalies.
       */
      anomalyMonitor: z.union([z.literal('new'), Arn]).optional(),
    })
    .prefault({}),
  /** Who is told of alarms. */
  alarmsEmail: z.email().optional(),
  /** Where the project's repository is read, for alarms to name the guide there. */
  repository: z.url({ protocol: /^https$/ }).optional(),
  features: z
    .strictObject({
      /** A firewall in front of the site and the films; AWS has none for HTTP APIs. It takes CDK in us-east-1, too. */
      waf: z.boolean().default(false),
      /** Machines with GPUs for long films. */
      gpu: z.boolean().default(false),
      /** Films are handed out by CloudFront, under links that are signed with the key's other half: a secret of yours. */
      cloudfrontSignedFilms: z
        .strictObject({ publicKeyPem: z.string().refine(isPublicKey, PUBLIC_KEY_WANTED) })
        .optional(),
      /** A second region that the table is copied to, without a pause, and a key of yours there. */
      replica: z.strictObject({ region: Region, keyArn: Arn }).optional(),
      /** Days that daily backups are kept; point-in-time recovery reaches 35 days back in any case. */
      backupDays: z.int().min(7).max(3650).default(35),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      /** Days, one of those that CloudWatch knows. */
      retentionDays: z.literal([7, 14, 30, 60, 90, 180, 365]).default(30),
    })
    .prefault({}),
  /** Origins of pages that may call the API and upload, beside the installation's own site. */
  origins: z
    .array(
      z.string().refine(isOrigin, 'must be an origin without path or slash, as https://studio.example.com'),
    )
    .default([]),
  /** An image of the renderer that is in a registry already; without it, one is built from containers/renderer. */
  rendererImage: z.string().min(1).optional(),
  /** Files, from the stage's file on, each with one schedule, and whose films they are. */
  schedules: z.array(z.strictObject({ file: z.string().min(1), tenant: TenantId.optional() })).default([]),
});

/** A schedule and the tenant that its films belong to. */
export interface TenantSchedule extends Schedule {
  tenant: TenantId;
}

/** A stage with its schedules read. */
export interface Stage extends Omit<z.infer<typeof StageConfig>, 'schedules'> {
  schedules: readonly TenantSchedule[];
}

/** Where the files of stages are. */
export const STAGES = resolve(import.meta.dirname, 'stages');

/** Reads `<stage>.yaml` of a folder and its schedules. Throws `CONFIG_INVALID` with all problems in one message. */
export function readStage(stage: string, folder: string = STAGES): Stage {
  const file = resolve(folder, `${stage}.yaml`);
  if (!existsSync(file)) {
    throw new AppError('CONFIG_INVALID', `There is no stage ${stage}: ${file} is missing.`, {
      hint: 'Copy dev.yaml beside it and set `stage`, or name one that is there.',
    });
  }
  const told = relative(resolve(import.meta.dirname, '..'), file);
  const { value: config, problems } = readYaml(file, StageConfig);
  if (config) problems.push(...regionProblems(config));
  if (config && config.stage !== stage) problems.push(`stage: is ${config.stage}, not ${stage}`);
  const schedules = (config?.schedules ?? []).flatMap(({ file: name, tenant: given }, at) => {
    const { value: schedule, problems: wrong } = readYaml(resolve(folder, name), Schedule);
    problems.push(...wrong.map((problem) => `schedules.${at}.file: ${name}: ${problem}`));
    const tenant = given ?? (config && 'fixed' in config.tenant ? config.tenant.fixed : undefined);
    if (tenant === undefined) problems.push(`schedules.${at}: ${name} needs a tenant`);
    return schedule && tenant ? [{ ...schedule, tenant }] : [];
  });
  const names = schedules.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) problems.push(`schedules: ${twice} is there twice`);
  if (!config || problems.length > 0) {
    throw new AppError(
      'CONFIG_INVALID',
      `The stage ${stage} is not right, ${told}:\n  ${problems.join('\n  ')}`,
      {
        hint: 'Correct these lines; docs/guides/deploy.md and infra/config.ts say what may stand where.',
      },
    );
  }
  return { ...config, schedules };
}
