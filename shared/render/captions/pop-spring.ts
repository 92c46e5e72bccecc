/** How much larger the few words of `pop` are than those of a whole caption. */
export const LARGER = 1.7;

/** How large a group of words is in each of its first frames, and how much of it is seen, of 256; from then on it rests. */
export const SPRING = [
  { scale: 0.8, opacity: 144 },
  { scale: 1.05, opacity: 256 },
  { scale: 1.02, opacity: 256 },
] as const;
