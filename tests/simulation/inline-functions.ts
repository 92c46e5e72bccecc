import type { Context } from 'aws-lambda';
import type { LambdaHandler } from '#functions/lambda-handler.ts';
import { manifest } from '#functions/manifest.ts';
import type { Functions } from '#local/host/host.ts';
import { bindPlatform } from '#local/platform.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** Calls the very handlers in this process, so that a fault point in them strikes everything down together. */
export function callInline(ports: Ports): Functions {
  bindPlatform(ports);
  return {
    async invoke(name, payload, signal) {
      const { handler } = (await import(new URL(`../../${manifest[name].entry}`, import.meta.url).href)) as {
        handler: LambdaHandler;
      };
      const context = { signal, getRemainingTimeInMillis: () => manifest[name].timeoutSeconds * 1000 };
      return await handler(payload, context as unknown as Context);
    },
    close: async () => undefined,
  };
}
