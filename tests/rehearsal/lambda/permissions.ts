import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { PolicyStatement } from '#tests/rehearsal/iam/policy.ts';

interface PermissionProperties {
  FunctionName: string;
  Action: string;
  Principal: string;
  SourceArn?: string;
  SourceAccount?: string;
}

/** Who else than roles may call a function: the statements that the template's permissions put into its policy. */
export function permissions(deployment: Deployment): { arn: string; statement: PolicyStatement }[] {
  return deployment
    .resources<PermissionProperties>('AWS::Lambda::Permission')
    .map(({ properties: { FunctionName, Action, Principal, SourceArn, SourceAccount } }) => {
      // An alias or version behind the function's own ARN has the policy of the function here.
      const arn = FunctionName.split(':').slice(0, 7).join(':');
      const Condition = {
        ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
        ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
      };
      const statement: PolicyStatement = {
        Effect: 'Allow',
        Action,
        Principal: Principal.includes('.amazonaws.com') ? { Service: Principal } : { AWS: Principal },
        Resource: [arn, `${arn}:*`],
        ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
      };
      return { arn, statement };
    });
}
