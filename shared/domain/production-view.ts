import * as z from 'zod';
import { AssetRef, ContentHash } from '#shared/domain/asset.ts';
import { VERDICTS } from '#shared/domain/delivery-report.ts';
import { RunId } from '#shared/domain/identity.ts';

/** Where a production stands: `queued` until its workflow runs, `waiting` for a person's word. The last three are final. */
export const PRODUCTION_STATES = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelled',
] as const;
const Moment = z.iso.datetime();
const Path = z.string().startsWith('/v1/');

/** One line of the list of productions; a production that waits for a person counts as `running` here. */
export const ProductionSummary = z.strictObject({
  id: RunId,
  title: z.string(),
  state: z.enum(PRODUCTION_STATES),
  createdAt: Moment,
  verdict: z.enum(VERDICTS).optional(),
  links: z.strictObject({ self: Path, approve: Path.optional() }),
});
export type ProductionSummary = z.infer<typeof ProductionSummary>;

/** A production that was taken on, and its films in other languages. */
export const AcceptedProduction = ProductionSummary.extend({
  editions: z.array(ProductionSummary).optional(),
});

/** A page of the list, newest first; `next` is the `before` of the next one, absent on the last. */
export const ProductionPage = z.strictObject({
  productions: z.array(ProductionSummary),
  next: RunId.optional(),
});

const Stage = z.strictObject({
  name: z.string(),
  state: z.enum(['pending', 'running', 'done', 'failed']),
  /** Items done and in all, where the stage has many; else 0. */
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});

/** A question to a person: what is to be approved, in short, and what was said. */
export const ApprovalView = z.strictObject({
  gate: z.string(),
  askedAt: Moment,
  title: z.string(),
  scenes: z.array(z.strictObject({ id: z.string(), shows: z.string(), narration: z.string() })),
  decision: z
    .strictObject({
      verdict: z.enum(['approved', 'rejected']),
      by: z.string(),
      reason: z.string().optional(),
      at: Moment,
    })
    .optional(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** A production as its owner sees it. */
export const ProductionView = ProductionSummary.extend({
  progress: z.strictObject({
    /** 0 to 1. */
    fraction: z.number().min(0).max(1),
    stages: z.array(Stage),
  }),
  /** What the person should know, oldest first. */
  notices: z.array(z.string()),
  error: z.strictObject({ code: z.string(), message: z.string(), hint: z.string().optional() }).optional(),
  approval: ApprovalView.optional(),
  /** Why the verdict is not `passed`. */
  reasons: z.array(z.string()).optional(),
  seconds: z.number().positive().optional(),
  files: z
    .array(
      z.strictObject({ name: z.string(), bytes: z.int().nonnegative(), mediaType: z.string(), href: Path }),
    )
    .optional(),
});
export type ProductionView = z.infer<typeof ProductionView>;

/** What a person answers to the question of a gate. */
export const ApprovalRequest = z.strictObject({
  verdict: z.enum(['approved', 'rejected']),
  reason: z.string().trim().min(1).max(1_000).optional(),
});

/** The answer that holds. */
export const ApprovalAnswer = z
  .strictObject({ id: RunId, gate: z.string() })
  .extend(ApprovalView.shape.decision.unwrap().shape);

const MIB = 1024 * 1024;
/** Sound: some hours of it, unpacked. */
const SOUND = 500 * MIB;
/** Footage. S3 takes 5 GiB in one request. */
const FOOTAGE = 4096 * MIB;

/** Bytes that may be uploaded, by media type: pictures, texts as large as a film is made of, own footage and sound. */
export const UPLOAD_LIMITS: Readonly<Record<string, number>> = {
  'image/png': 50 * MIB,
  'image/jpeg': 50 * MIB,
  'image/webp': 50 * MIB,
  'image/gif': 50 * MIB,
  'text/plain': 2 * MIB,
  'text/markdown': 2 * MIB,
  'text/html': 2 * MIB,
  'audio/mpeg': SOUND,
  'audio/mp4': SOUND,
  'audio/wav': SOUND,
  'audio/flac': SOUND,
  'audio/ogg': SOUND,
  'video/mp4': FOOTAGE,
  'video/quicktime': FOOTAGE,
  'video/webm': FOOTAGE,
  'video/x-matroska': FOOTAGE,
};

/** What is going to be uploaded. */
export const UploadRequest = z
  .strictObject({
    hash: ContentHash,
    bytes: z.int().positive(),
    mediaType: z.enum(Object.keys(UPLOAD_LIMITS) as [string, ...string[]]),
  })
  .refine(({ bytes, mediaType }) => bytes <= (UPLOAD_LIMITS[mediaType] ?? 0), {
    path: ['bytes'],
    error: 'a picture has at most 50 MiB, a text 2 MiB, sound 500 MiB and a video 4 GiB',
  });

/** How to upload it, and the reference under which a production names it afterwards. */
export const UploadAnswer = z.strictObject({
  asset: AssetRef,
  upload: z.strictObject({
    url: z.url(),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()),
    expiresAt: Moment,
  }),
});
