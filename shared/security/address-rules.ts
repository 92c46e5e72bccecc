import ipaddr from 'ipaddr.js';
import { AppError } from '#shared/errors.ts';

/** Which addresses may be fetched; the default is the public web on its two usual ports. */
export interface AddressRules {
  ports: readonly number[];
  /** Whether this IP address (canonical text) may be connected to. */
  mayConnect: (address: string) => boolean;
}

/** The rules for everything that a brief, a page or a model names. */
export const PUBLIC_WEB: AddressRules = { ports: [80, 443], mayConnect: isPublicAddress };

const LONGEST_URL = 2_048;
const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** Domains that never lead to the public web (RFC 6761, 6762, 7686, 8375, 9476; `internal` is ICANN's for private use). */
const PRIVATE_DOMAINS =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|alt|test|invalid|example)$/;

/** Only what the registries give out today; all else of IPv6 is special or not yet assigned (RFC 4291, 2.4). */
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');
const GLOBAL_IPV6_BITS = 3;

/** Public addresses behind which clouds answer with credentials: Azure's host, Alibaba's metadata. */
const METADATA_ADDRESSES = new Set(['168.63.129.16', '100.100.100.200']);

/**
 * Whether an IP address lies on the public internet: not of this machine, its networks, its links, nor any special range,
 * also where IPv6 merely wraps such an IPv4 address. Anything that is no plain IP address is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (text.includes('%') || !ipaddr.isValid(text)) return false;
  const parsed = ipaddr.parse(text);
  const address =
    parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed;
  if (address.range() !== 'unicast' || METADATA_ADDRESSES.has(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6, GLOBAL_IPV6_BITS);
}

/**
 * Parses an address and refuses what must not be fetched, as far as can be told without resolving its name. The parser is
 * WHATWG's, so that every spelling of an IP address (decimal, octal, hexadecimal, full-width) is judged as what it means.
 * Throws `FETCH_REFUSED`.
 */
export function checkUrl(text: string, rules: AddressRules = PUBLIC_WEB): URL {
  if (text.length > LONGEST_URL) throw refused('That address is too long.');
  if (!URL.canParse(text)) throw refused('That is not a web address.');
  const url = new URL(text);
  const defaultPort = DEFAULT_PORTS[url.protocol];
  if (defaultPort === undefined) throw refused(`Addresses with ${url.protocol} are not fetched.`);
  if (url.username !== '' || url.password !== '') throw refused('An address must not hold a user name.');
  const port = url.port === '' ? defaultPort : Number(url.port);
  if (!rules.ports.includes(port)) throw refused(`The port ${port} is not fetched from.`);
  const address = literalAddress(url);
  if (address === undefined) checkName(url.hostname);
  else if (!rules.mayConnect(address)) throw refusedAddress();
  return url;
}

/** The IP address that a URL's host is, without brackets; undefined when it is a name. */
function literalAddress(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(host) ? host : undefined;
}

/** The error for an address or a name that leads into a private network. */
export function refusedAddress(): AppError {
  return refused('That address does not lead to the public web.');
}

function checkName(hostname: string): void {
  const name = hostname.replace(/\.$/, '');
  if (!name.includes('.') || name.endsWith('.') || PRIVATE_DOMAINS.test(name)) throw refusedAddress();
}

function refused(message: string): AppError {
  return new AppError('FETCH_REFUSED', message, {
    hint: 'Give an http or https address of a public page, or save the page and give the file.',
  });
}
