import type { FunctionRow } from '#functions/function-row.ts';
import { manifest } from '#functions/manifest.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { type Api, apiOf } from '#tests/rehearsal/entrances/api-resources.ts';

/** What the manifest asks of both APIs: who answers each route, who looks at tokens, and who may call whom. */
export function wantedApiWiring(): Record<string, string> {
  const wanted: Record<string, string> = {};
  const names = Object.entries<FunctionRow>(manifest);
  const authorizer = names.find(([, { trigger }]) => trigger.kind === 'authorizer')?.[0] ?? '';
  for (const [name, { trigger }] of names) {
    switch (trigger.kind) {
      case 'route':
        wanted[`HTTP ${trigger.method} ${trigger.path}`] =
          `${name}, ${trigger.access === 'member' ? 'tokens' : 'open'}`;
        wanted[`permission of HTTP */${trigger.method}${trigger.path}`] = name;
        break;
      case 'live':
        for (const route of trigger.routes) {
          wanted[`WEBSOCKET ${route}`] = `${name}, ${route === '$connect' ? authorizer : 'open'}`;
          wanted[`permission of WEBSOCKET */${route}`] = name;
        }
        break;
      case 'authorizer':
        wanted['permission of WEBSOCKET authorizer'] = name;
        break;
    }
  }
  return wanted;
}

/** The same of what a deployment would make. `short` gives the name in the manifest of a function's ARN. */
export function apiWiringOf(deployment: Deployment, short: (arn: unknown) => string): Record<string, string> {
  const wiring: Record<string, string> = {};
  const permissions = deployment.resources<{ Principal: string; FunctionName: string; SourceArn: string }>(
    'AWS::Lambda::Permission',
  );
  for (const protocol of ['HTTP', 'WEBSOCKET'] as const) {
    const api = readApi(deployment, protocol);
    if (typeof api === 'string') {
      wiring[protocol] = api;
      continue;
    }
    for (const { key, functionArn, authorizer } of api.routes) {
      wiring[`${protocol} ${key}`] = `${short(functionArn)}, ${letsIn(authorizer, short)}`;
    }
    for (const { properties } of permissions) {
      const { Principal, SourceArn, FunctionName } = properties;
      const from = `${api.arn}/`;
      if (Principal !== 'apigateway.amazonaws.com' || !SourceArn.startsWith(from)) continue;
      const what = SourceArn.slice(from.length).replace(/^authorizers\/.+/, 'authorizer');
      wiring[`permission of ${protocol} ${what}`] = short(FunctionName);
    }
  }
  return wiring;
}

/** The API, or what is wrong with it. */
function readApi(deployment: Deployment, protocol: 'HTTP' | 'WEBSOCKET'): Api | string {
  try {
    return apiOf(deployment, protocol) ?? 'is not there';
  } catch (error) {
    return String(error);
  }
}

function letsIn(authorizer: Api['routes'][number]['authorizer'], short: (arn: unknown) => string): string {
  if (authorizer === undefined) return 'open';
  return authorizer.kind === 'jwt' ? 'tokens' : short(authorizer.functionArn);
}
