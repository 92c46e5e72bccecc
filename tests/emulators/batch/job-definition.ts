/** Properties of an `AWS::Batch::JobDefinition`, as a template has them. */
export interface JobDefinitionProperties {
  Type: string;
  JobDefinitionName?: string;
  /** `FARGATE` or `EC2`; without it machines of EC2. */
  PlatformCapabilities?: string[];
  ContainerProperties?: ContainerProperties;
  /** The newer shape: one container in one task. */
  EcsProperties?: { TaskProperties: { Containers: ContainerProperties[]; TaskRoleArn?: string }[] };
  RetryStrategy?: { Attempts?: number; EvaluateOnExit?: ExitRule[] };
  Timeout?: { AttemptDurationSeconds?: number };
  Parameters?: Record<string, string>;
}

/** What the emulator needs of a container. */
export interface ContainerProperties {
  Image: string;
  Command?: string[];
  Environment?: { Name?: string; Value?: string }[];
  JobRoleArn?: string;
  ExecutionRoleArn?: string;
  LogConfiguration?: { Options?: Record<string, string> };
}

/** One rule of what happens after a failed attempt. */
export interface ExitRule {
  /** In whatever case. */
  Action: string;
  OnExitCode?: string;
  OnReason?: string;
  OnStatusReason?: string;
}

/** How an attempt ended. */
export interface AttemptEnd {
  exitCode?: number;
  /** Of the container. */
  reason?: string;
  statusReason: string;
}

/** The one container of a definition, with the role that its program has. */
export function containerOf(properties: JobDefinitionProperties): ContainerProperties & { role: string } {
  const task = properties.EcsProperties?.TaskProperties[0];
  const container = properties.ContainerProperties ?? task?.Containers[0];
  if (container === undefined) throw new Error('this job definition has no container');
  return { ...container, role: container.JobRoleArn ?? task?.TaskRoleArn ?? '' };
}

/**
 * Whether a failed attempt is followed by another one
 * (docs.aws.amazon.com/batch/latest/userguide/job_retries.html): the first rule decides whose conditions all hold; where none
 * does, it is tried again.
 */
export function triesAgain(
  { RetryStrategy }: JobDefinitionProperties,
  attempts: number,
  end: AttemptEnd,
): boolean {
  if (attempts >= (RetryStrategy?.Attempts ?? 1)) return false;
  const decided = RetryStrategy?.EvaluateOnExit?.find(
    ({ OnExitCode, OnReason, OnStatusReason }) =>
      matches(OnExitCode, end.exitCode?.toString()) &&
      matches(OnReason, end.reason) &&
      matches(OnStatusReason, end.statusReason),
  );
  return decided === undefined || decided.Action.toUpperCase() === 'RETRY';
}

/** What Batch says of an attempt whose Spot machine was taken away. */
export function takenAway({ PlatformCapabilities }: JobDefinitionProperties): string {
  if (PlatformCapabilities?.includes('FARGATE')) return 'Your Spot Task was interrupted.';
  return 'Host EC2 (instance i-0123456789abcdef0) terminated.';
}

/**
 * A pattern may end with an asterisk; one alone holds for what is not there too: the rule "exit, whatever the reason" of AWS's
 * own examples is for containers that ended by themselves, which have no reason.
 */
function matches(pattern: string | undefined, value = ''): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
