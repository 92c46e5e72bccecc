import * as z from 'zod';

/** The parts of OpenTimelineIO's JSON that are read; it has many more, which say nothing of what is seen. */
const RationalTime = z.looseObject({ value: z.number(), rate: z.number().positive() });
const TimeRange = z.looseObject({ start_time: RationalTime, duration: RationalTime });

/** A clip with one media reference (`Clip.1`), or several of which one is active (`Clip.2`). */
export const OtioClip = z
  .looseObject({
    OTIO_SCHEMA: z.enum(['Clip.1', 'Clip.2']),
    name: z
      .string()
      .nullish()
      .transform((name) => name ?? ''),
    source_range: TimeRange.nullish(),
    media_reference: z
      .looseObject({ target_url: z.string().optional(), available_range: TimeRange.nullish() })
      .nullish(),
    media_references: z
      .record(
        z.string(),
        z.looseObject({ target_url: z.string().optional(), available_range: TimeRange.nullish() }),
      )
      .optional(),
    active_media_reference_key: z.string().default('DEFAULT_MEDIA'),
    effects: z
      .array(z.looseObject({ OTIO_SCHEMA: z.string(), time_scalar: z.number().optional() }))
      .default([]),
    markers: z.array(z.looseObject({ name: z.string() })).default([]),
  })
  .transform(
    ({ media_reference: one, media_references: many, active_media_reference_key: active, ...clip }) => ({
      ...clip,
      media_reference: one ?? many?.[active] ?? {},
    }),
  );
export type OtioClip = z.infer<typeof OtioClip>;

const Transition = z.looseObject({
  OTIO_SCHEMA: z.literal('Transition.1'),
  transition_type: z.string(),
  in_offset: RationalTime,
  out_offset: RationalTime,
});
const Gap = z.looseObject({ OTIO_SCHEMA: z.literal('Gap.1') });

const TrackItem = z.union([OtioClip, Transition, Gap]);
export type OtioTrackItem = z.infer<typeof TrackItem>;

/** An OpenTimelineIO document. */
export const OtioTimeline = z.looseObject({
  OTIO_SCHEMA: z.literal('Timeline.1'),
  name: z.string().nullish(),
  metadata: z.looseObject({ reelwright: z.unknown() }).partial().default({}),
  tracks: z.looseObject({
    children: z.array(
      z.looseObject({
        OTIO_SCHEMA: z.literal('Track.1'),
        kind: z.enum(['Video', 'Audio']),
        children: z.array(TrackItem),
      }),
    ),
  }),
});

/** A time in seconds. */
export function secondsOf({ value, rate }: { value: number; rate: number }): number {
  return value / rate;
}
