/** Pitch of a step of the scale as a MIDI number; steps run on over octaves in both directions. */
export function scalePitch(scale: readonly number[], key: number, step: number): number {
  const octave = Math.floor(step / scale.length);
  return key + 12 * octave + (scale[step - octave * scale.length] as number);
}

/** The pitches of a triad on a step of the scale. */
export function triad(scale: readonly number[], key: number, root: number): number[] {
  return [root, root + 2, root + 4].map((step) => scalePitch(scale, key, step));
}

/**
 * The four tones of a chord: a triad and a colour (ninth on the first and fourth step, seventh else, none on the fifth). A ninth
 * only half a tone above the root would rub: the octave takes its place.
 */
export function colouredChord(scale: readonly number[], key: number, root: number): number[] {
  const tones = triad(scale, key, root);
  const colour = root === 4 ? root + 7 : root === 0 || root === 3 ? root + 8 : root + 6;
  const pitch = scalePitch(scale, key, colour);
  const base = tones[0] as number;
  return [...tones, pitch - base === 13 ? base + 12 : pitch];
}

/**
 * Places a chord's tones near those of the chord before, so that every voice moves as little as it can: each pitch class
 * takes the octave closest to the middle of `previous`, inside two octaves above `low`.
 */
export function voiceChord(pitches: readonly number[], previous: readonly number[], low: number): number[] {
  const middle = previous.length > 0 ? previous.reduce((a, b) => a + b, 0) / previous.length : low + 10;
  const centre = Math.max(low + 7, Math.min(low + 14, middle));
  const placed = new Set(pitches.map((pitch) => pitch + 12 * Math.round((centre - pitch) / 12)));
  // Two tones a semitone apart rub: the upper one, mostly the root of a major seventh, goes below the others.
  return [...placed].map((pitch) => (placed.has(pitch - 1) ? pitch - 12 : pitch)).sort((a, b) => a - b);
}
