import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/** Hosts of AWS, and of issuers that are nobody's. */
const HOSTS = /\.(?:amazonaws|example)\.com$/;

/**
 * What name service and network do on AWS: calls to hosts of `amazonaws.com` go to the gateway, under the host that they
 * were meant for. Clients that are given an endpoint do not come by here.
 */
export function redirectToGateway(gateway: string): void {
  const { hostname, port } = new URL(gateway);
  const plain = https.request;
  const request = (options: https.RequestOptions, callback?: (response: http.IncomingMessage) => void) => {
    const host = typeof options === 'object' ? String(options.hostname ?? options.host ?? '') : '';
    if (!HOSTS.test(host)) return plain(options, callback);
    const { agent: _, ...rest } = options;
    const headers = { host, ...(rest.headers as http.OutgoingHttpHeaders) };
    return http.request({ ...rest, protocol: 'http:', host: hostname, hostname, port, headers }, callback);
  };
  https.request = request as typeof https.request;
  syncBuiltinESMExports();

  const fetched = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!HOSTS.test(url.hostname)) return fetched(input, init);
    const headers = new Headers(init?.headers);
    headers.set('x-forwarded-host', url.host);
    return fetched(new URL(url.pathname + url.search, gateway), { ...init, headers });
  };
}
