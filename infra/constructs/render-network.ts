import { RemovalPolicy } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';

/**
 * Where rendering machines live: public subnets without a NAT gateway, which would cost at rest; nothing can reach the
 * machines, and they reach nothing but HTTPS. Files and the table go through gateway endpoints, which cost nothing.
 */
export class RenderNetwork extends Construct {
  readonly vpc: Vpc;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { log }: Stage) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'machines', subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: true }],
      gatewayEndpoints: {
        s3: { service: GatewayVpcEndpointAwsService.S3 },
        dynamodb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
      // Nobody uses the default group; to empty it takes a function of CDK's own.
      restrictDefaultSecurityGroup: false,
    });
    this.vpc.addFlowLog('Refused', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'Logs', {
          retention: log.retentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });
    this.securityGroup = new SecurityGroup(this, 'Machines', {
      vpc: this.vpc as IVpc,
      description: 'Rendering machines: nothing in, HTTPS out',
      allowAllOutbound: false,
    });
    this.securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS services over TLS');
  }
}
