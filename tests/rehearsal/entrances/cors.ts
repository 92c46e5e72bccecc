import type { IncomingHttpHeaders } from 'node:http';
import type { Cors } from '#tests/rehearsal/entrances/api-resources.ts';

/** Answer to a browser that asks whether it may ask. */
export function preflight(cors: Cors, headers: IncomingHttpHeaders): Record<string, string> {
  return {
    ...corsHeaders(cors, headers),
    'access-control-allow-methods': (cors.AllowMethods ?? []).join(','),
    'access-control-allow-headers': (cors.AllowHeaders ?? []).join(','),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

/** Headers that let a page of an allowed origin read an answer. */
export function corsHeaders(cors: Cors | undefined, { origin }: IncomingHttpHeaders): Record<string, string> {
  const allowed = cors?.AllowOrigins ?? [];
  if (origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return {};
  return {
    'access-control-allow-origin': allowed.includes('*') ? '*' : origin,
    ...(cors?.ExposeHeaders === undefined
      ? {}
      : { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}
