/** How long a task waits: for the answer of the call, for the end of what it started, or for a token to come back. */
type Pattern = 'request' | 'sync' | 'sync:2' | 'token';

/** What a Task state calls. */
export interface Resource {
  service: 'function' | 'lambda' | 'batch' | 'states' | 'sqs' | 'events';
  action: string;
  pattern: Pattern;
  /** The function of a plain Lambda ARN. */
  functionName?: string;
}

/** Services and actions of `arn:aws:states:::` that are there, with the ways to wait for them. */
const INTEGRATIONS: Readonly<Record<string, readonly Pattern[]>> = {
  'lambda:invoke': ['request', 'token'],
  'batch:submitJob': ['request', 'sync', 'token'],
  'states:startExecution': ['request', 'sync', 'sync:2', 'token'],
  'sqs:sendMessage': ['request', 'token'],
  'events:putEvents': ['request', 'token'],
};

const PATTERNS: Readonly<Record<string, Pattern>> = {
  '': 'request',
  '.sync': 'sync',
  '.sync:2': 'sync:2',
  '.waitForTaskToken': 'token',
};

const INTEGRATION_ARN = /^arn:aws[\w-]*:states:[\w-]*:\d*:(\w+):(\w+)(\.sync(?::2)?|\.waitForTaskToken)?$/;
const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]*:[\w-]*:function:([\w:$-]+)$/;

/** Takes the resource of a Task apart; undefined for one that this engine does not know. */
export function parseResource(arn: string): Resource | undefined {
  const plain = FUNCTION_ARN.exec(arn);
  if (plain?.[1] !== undefined) {
    return {
      service: 'function',
      action: 'invoke',
      pattern: 'request',
      functionName: functionName(plain[1]),
    };
  }
  const [, service = '', action = '', suffix = ''] = INTEGRATION_ARN.exec(arn) ?? [];
  const pattern = PATTERNS[suffix];
  if (pattern === undefined || !INTEGRATIONS[`${service}:${action}`]?.includes(pattern)) return undefined;
  return { service: service as Resource['service'], action, pattern };
}

/** The bare name in a function's name or ARN, without version or alias. */
export function functionName(nameOrArn: string): string {
  const name = nameOrArn.startsWith('arn:') ? nameOrArn.split(':')[6] : nameOrArn.split(':')[0];
  return name ?? nameOrArn;
}

/** The bare name in a state machine's name or ARN. */
export function workflowName(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? (nameOrArn.split(':')[6] ?? nameOrArn) : nameOrArn;
}
