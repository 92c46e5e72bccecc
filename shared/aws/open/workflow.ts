import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { currentTraceHeader } from '#shared/aws/config.ts';
import type { AwsContext } from '#shared/aws/context.ts';
import { StepFunctionsEngine } from '#shared/aws/workflow.ts';

/** Opens the port `workflow`. */
export const open = ({ config }: AwsContext) =>
  new StepFunctionsEngine({
    client: new SFNClient(clientSettings()),
    workflows: config.resource('workflows'),
    trace: currentTraceHeader,
  });
