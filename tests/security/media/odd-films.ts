import {
  type Expected,
  film,
  mute,
  type OddFile,
  picture,
  tone,
  words,
  X264,
} from '#tests/security/media/odd-file.ts';
import { claimSeconds } from '#tests/security/media/spoil-media.ts';

const fine = (size: `${number}x${number}`, frames: number, sound = false): Expected => ({
  size,
  frames,
  sound,
});

/** Odd, but right. */
export const ODD_FILMS: readonly OddFile[] = [
  { name: 'film.mp4', expected: fine('64x36', 30, true), make: film() },
  {
    name: 'index-first.mp4',
    expected: fine('64x36', 30, true),
    make: [...film(), ...words('-movflags +faststart')],
  },
  {
    name: 'fragments.mp4',
    expected: fine('64x36', 30, true),
    make: [...film(), ...words('-movflags +frag_keyframe+empty_moov')],
  },
  { name: 'film.mkv', expected: fine('64x36', 30, true), make: film() },
  {
    name: 'vp9.webm',
    expected: fine('64x36', 30, true),
    make: [
      ...picture('64x36'),
      ...tone(),
      ...words('-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus -shortest'),
    ],
  },
  {
    name: 'hevc.mp4',
    expected: fine('64x36', 30),
    make: [
      ...picture('64x36'),
      ...words('-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1'),
    ],
  },
  {
    name: 'prores.mov',
    expected: fine('64x36', 30),
    make: [...picture('64x36'), ...words('-c:v prores_ks -profile:v 3')],
  },
  { name: 'mjpeg.mov', expected: fine('64x36', 30), make: [...picture('64x36'), ...words('-c:v mjpeg')] },
  { name: 'mute.mp4', expected: fine('64x36', 30), make: mute() },
  {
    name: 'varying.mp4',
    expected: fine('64x36', 30),
    make: mute(...words('-vf select=not(mod(n\\,3))+eq(n\\,1)+eq(n\\,29) -fps_mode vfr')),
  },
  {
    name: 'gap.mkv',
    expected: fine('64x36', 60),
    make: mute(...words('-vf setpts=PTS+gt(N\\,14)/TB -fps_mode vfr')),
  },
  { name: 'slides.mp4', expected: fine('64x36', 90), make: [...picture('64x36', 3, 1), ...X264] },
  { name: 'quick.mp4', expected: fine('64x36', 15), make: [...picture('64x36', 0.5, 240), ...X264] },
  { name: 'cinema.mp4', expected: fine('64x36', 60), make: [...picture('64x36', 2, 24), ...X264] },
  {
    name: 'television.mp4',
    expected: fine('64x36', 30),
    make: [...words('-f lavfi -i testsrc2=s=64x36:r=30000/1001:d=1'), ...X264],
  },
  { name: 'one-frame.mp4', expected: fine('64x36', 1), make: mute('-frames:v', '1') },
  {
    name: 'negative.mp4',
    expected: fine('64x36', 30),
    make: mute(...words('-bf 2 -movflags +negative_cts_offsets')),
  },
  {
    name: 'lying-head.mp4',
    expected: fine('64x36', 30),
    make: { from: 'mute.mp4', change: (bytes) => claimSeconds(bytes, 86_400) },
  },
  {
    name: 'late-picture.mkv',
    expected: fine('64x36', 30, true),
    make: [...words('-itsoffset 0.5'), ...picture('64x36', 0.5), ...tone(1), ...X264],
  },
  { name: '444.mp4', expected: fine('64x36', 30), make: mute(...words('-pix_fmt yuv444p')) },
  { name: '422-ten-bit.mp4', expected: fine('64x36', 30), make: mute(...words('-pix_fmt yuv422p10le')) },
  {
    name: 'pq.mp4',
    expected: fine('64x36', 30),
    make: mute(
      ...words('-pix_fmt yuv420p10le -color_trc smpte2084 -color_primaries bt2020 -colorspace bt2020nc'),
    ),
  },
  {
    name: 'hlg.mp4',
    expected: fine('64x36', 30),
    make: mute(
      ...words('-pix_fmt yuv420p10le -color_trc arib-std-b67 -color_primaries bt2020 -colorspace bt2020nc'),
    ),
  },
  {
    name: 'full-range.mp4',
    expected: fine('64x36', 30),
    make: mute(...words('-pix_fmt yuvj420p -color_range pc')),
  },
  {
    name: 'rgb.mov',
    expected: fine('64x36', 30),
    make: [...picture('64x36'), ...words('-c:v qtrle -pix_fmt rgb24')],
  },
  {
    name: 'alpha.mov',
    expected: fine('64x36', 30),
    make: [
      ...picture('64x36'),
      ...words('-vf format=argb,colorchannelmixer=aa=0.5 -c:v qtrle -pix_fmt argb'),
    ],
  },
  {
    name: 'alpha-prores.mov',
    expected: fine('64x36', 30),
    make: [...picture('64x36'), ...words('-c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le')],
  },
  {
    name: 'grey.mkv',
    expected: fine('64x36', 30),
    make: [...picture('64x36'), ...words('-c:v ffv1 -pix_fmt gray16le')],
  },
  {
    name: 'pixel.mp4',
    expected: fine('2x2', 30),
    make: [...picture('64x36'), ...words('-vf format=yuv444p,crop=1:1 -c:v libx264')],
  },
  {
    name: 'three-by-seven.mp4',
    expected: fine('4x8', 30),
    make: [...picture('64x36'), ...words('-vf format=yuv444p,crop=3:7 -c:v libx264')],
  },
  { name: 'ribbon.mp4', expected: fine('3840x8', 1), make: [...picture('8192x16', 0.04), ...X264] },
  { name: '8k.mp4', expected: fine('3840x2160', 1), make: [...picture('7680x4320', 0.04), ...X264] },
  { name: 'anamorphic.mp4', expected: fine('86x36', 30), make: mute(...words('-vf setsar=4/3')) },
  {
    name: 'interlaced.mp4',
    expected: fine('64x36', 30),
    make: mute(...words('-vf tinterlace=interleave_top,fieldorder=tff -flags +ilme+ildct')),
  },
  {
    name: 'mono.mkv',
    expected: fine('64x36', 30, true),
    make: [...picture('64x36'), ...tone(), ...X264, ...words('-c:a pcm_u8 -ar 8000 -ac 1')],
  },
  { name: 'surround.mp4', expected: fine('64x36', 30, true), make: [...film(), ...words('-c:a aac -ac 6')] },
  {
    name: 'short-sound.mp4',
    expected: fine('64x36', 60, true),
    make: [...picture('64x36', 2), ...tone(0.3), ...X264],
  },
  {
    name: 'long-sound.mp4',
    expected: fine('64x36', 15, true),
    make: [...picture('64x36', 0.5), ...tone(2), ...X264],
  },
  {
    name: 'rotated-90.mp4',
    expected: fine('36x64', 30),
    make: words('-display_rotation 90 -i mute.mp4 -c copy'),
  },
  {
    name: 'rotated-180.mp4',
    expected: fine('64x36', 30),
    make: words('-display_rotation 180 -i mute.mp4 -c copy'),
  },
  {
    name: 'rotated-270.mp4',
    expected: fine('36x64', 30),
    make: words('-display_rotation 270 -i mute.mp4 -c copy'),
  },
  {
    name: 'rotated-45.mp4',
    expected: fine('64x36', 30),
    make: words('-display_rotation 45 -i mute.mp4 -c copy'),
  },
  { name: 'mirrored.mp4', expected: fine('64x36', 30), make: words('-display_hflip -i mute.mp4 -c copy') },
  { name: 'edit-list.mp4', expected: fine('64x36', 20, true), make: words('-ss 0.34 -i film.mp4 -c copy') },
  {
    name: 'with-cover.mp4',
    expected: fine('64x36', 30, true),
    make: [
      ...words('-i film.mp4'),
      ...picture('32x32', 0.04),
      ...words('-map 0 -map 1 -c copy -c:v:1 mjpeg -disposition:v:1 attached_pic'),
    ],
  },
  { name: 'two-pictures.mp4', expected: fine('64x36', 30), make: words('-i mute.mp4 -map 0 -map 0 -c copy') },
];
