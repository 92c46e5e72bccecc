/** What AWS asks for one unit of something, in US dollars, in us-east-1, without free tiers, discounts and tax. */
export interface Price {
  usd: number;
  unit: string;
  /** Where it was read. */
  source: string;
  /** Year and month of that reading. */
  asOf: `${number}-${number}`;
}

const LAMBDA = 'https://cloudchipr.com/blog/aws-lambda-pricing';
const FARGATE = 'https://cloudburn.io/blog/aws-fargate-pricing';
const DYNAMODB = 'https://airbyte.com/data-engineering-resources/dynamodb-pricing';
const SQS = 'https://cloudburn.io/blog/amazon-sqs-pricing';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const million = 1e6;

/**
 * Prices that the model of docs/costs.md reckons with. AWS changes them: look again before a decision leans on one, and
 * change price and date here.
 */
export const PRICES = {
  lambdaX86: { usd: 0.0000166667, unit: 'GB-second', source: LAMBDA, asOf: '2026-11' },
  lambdaArm: { usd: 0.0000133334, unit: 'GB-second', source: LAMBDA, asOf: '2026-11' },
  lambdaRequest: { usd: 0.2 / million, unit: 'request', source: LAMBDA, asOf: '2026-11' },
  stateTransition: {
    usd: 0.025 / 1000,
    unit: 'transition',
    source: 'https://aws.amazon.com/step-functions/pricing/',
    asOf: '2026-11',
  },
  tableWrite: { usd: 0.625 / million, unit: 'write request unit', source: DYNAMODB, asOf: '2026-11' },
  tableRead: { usd: 0.125 / million, unit: 'read request unit', source: DYNAMODB, asOf: '2026-11' },
  tableStorage: {
    usd: 0.25,
    unit: 'GB-month',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    asOf: '2026-11',
  },
  objectPut: {
    usd: 0.005 / 1000,
    unit: 'request',
    source: 'https://aws.amazon.com/s3/pricing/',
    asOf: '2026-11',
  },
  objectGet: {
    usd: 0.0004 / 1000,
    unit: 'request',
    source: 'https://aws.amazon.com/s3/pricing/',
    asOf: '2026-11',
  },
  objectStorage: {
    usd: 0.023,
    unit: 'GB-month',
    source: 'https://aws.amazon.com/s3/pricing/',
    asOf: '2026-11',
  },
  queueRequest: { usd: 0.4 / million, unit: 'request, standard', source: SQS, asOf: '2026-11' },
  fifoQueueRequest: { usd: 0.5 / million, unit: 'request, FIFO', source: SQS, asOf: '2026-11' },
  httpRequest: {
    usd: 1 / million,
    unit: 'request',
    source: 'https://aws.amazon.com/api-gateway/pricing/',
    asOf: '2026-11',
  },
  liveMessage: {
    usd: 1 / million,
    unit: 'message of 32 KB',
    source: 'https://aws.amazon.com/api-gateway/pricing/',
    asOf: '2026-11',
  },
  liveMinute: {
    usd: 0.25 / million,
    unit: 'minute of a connection',
    source: 'https://aws.amazon.com/api-gateway/pricing/',
    asOf: '2026-11',
  },
  logs: { usd: 0.5, unit: 'GB taken in', source: CLOUDWATCH, asOf: '2026-11' },
  metric: { usd: 0.3, unit: 'custom metric and month', source: CLOUDWATCH, asOf: '2026-11' },
  alarm: { usd: 0.1, unit: 'alarm and month', source: CLOUDWATCH, asOf: '2026-11' },
  dashboard: { usd: 3, unit: 'dashboard and month, after three', source: CLOUDWATCH, asOf: '2026-11' },
  trace: { usd: 5 / million, unit: 'trace', source: 'https://aws.amazon.com/xray/pricing/', asOf: '2026-11' },
  schedule: {
    usd: 1 / million,
    unit: 'invocation',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
    asOf: '2026-11',
  },
  keyRequest: {
    usd: 0.03 / 10_000,
    unit: 'request',
    source: 'https://aws.amazon.com/kms/pricing/',
    asOf: '2026-11',
  },
  key: {
    usd: 1,
    unit: 'customer key and month',
    source: 'https://aws.amazon.com/kms/pricing/',
    asOf: '2026-11',
  },
  fargateVcpu: { usd: 0.04048, unit: 'vCPU-hour', source: FARGATE, asOf: '2026-11' },
  fargateMemory: { usd: 0.004445, unit: 'GB-hour', source: FARGATE, asOf: '2026-11' },
  publicAddress: {
    usd: 0.005,
    unit: 'hour of a public IPv4 address',
    source: 'https://aws.amazon.com/vpc/pricing/',
    asOf: '2026-11',
  },
  gpuMachine: {
    usd: 0.526,
    unit: 'hour of a g4dn.xlarge, on demand',
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/',
    asOf: '2026-11',
  },
  delivery: {
    usd: 0.085,
    unit: 'GB sent by CloudFront',
    source: 'https://aws.amazon.com/cloudfront/pricing/',
    asOf: '2026-11',
  },
} as const satisfies Record<string, Price>;

/**
 * Part of the price on demand that a Spot machine is reckoned with. Spot prices move; AWS says "up to 70 %" off for
 * Fargate and "up to 90 %" for EC2, so this is the careful end of both.
 */
export const SPOT_SHARE = { fargate: 0.3, gpu: 0.4 } as const;
