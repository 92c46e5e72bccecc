import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import { parseSecretsKey } from '#local/secrets.ts';
import { AppError } from '#shared/errors.ts';

const Environment = z.object({
  REELWRIGHT_HOME: z.string().min(1).default('.reelwright'),
  REELWRIGHT_FFMPEG: z.string().min(1).optional(),
  REELWRIGHT_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  REELWRIGHT_LOG: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  REELWRIGHT_SECRETS_KEY: z.string().min(1).optional(),
  PATH: z.string().default(''),
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
  /** 32 bytes that open the file of secrets. */
  secretsKey?: Uint8Array;
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
  const {
    REELWRIGHT_HOME,
    REELWRIGHT_FFMPEG,
    REELWRIGHT_WORKERS,
    REELWRIGHT_LOG,
    REELWRIGHT_SECRETS_KEY,
    PATH,
  } = parsed.data;
  return {
    home: resolve(REELWRIGHT_HOME),
    searchPath: PATH,
    ...(REELWRIGHT_FFMPEG === undefined ? {} : { ffmpegPath: resolve(REELWRIGHT_FFMPEG) }),
    workers: REELWRIGHT_WORKERS ?? Math.min(8, availableParallelism()),
    logLevel: REELWRIGHT_LOG,
    ...(REELWRIGHT_SECRETS_KEY === undefined ? {} : { secretsKey: parseSecretsKey(REELWRIGHT_SECRETS_KEY) }),
  };
}

/** What a worker process must know to open its own adapters. */
export type WorkerSettings = Pick<LocalConfig, 'home' | 'ffmpegPath' | 'searchPath' | 'logLevel'>;

/** The folder in which npm was called, which runs its scripts in the project's own; undefined without npm. */
export function startFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environment.npm_lifecycle_event === 'make' ? environment.INIT_CWD : undefined;
}
