import { WebFetch } from '#shared/node/guarded-fetch.ts';

/** Opens the port `fetch`. */
export const open = () => new WebFetch();
