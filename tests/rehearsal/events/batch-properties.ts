import { matches } from '#tests/rehearsal/iam/match.ts';

interface Variable {
  Name: string;
  Value: string;
}

/** What a state machine submits. */
export interface SubmitJob {
  JobName: string;
  JobDefinition: string;
  JobQueue: string;
  ShareIdentifier?: string;
  ContainerOverrides?: { Command?: string[]; Environment?: Variable[] };
}

/** The parts of a job definition of the template that are rehearsed. */
export interface JobDefinitionProperties {
  ContainerProperties: {
    Environment?: Variable[];
    Command?: string[];
    Image: string;
    ExecutionRoleArn: string;
    JobRoleArn: string;
    LogConfiguration?: { Options: Record<string, string> };
  };
  RetryStrategy?: {
    Attempts?: number;
    EvaluateOnExit?: { Action: string; OnStatusReason?: string; OnReason?: string; OnExitCode?: string }[];
  };
  Timeout?: { AttemptDurationSeconds?: number };
}

/** How an attempt has ended. */
export interface JobEnd {
  statusReason: string;
  exitCode: number | null;
}

/** Why a job ended, as Batch says it. */
export function endOf(lost: boolean, stopped: boolean): string {
  if (lost) return 'Host EC2 (instance i-0123456789abcdef0) terminated.';
  if (stopped) return 'The execution was stopped.';
  return 'Essential container in task exited';
}

/** Whether the definition's rules start such a job again: the first that matches decides, and without one it is again. */
export function retries(
  { RetryStrategy }: JobDefinitionProperties,
  { statusReason, exitCode }: JobEnd,
): boolean {
  const rule = RetryStrategy?.EvaluateOnExit?.find(
    ({ OnStatusReason = '*', OnExitCode = '*', OnReason = '*' }) =>
      matches(OnStatusReason, statusReason) &&
      matches(OnExitCode, String(exitCode ?? 137)) &&
      matches(OnReason, ''),
  );
  return rule === undefined || rule.Action.toUpperCase() === 'RETRY';
}
