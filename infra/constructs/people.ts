import { Duration, ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import type { TokenIssuer } from '#infra/constructs/http-api.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** How people sign in at the installation itself. */
export type CognitoAuth = Extract<Stage['auth'], { provider: 'cognito' }>;

/** The people of an installation: invited, never signed up by themselves, and kept when the stack goes. */
export class People extends Construct implements TokenIssuer {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly issuer: string;

  constructor(scope: Construct, id: string, stage: string, { mfa, plan, signInPage }: CognitoAuth) {
    super(scope, id);
    const pool = new UserPool(this, 'Pool', {
      userPoolName: resourceName(stage, 'people'),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: plan === 'plus' ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS,
      ...(plan === 'plus'
        ? { standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION }
        : {}),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (mfa === 'optional') {
      acknowledge(pool, 'AwsSolutions-COG2', 'The stage leaves a second factor to each person: auth.mfa.');
    }
    if (plan !== 'plus') {
      acknowledge(
        pool,
        'AwsSolutions-COG8',
        'The stage does without the plan that has threat protection: auth.plan.',
      );
    }
    const client = pool.addClient('Studio', {
      userPoolClientName: resourceName(stage, 'studio'),
      generateSecret: false,
      // SRP for pages, which never send the password; the other one for a person with credentials of the account.
      authFlows: { userSrp: true, adminUserPassword: true },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      ...(signInPage
        ? {
            oAuth: {
              flows: { authorizationCodeGrant: true },
              scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
              callbackUrls: signInPage.callbackUrls,
              logoutUrls: signInPage.callbackUrls,
            },
          }
        : { disableOAuth: true }),
    });
    if (signInPage) pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: signInPage.domainPrefix } });
    // A stage may go over to another issuer: a strong reference would keep them from leaving this stack.
    for (const each of [pool, client]) each.applyCrossStackReferenceStrength(ReferenceStrength.WEAK);
    this.userPoolId = pool.userPoolId;
    this.clientId = client.userPoolClientId;
    this.issuer = pool.userPoolProviderUrl;
  }

  /** Access tokens name the client that they were given to. */
  get audience(): string {
    return this.clientId;
  }
}
