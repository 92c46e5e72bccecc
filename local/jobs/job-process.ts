import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkerSettings } from '#local/config.ts';
import { killGroup } from '#local/kill-group.ts';
import { HostAnswers } from '#local/pool/host-answers.ts';
import type { ToHost } from '#local/pool/messages.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { type Grants, restrictPorts } from '#shared/ports/grants.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** A kind of job: the module that its container starts, and how long one may take. */
export interface JobDefinition {
  /** Absolute path of the entry point. */
  entry: string;
  timeoutSeconds: number;
  /** What it may reach. */
  ports: Grants;
}

/** The home that jobs run in. */
export interface JobHome {
  settings: WorkerSettings;
  /** The host's; a job gets what its definition grants. */
  ports: Ports;
}

/** One job: of which kind, for whom, with what, until when. */
export interface JobOrder {
  name: string;
  definition: JobDefinition;
  tenant: TenantId;
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** How a job ended. */
export interface JobExit {
  /** Null when it was killed. */
  code: number | null;
  /** In the words of Batch. */
  reason: string;
  /** The end of what it said. */
  stderr: string;
}

const STDERR_KEPT = 4_000;
const MAIN = fileURLToPath(new URL('./job-main.ts', import.meta.url));

/**
 * Runs a job to its end, whichever that is, as a child process that leads its own group and ends with this one. Throws
 * `TOOL_CRASHED` when the system lets no process start, and what the signal was aborted with when it fires.
 */
export function runJobProcess({ settings, ports }: JobHome, order: JobOrder): Promise<JobExit> {
  const { name, definition, tenant, command, environment, signal } = order;
  signal.throwIfAborted();
  const scope = { name, tenant, ports: restrictPorts(ports, name, definition.ports) };
  return new Promise((resolve, reject) => {
    const args = [MAIN, JSON.stringify(settings), definition.entry, ...command];
    const child = spawn(process.execPath, args, {
      env: { ...environment },
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const answers = new HostAnswers(ports.ledger, (message) => {
      // A job that is gone answers through its end.
      if (child.connected) child.send(message, () => undefined);
    });
    child.on('message', (message: ToHost) => {
      if (message.type === 'call') void answers.answer(scope, message);
      else if (message.type === 'cancel') answers.cancel(message.call);
    });
    let stderr = '';
    let reason = 'Essential container in task exited';
    const kill = () => killGroup(child);
    const timer = setTimeout(() => {
      reason = 'Job attempt duration exceeded timeout';
      kill();
    }, definition.timeoutSeconds * 1000);
    signal.addEventListener('abort', kill, { once: true });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_KEPT);
    });
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
    };
    child.on('error', (cause) => {
      if (child.pid !== undefined) return;
      settle();
      reject(new AppError('TOOL_CRASHED', 'The process of a job could not be started.', { cause }));
    });
    child.once('close', (code) => {
      settle();
      void answers.end().then(() => {
        if (signal.aborted) reject(signal.reason);
        else resolve({ code, reason, stderr });
      });
    });
  });
}
