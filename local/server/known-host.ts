import { isIP } from 'node:net';

/**
 * Whether a request may name that host: an address, `localhost`, or the name that the server listens under. A page on the web
 * can make a browser on this machine call here under a domain of its own (DNS rebinding), but under none of these.
 */
export function isKnownHost(host: string | undefined, listensUnder: string): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname, pathname, username, search } = new URL(`http://${host}`);
  if (pathname !== '/' || username !== '' || search !== '') return false;
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 || bare === 'localhost' || bare === listensUnder.toLowerCase();
}
