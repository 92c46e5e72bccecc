import type { Deployed, Deployment } from '#tests/rehearsal/assembly/deployment.ts';

/** An API of the template with its routes. */
export interface Api {
  id: string;
  /** ARN that all its requests begin with: `arn:aws:execute-api:REGION:ACCOUNT:ID`. */
  arn: string;
  stage: string;
  cors?: Cors;
  routes: readonly Route[];
}

/** Which browsers may ask, as the template says it. */
export interface Cors {
  AllowOrigins?: string[];
  AllowMethods?: string[];
  AllowHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
}

/** One route: what calls it, who may, and the function behind it. */
export interface Route {
  /** `POST /v1/productions`, `$connect`. */
  key: string;
  functionArn: string;
  authorizer?: Authorizer;
}

/** Who is let in. */
export type Authorizer =
  | { kind: 'jwt'; issuer: string; audiences: readonly string[] }
  | { kind: 'request'; id: string; functionArn: string; sources: readonly string[] };

interface RouteProperties {
  ApiId: string;
  RouteKey: string;
  Target?: string;
  AuthorizationType?: string;
  AuthorizerId?: string;
}

interface AuthorizerProperties {
  AuthorizerType: string;
  JwtConfiguration?: { Issuer: string; Audience: string[] };
  AuthorizerUri?: string;
  IdentitySource?: string[];
}

/** The one API of this protocol; undefined when the template has none with a stage. Throws when it has several. */
export function apiOf(deployment: Deployment, protocol: 'HTTP' | 'WEBSOCKET'): Api | undefined {
  const apis = deployment
    .resources<{ ProtocolType: string; CorsConfiguration?: Cors }>('AWS::ApiGatewayV2::Api')
    .filter(({ properties }) => properties.ProtocolType === protocol);
  const [api] = apis;
  if (api === undefined) return undefined;
  if (apis.length > 1) throw new Error(`There are ${apis.length} APIs of ${protocol}.`);
  const ofApi = <P extends { ApiId: string }>(type: string): Deployed<P>[] =>
    deployment.resources<P>(type).filter(({ properties }) => properties.ApiId === api.ref);
  const stages = ofApi<{ ApiId: string; StageName: string }>('AWS::ApiGatewayV2::Stage');
  if (stages.length === 0) return undefined;
  if (stages.length > 1) throw new Error(`The API ${api.logicalId} has ${stages.length} stages.`);
  const integrations = new Map(
    ofApi<{ ApiId: string; IntegrationUri: string }>('AWS::ApiGatewayV2::Integration').map(
      ({ ref, properties }) => [ref, functionIn(properties.IntegrationUri)],
    ),
  );
  const authorizers = new Map(
    ofApi<AuthorizerProperties & { ApiId: string }>('AWS::ApiGatewayV2::Authorizer').map(
      ({ ref, properties }) => [ref, authorizerOf(ref, properties)],
    ),
  );
  const { CorsConfiguration: cors } = api.properties;
  return {
    id: api.ref,
    arn: arnOf(deployment, api),
    stage: stages[0]?.properties.StageName ?? '',
    ...(cors === undefined ? {} : { cors }),
    routes: ofApi<RouteProperties>('AWS::ApiGatewayV2::Route').map(({ properties }) =>
      routeOf(properties, integrations, authorizers),
    ),
  };
}

function routeOf(
  { RouteKey, Target = '', AuthorizationType = 'NONE', AuthorizerId = '' }: RouteProperties,
  integrations: ReadonlyMap<string, string>,
  authorizers: ReadonlyMap<string, Authorizer>,
): Route {
  const functionArn = integrations.get(Target.replace('integrations/', ''));
  if (functionArn === undefined) throw new Error(`The route ${RouteKey} has no integration.`);
  if (AuthorizationType === 'NONE') return { key: RouteKey, functionArn };
  const authorizer = authorizers.get(AuthorizerId);
  if (authorizer === undefined) throw new Error(`The route ${RouteKey} has no authorizer.`);
  return { key: RouteKey, functionArn, authorizer };
}

function authorizerOf(id: string, properties: AuthorizerProperties): Authorizer {
  const { AuthorizerType, JwtConfiguration, AuthorizerUri, IdentitySource = [] } = properties;
  if (AuthorizerType === 'JWT' && JwtConfiguration) {
    return { kind: 'jwt', issuer: JwtConfiguration.Issuer, audiences: JwtConfiguration.Audience };
  }
  if (AuthorizerType === 'REQUEST' && AuthorizerUri) {
    return { kind: 'request', id, functionArn: functionIn(AuthorizerUri), sources: IdentitySource };
  }
  throw new Error(`An authorizer of the type ${AuthorizerType} is not rehearsed.`);
}

/** The function in the address that API Gateway calls it by, or the ARN itself. */
function functionIn(uri: string): string {
  return /functions\/(arn:aws:lambda:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
}

function arnOf(deployment: Deployment, api: Deployed): string {
  const [anyFunction] = deployment.resources('AWS::Lambda::Function');
  const [, , , region, account] = (anyFunction?.attributes.Arn ?? '').split(':');
  return `arn:aws:execute-api:${region}:${account}:${api.ref}`;
}
