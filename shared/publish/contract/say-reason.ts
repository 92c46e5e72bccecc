import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';

/** What a broken promise means for the person, from what was measured (`is`) and what was wanted; no full stop. */
const SENTENCES: Record<DeliveryCheck['promise'], (is: string, wanted: string) => string> = {
  readable: () => 'The film is damaged: it cannot be decoded to its end',
  'frame-size': (is, wanted) => `The picture is ${is} pixels large; ${wanted} were asked for`,
  'frame-rate': (is, wanted) => `The film does not run at ${wanted}: ${is}`,
  'frame-count': (is, wanted) => `The film has ${is}; ${wanted} were planned`,
  'picture-encoding': (is, wanted) => `The picture is encoded as ${is}; it should be ${wanted}`,
  colour: (is, wanted) => `The colours are said to be ${is}; they should be ${wanted}`,
  'quick-start': () => 'The film’s index is at its end, so it cannot start before all of it was loaded',
  'sound-encoding': (is, wanted) => `The sound track is ${is}; it should be ${wanted}`,
  'sound-length': (is, wanted) => `The sound is ${is} long; the picture should be ${wanted} long`,
  loudness: (is, wanted) => `The loudness is ${is}; it should be ${wanted}`,
  'true-peak': (is, wanted) => `The loudest peak is ${is}; it should be ${wanted}`,
  'no-clipping': (is) => `The sound is clipped: ${is}`,
  'no-silence': (is) => `The film falls silent: ${is}`,
  'asked-length': (is, wanted) => `The film is ${is} long; ${wanted} were asked for`,
  'no-black': (is) => `There is ${is}`,
  'no-freeze': (is) => `The picture does not move: ${is}`,
  'pictures-everywhere': (is) => `A picture is too small: ${is}`,
  'pictures-differ': (is) => `A picture comes twice: ${is}`,
  'pictures-unlike': (is) => `Two pictures look the same: ${is}`,
  'kinds-vary': (is) => `The pictures are too much alike in kind: ${is}`,
  'scenes-match': (is) => `What is shown does not belong to what is said: ${is}`,
  'numbers-sourced': (is) => `A number on the screen is not in the source: ${is}`,
  'letters-exist': (is) => `Letters are missing on the screen: ${is}`,
  'texts-in-place': (is) => `A text is out of its place: ${is}`,
  'texts-legible': (is, wanted) => `A text is hard to read: ${is}; ${wanted} is needed`,
  'captions-present': (is, wanted) => `Captions should be ${wanted}; they are ${is}`,
  'captions-in-time': (is) => `The captions are not in time: ${is}`,
  'captions-heard': (is) => `The voice is not in time with the captions: ${is}`,
  'captions-in-frame': (is) => `A caption does not fit into its place: ${is}`,
  'captions-readable': (is, wanted) => `A caption asks for ${is}; ${wanted} can be read`,
  'captions-legible': (is, wanted) => `A caption is hard to read: ${is}; ${wanted} is needed`,
};

/** A broken promise as one sentence for people, with the place in the film where to look. */
export function sayReason({ promise, wanted, measured, atMs }: DeliveryCheck): string {
  const where = atMs === undefined || atMs === 0 ? '' : ` (at ${(atMs / 1000).toFixed(1)} s)`;
  return `${SENTENCES[promise](measured, wanted)}${where}.`;
}
