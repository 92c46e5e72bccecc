import type { Adapters } from '#shared/aws/context.ts';
import { open as access } from '#shared/aws/open/access.ts';
import { open as approvals } from '#shared/aws/open/approvals.ts';
import { open as assets } from '#shared/aws/open/assets.ts';
import { open as budget } from '#shared/aws/open/budget.ts';
import { open as clock } from '#shared/aws/open/clock.ts';
import { open as fetch } from '#shared/aws/open/fetch.ts';
import { open as ids } from '#shared/aws/open/ids.ts';
import { open as inbox } from '#shared/aws/open/inbox.ts';
import { open as journal } from '#shared/aws/open/journal.ts';
import { open as ledger } from '#shared/aws/open/ledger.ts';
import { open as links } from '#shared/aws/open/links.ts';
import { open as live } from '#shared/aws/open/live.ts';
import { open as log } from '#shared/aws/open/log.ts';
import { open as metrics } from '#shared/aws/open/metrics.ts';
import { open as queue } from '#shared/aws/open/queue.ts';
import { open as random } from '#shared/aws/open/random.ts';
import { open as runs } from '#shared/aws/open/runs.ts';
import { open as runtime } from '#shared/aws/open/runtime.ts';
import { open as scratch } from '#shared/aws/open/scratch.ts';
import { open as secrets } from '#shared/aws/open/secrets.ts';
import { open as speech } from '#shared/aws/open/speech.ts';
import { open as tools } from '#shared/aws/open/tools.ts';
import { open as workflow } from '#shared/aws/open/workflow.ts';

/** Opens the adapters of this home. Bundles get a module in its place that holds those of one row of the manifest. */
export const adapters: Adapters = {
  clock,
  ids,
  random,
  log,
  runtime,
  scratch,
  metrics,
  access,
  journal,
  ledger,
  assets,
  runs,
  queue,
  workflow,
  secrets,
  fetch,
  tools,
  speech,
  approvals,
  budget,
  inbox,
  links,
  live,
};
