/** What is wrong when an alarm of a kind rings, and the first thing to do; the whole of it is in the guide to operation. */
export interface AlarmKind {
  title: string;
  /** One sentence. */
  act: string;
}

/**
 * Every kind of alarm. Its title is the heading of its section in `docs/guides/operate.md`, whose address each alarm names.
 */
export const ALARMS = {
  'studio-unwell': {
    title: 'The studio is unwell',
    act: 'Look which of the alarms below it ring, and begin with the first of them.',
  },
  'function-errors': {
    title: 'A function fails again and again',
    act: 'The query "failures by code" shows which one, and whether its errors share a code.',
  },
  'function-throttles': {
    title: 'A function is refused machines',
    act: 'Look which function it is, and raise its reserved concurrency, or the quota of the account.',
  },
  'function-slow': {
    title: 'A function comes close to its time limit',
    act: 'The query "slowest functions" shows which one, and a trace what it waits for.',
  },
  'stream-behind': {
    title: 'Messages and live events leave the table late',
    act: 'Look at the errors of upkeep-relay and at what it sends to.',
  },
  'dead-letters': {
    title: 'Something could not be done and waits for a person',
    act: 'Read the message, mend its cause, then redrive the queue.',
  },
  'queue-behind': {
    title: 'Messages wait long for their function',
    act: 'Look whether the function fails or is throttled; if neither, raise how many messages it may work on.',
  },
  'films-failed': {
    title: 'A film failed',
    act: 'Read the code of its failure, mend the cause, then ask for the film again: what is finished is not made again.',
  },
  'films-timed-out': {
    title: 'A film took longer than it may',
    act: 'Look in the execution which state it stood in, and whether an approval or a machine was waited for.',
  },
  'films-throttled': {
    title: 'Step Functions slows films down',
    act: 'Ask for a higher quota of state transitions or of open executions.',
  },
  'table-throttled': {
    title: 'The table refuses reads or writes',
    act: 'Look for one key that gets all requests; on-demand tables grow by themselves within minutes.',
  },
  'table-failing': {
    title: 'The table answers with errors of its own',
    act: 'Look at the health of DynamoDB in this region; what was interrupted goes on by itself.',
  },
  'api-failing': {
    title: 'The API answers with errors of its own',
    act: 'Find the route in the access log, and the error by its request in the log of the function.',
  },
  'api-slow': {
    title: 'The API answers slowly',
    act: 'Compare latency with that of the integration: the difference is API Gateway, the rest the function.',
  },
  'live-failing': {
    title: 'Live connections fail',
    act: 'Look at the errors of live-authorize and live-serve; films go on without them.',
  },
  'jobs-waiting': {
    title: 'Rendering jobs wait long for a machine',
    act: 'Look whether the vCPUs of the stage or the quota for Spot are used up.',
  },
  'jobs-failed': {
    title: 'A rendering job failed',
    act: 'Read its log stream and mend the cause, then ask for the film again: segments that are finished are not made again.',
  },
  'backup-failed': {
    title: 'A backup of the table failed',
    act: 'Start one by hand and read why the last one failed; point-in-time recovery still reaches back 35 days.',
  },
  budget: {
    title: 'The month costs more than planned',
    act: 'Look in Cost Explorer which service it is; the daily limit per tenant stops films, nothing else does.',
  },
  'cost-anomaly': {
    title: 'Costs rise in an unusual way',
    act: 'Follow the link in the notice to the service and the day, and compare with the films of that day.',
  },
} as const satisfies Record<string, AlarmKind>;

/** Name of a kind of alarm. */
export type AlarmName = keyof typeof ALARMS;

/** Where the section about an alarm is: an address, if the stage says where the repository is, or a path within it. */
export function runbook(name: AlarmName, repository?: string): string {
  const path = `docs/guides/operate.md#${anchor(ALARMS[name].title)}`;
  return repository === undefined ? path : `${repository.replace(/\/$/, '')}/blob/main/${path}`;
}

/** Where a heading is found on a page, as repositories make it: https://docs.github.com/en/get-started/writing-on-github */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
