import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Parts of packages that functions never call; each of their exports throws instead, if anybody calls it after all: zod's
 * JSON Schema, hashes written in JavaScript, for Node has its own, what browsers' streams take, for
 * bodies are Node's, and files and addresses of settings, for Lambda puts them into the environment.
 */
const NEVER_CALLED = [
  /node_modules[/\\]zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-processors)\.js$/,
  /util-stream[/\\].*(head|split|Chunked|mixin|collector|[cC]hecksum)[\w-]*\.browser\.js$/,
  /node_modules[/\\]@(smithy|aws-sdk)[/\\].+[/\\](Md5|Sha1|Sha256)Js\.js$/,
  /node_modules[/\\]@smithy[/\\].+[/\\](getInstanceMetadataRegion|parseIni|loadSsoSessionData)\.js$/,
];

/** Modules of the AWS clients that stand for what functions do not do, and what is in their place. */
const INSTEAD: Readonly<Record<string, string>> = {
  // Lambda puts credentials into the environment: no need for the ways in which they are looked for on a person's machine.
  '@aws-sdk/credential-provider-node': `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
  // Only reading tables by SQL and the like answers in streams of events.
  '@smithy/core/event-streams': `
    export const resolveEventStreamSerdeConfig = (config) => config;
    export const eventStreamSerdeProvider = undefined, EventStreamSerde = undefined;`,
  // Signatures for several regions at once are for access points that we have none of.
  '@aws-sdk/signature-v4-multi-region': `
    export { SignatureV4 as SignatureV4MultiRegion, SignatureV4 as SignatureV4SignWithCredentials } from '@smithy/signature-v4';`,
  // DynamoDB's discovery of addresses is off unless it is asked for.
  '@aws-sdk/middleware-endpoint-discovery': `
    export const resolveEndpointDiscoveryConfig = (config) => config;
    export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
      environmentVariableSelector: () => false, configFileSelector: () => false, default: false };`,
};

/** What an AWS client says of all its operations; a bundle needs those of a few. */
const SCHEMAS = /node_modules[/\\]@aws-sdk[/\\]client-[\w-]+[/\\]dist-es[/\\]schemas[/\\]\w+\.js$/;

/**
 * Writes `{ [_hH]: x }` as `{ "httpHeader": x }` where `_hH` is a constant of the file: a computed key might do anything, so
 * that esbuild would keep every object that has one.
 */
function withPlainKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replaceAll(/\[(_\w+)\]:/g, (all, name: string) => {
    const text = constants.get(name);
    return text === undefined ? all : `${text}:`;
  });
}

/** Leaves out what functions do not need, 140 kB in each. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(bundle) {
    bundle.onResolve({ filter: /^@(smithy|aws-sdk)[/]/ }, ({ path, resolveDir }) =>
      path in INSTEAD ? { path, namespace: 'instead', pluginData: resolveDir } : undefined,
    );
    bundle.onLoad({ filter: /.*/, namespace: 'instead' }, ({ path, pluginData }) => ({
      contents: INSTEAD[path] ?? '',
      resolveDir: pluginData as string,
    }));
    bundle.onLoad({ filter: SCHEMAS }, ({ path }) => ({
      contents: withPlainKeys(readFileSync(path, 'utf8')),
    }));
    for (const filter of NEVER_CALLED) {
      bundle.onLoad({ filter }, ({ path }) => ({ contents: withoutBodies(path) }));
    }
  },
};

function withoutBodies(path: string): string {
  const names = [
    ...readFileSync(path, 'utf8').matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm),
  ];
  const message = JSON.stringify(`${basename(path)} was left out.`);
  const exported = names.map(([, name]) => `export const ${name} = missing;`);
  // A function of the old kind: `new` may be asked of it.
  return [
    `function missing() { throw new Error(${message}); }`,
    ...exported,
    'export { missing as process };',
  ].join('\n');
}
