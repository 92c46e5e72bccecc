import { decodeWav } from '#shared/audio/wav.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import type { PlacedVoice } from '#shared/publish/contract/check-voice.ts';
import { levelsOf } from '#shared/publish/contract/sound-levels.ts';

/** The voices of a film, each as its levels: the sounds themselves are read one after the other and let go. */
export async function readVoices(
  { scenes }: Timeline,
  read: (sound: AssetRef) => Promise<Uint8Array>,
): Promise<PlacedVoice[]> {
  const voices: PlacedVoice[] = [];
  for (const { id, startFrame, narration } of scenes) {
    if (!narration.audio) continue;
    const levels = levelsOf(decodeWav(await read(narration.audio)));
    voices.push({ scene: id, startMs: (startFrame * 1000) / FPS + narration.offsetMs, levels });
  }
  return voices;
}
