/** What is asked for one unit of something, in US dollars, by AWS in us-east-1, without free tiers, discounts and tax. */
export interface Price {
  usd: number;
  unit: string;
  /** Where it was read. */
  source: string;
  /** Year and month of what was read there; without it the price was not found again and is from memory. */
  asOf?: `${number}-${number}`;
}

const million = 1e6;
const price = (usd: number, unit: string, source: string, asOf?: Price['asOf']): Price => ({
  usd,
  unit,
  source: `https://${source}`,
  ...(asOf === undefined ? {} : { asOf }),
});

const LAMBDA = 'cloudchipr.com/blog/aws-lambda-pricing';
const GATEWAY = 'amnic.com/blogs/aws-api-gateway-pricing';
const DYNAMODB = 'airbyte.com/data-engineering-resources/dynamodb-pricing';
const S3 = 'devnotes.tech/understanding-aws-s3-pricing-a-complete-cost-breakdown-with-examples';
const SQS = 'cloudburn.io/blog/amazon-sqs-pricing';
const CLOUDWATCH = 'www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards';
const KMS = 'www.wring.co/blog/aws-kms-pricing-guide';
const FARGATE = 'cloudburn.io/blog/aws-fargate-pricing';

/**
 * Prices that the model of docs/costs.md reckons with. AWS changes them: look again before a decision leans on one, and
 * change price and date here.
 */
export const PRICES = {
  lambdaX86: price(0.0000166667, 'GB-second', LAMBDA, '2026-05'),
  lambdaArm: price(0.0000133334, 'GB-second', LAMBDA, '2026-05'),
  lambdaRequest: price(0.2 / million, 'request', LAMBDA, '2026-05'),
  stateTransition: price(0.025 / 1000, 'transition', 'aws.amazon.com/step-functions/pricing/', '2026-08'),
  tableWrite: price(0.625 / million, 'write request unit', DYNAMODB, '2025-07'),
  tableRead: price(0.125 / million, 'read request unit', DYNAMODB, '2025-07'),
  tableStorage: price(0.25, 'GB and month', 'aws.amazon.com/dynamodb/pricing/on-demand/'),
  objectPut: price(0.005 / 1000, 'request', S3, '2024-11'),
  objectGet: price(0.0004 / 1000, 'request', S3, '2024-11'),
  objectStorage: price(0.023, 'GB and month', S3, '2024-11'),
  queueRequest: price(0.4 / million, 'request, standard', SQS, '2026-03'),
  fifoQueueRequest: price(0.5 / million, 'request, FIFO', SQS, '2026-03'),
  httpRequest: price(1 / million, 'request', GATEWAY, '2026-05'),
  liveMessage: price(1 / million, 'message of 32 KB', GATEWAY, '2026-05'),
  liveMinute: price(0.25 / million, 'minute of a connection', GATEWAY, '2026-05'),
  logs: price(0.5, 'GB taken in', CLOUDWATCH, '2026-06'),
  metric: price(0.3, 'custom metric and month', 'signoz.io/guides/cloudwatch-pricing', '2026-02'),
  alarm: price(0.1, 'alarm and month', 'aws.amazon.com/cloudwatch/pricing/'),
  dashboard: price(3, 'dashboard and month, after three', CLOUDWATCH, '2026-06'),
  trace: price(5 / million, 'trace', 'awsnegotiations.com/x-ray-pricing-strategy.html', '2026-05'),
  schedule: price(1 / million, 'invocation', 'cloudburn.io/blog/amazon-eventbridge-pricing', '2026-03'),
  keyRequest: price(0.03 / 10_000, 'request', KMS, '2026-03'),
  key: price(1, 'customer key and month', KMS, '2026-03'),
  fargateVcpu: price(0.04048, 'vCPU-hour', FARGATE, '2026-03'),
  fargateMemory: price(0.004445, 'GB-hour', FARGATE, '2026-03'),
  publicAddress: price(0.005, 'hour of a public IPv4 address', 'aws.amazon.com/vpc/pricing/'),
  gpuMachine: price(
    0.526,
    'hour of a g4dn.xlarge, on demand',
    'aws.amazon.com/ec2/pricing/on-demand/',
    '2026-06',
  ),
  pollySpeech: price(
    16 / million,
    'character said by a neural voice; as much again for the times of its words',
    'www.acecloudinterviews.com/tutorials/aws/polly/',
    '2026-04',
  ),
  openAiSpeech: price(
    16.4 / million,
    'character, reckoned from 4,096 characters in 268 s at $0.015 a minute',
    'raw.githubusercontent.com/sanand0/blog/main/posts/2025/openai-tts-cost.md',
    '2025-11',
  ),
  delivery: price(0.085, 'GB sent by CloudFront', 'aws.amazon.com/cloudfront/pricing/', '2026-08'),
} as const satisfies Record<string, Price>;

/**
 * Part of the price on demand that a Spot machine is reckoned with. Spot prices move; AWS says "up to 70 %" off for
 * Fargate and "up to 90 %" for EC2: the first is the end of what is said, the second well short of it.
 */
export const SPOT_SHARE = { fargate: 0.3, gpu: 0.4 } as const;
