import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { resourceName } from '#infra/constructs/names.ts';

/** Questions that a person asks the logs, ready to be run in Logs Insights; lines are as `shared/node/log.ts` writes them. */
const QUESTIONS = {
  'failures by code': [
    'fields coalesce(error.code, code, errorType) as what',
    'filter level = "error" or ispresent(error.code) or ispresent(errorType)',
    'stats count(*) as failures, latest(@timestamp) as last by what, @log',
    'sort failures desc',
  ],
  'slowest functions': [
    'filter @type = "REPORT"',
    'stats pct(@duration, 99) as p99, max(@duration) as longest, max(@maxMemoryUsed / 1000 / 1000) as MB, count(*) as calls by @log',
    'sort p99 desc',
  ],
  'one run': [
    'fields @timestamp, level, event, error.code, trace, @log, @message',
    'filter @message like "PUT-THE-ID-OF-THE-RUN-HERE"',
    'sort @timestamp asc',
    'limit 1000',
  ],
  'one trace': [
    'fields @timestamp, level, event, code, @log, @message',
    'filter trace = "1-PUT-THE-TRACE-HERE"',
    'sort @timestamp asc',
    'limit 1000',
  ],
  'spot interruptions': [
    'filter ispresent(SpotInterruptions)',
    'stats sum(SpotInterruptions) as interruptions by Queue, bin(1h)',
  ],
} as const;

/** The questions above, asked of the logs of all functions and jobs. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, stage: string, constructs: readonly IConstruct[]) {
    super(scope, id);
    const functions = constructs.filter((each) => each instanceof CfnFunction);
    const logGroupNames = [
      ...functions.map(({ functionName }) => `/aws/lambda/${functionName}`),
      ...constructs
        .filter((each) => each instanceof CfnLogGroup)
        .flatMap(({ logGroupName = '' }) => (logGroupName.startsWith('/aws/batch/') ? [logGroupName] : [])),
    ];
    for (const [name, lines] of Object.entries(QUESTIONS)) {
      new CfnQueryDefinition(this, name, {
        name: `${resourceName(stage, name)}`,
        logGroupNames,
        queryString: lines.join('\n| '),
      });
    }
  }
}
