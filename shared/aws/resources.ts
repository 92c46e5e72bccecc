/** Kinds of resources that adapters of this home talk to. `queues` are those that our own messages go to, `voices` those of Polly. */
export const RESOURCES = [
  'table',
  'assets',
  'inbox',
  'queues',
  'workflows',
  'executions',
  'connections',
  'secrets',
  'voices',
] as const;
export type Resource = (typeof RESOURCES)[number];

/** Variables of the environment that a function gets for each kind of resource that it may reach. */
export const RESOURCE_VARIABLES = {
  table: 'REELWRIGHT_TABLE',
  assets: 'REELWRIGHT_ASSETS_BUCKET',
  inbox: 'REELWRIGHT_INBOX_BUCKET',
  /** JSON: name → URL. */
  queues: 'REELWRIGHT_QUEUES',
  /** JSON: name → ARN of the alias that new executions are started with. */
  workflows: 'REELWRIGHT_WORKFLOWS',
  executions: 'REELWRIGHT_WORKFLOWS',
  /** `https://…` of the stage of the WebSocket API. */
  connections: 'REELWRIGHT_LIVE_ENDPOINT',
  /** Prefix of the names. */
  secrets: 'REELWRIGHT_SECRETS_PREFIX',
  /** The region whose Polly is asked. */
  voices: 'REELWRIGHT_POLLY_REGION',
} as const satisfies Record<Resource, string>;
