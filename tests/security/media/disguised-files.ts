/** Where attacks lead: a file that nobody may read, relative and absolute, and a server that nobody may ask. */
export interface Bait {
  /** Absolute path of a readable MP4 with sound, outside the job's folder. */
  secret: string;
  /** Plain name of a readable MP4 beside the attacking file. */
  neighbour: string;
  /** `http://127.0.0.1:port` of a listening server. */
  server: string;
}

/** Texts that make a player open something else, by what they are. */
export function disguisedTexts({ secret, neighbour, server }: Bait): Record<string, string> {
  const hls = (segment: string, extra = '') =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n${extra}#EXTINF:1,\n${segment}\n#EXT-X-ENDLIST\n`;
  const dash = (base: string) =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" type="static" mediaPresentationDuration="PT2S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${base}</BaseURL><SegmentBase indexRange="0-100"/></Representation></AdaptationSet></Period></MPD>`;
  const svg = (link: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"><image xlink:href="${link}" width="10" height="10"/></svg>`;
  const sdp = (host: string) =>
    `v=0\r\no=- 0 0 IN IP4 ${host}\r\ns=x\r\nc=IN IP4 ${host}\r\nt=0 0\r\nm=video 5004 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n`;
  return {
    'HLS, absolute file': hls(`file://${secret}`),
    'HLS, absolute path': hls(secret),
    'HLS, relative file': hls(neighbour),
    'HLS, address': hls(`${server}/segment.ts`),
    'HLS, concat protocol': hls(`concat:${secret}|${neighbour}`),
    'HLS, subfile protocol': hls(`subfile,,start,0,end,0,,:${secret}`),
    'HLS, data protocol': hls('data:video/mp4;base64,AAAA'),
    'HLS, key by address': hls(neighbour, `#EXT-X-KEY:METHOD=AES-128,URI="${server}/key"\n`),
    'HLS, map of a file': hls(neighbour, `#EXT-X-MAP:URI="${secret}"\n`),
    'HLS, of another playlist': `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${server}/inner.m3u8\n`,
    'HLS, behind blanks': `\n\n   ${hls(secret)}`,
    'HLS, behind a byte order mark': `\uFEFF${hls(secret)}`,
    'ffconcat, relative': `ffconcat version 1.0\nfile '${neighbour}'\n`,
    'ffconcat, absolute': `ffconcat version 1.0\nfile '${secret}'\n`,
    'ffconcat, address': `ffconcat version 1.0\nfile '${server}/a.mp4'\n`,
    'ffconcat, with options': `ffconcat version 1.0\nfile '${neighbour}'\noption safe 0\nstream\nexact_stream_id 0\n`,
    'ffconcat, without head': `file '${neighbour}'\n`,
    'DASH, address': dash(`${server}/`),
    'DASH, file': dash(`file://${secret}`),
    'DASH, relative': dash(neighbour),
    'SDP, this machine': sdp('127.0.0.1'),
    'SDP, everybody': sdp('0.0.0.0'),
    'SVG, file': svg(`file://${secret}`),
    'SVG, address': svg(`${server}/a.png`),
    'SVG, entity': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${secret}">]>${svg('&x;')}`,
    'a page': `<!doctype html><video src="${server}/a.mp4"></video>`,
    'PLS playlist': `[playlist]\nFile1=${server}/a.mp3\nNumberOfEntries=1\n`,
    'ASX playlist': `<asx version="3.0"><entry><ref href="${server}/a.asf"/></entry></asx>`,
    'XSPF playlist': `<?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"><trackList><track><location>file://${secret}</location></track></trackList></playlist>`,
    'QuickTime reference': `RTSPtext\nrtsp://127.0.0.1/${secret}`,
    'stream reference': `[Reference]\nRef1=${server}/a.asf\n`,
    'WebVTT captions': `WEBVTT\n\n00:00.000 --> 00:01.000\n{\\fn${secret}}\n`,
    'SRT captions': `1\n00:00:00,000 --> 00:00:01,000\n<font face="${secret}">x</font>\n`,
    'ASS captions': `[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: ${secret}\n`,
    'IMF composition': `<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><Id>urn:uuid:0</Id></CompositionPlaylist>`,
    'AviSynth script': `AviSource("${secret}")\n`,
    ffmetadata: `;FFMETADATA1\ntitle=${secret}\n`,
    'an argument file': `-i\n${secret}\n-f\nmp4\n`,
  };
}

/** The same texts behind the first bytes of formats that we accept, so that sniffing alone does not stop them. */
export function withMagic(text: string): Record<string, Buffer> {
  const behind = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(text)]);
  return {
    wav: behind('52494646ffffffff57415645'),
    mp3: behind('49443304000000000000'),
    mov: behind('0000001066747970697 36f6d00000000'.replace(' ', '')),
    matroska: behind('1a45dfa3874282847765626d'),
  };
}

/** Names that ffmpeg or the file system take for something else than a file in the folder. */
export function hostileNames({ secret, server }: Bait): string[] {
  return [
    ...[
      '-i',
      '-y',
      '-version',
      '--',
      '-',
      '.',
      '..',
      '',
      ' ',
      'a b.mp4',
      'frame-%02d.png',
      '%d.mp4',
      'a*.mp4',
      'a?.mp4',
    ],
    ...[
      secret,
      '../a.mp4',
      'x/../a.mp4',
      'a/b.mp4',
      'a\\b.mp4',
      '..\\a.mp4',
      'C:\\a.mp4',
      'C:a.mp4',
      '/dev/stdin',
      '%2e%2e%2fa',
    ],
    ...[
      `concat:${secret}|a`,
      `subfile,,start,0,end,9,,:${secret}`,
      'data:video/mp4;base64,AAAA',
      'pipe:0',
      'fd:0',
    ],
    ...[
      `${server}/a.mp4`,
      `file:${secret}`,
      `file://${secret}`,
      'crypto:a.mp4',
      'cache:a.mp4',
      'async:a.mp4',
      'tcp://127.0.0.1:9',
    ],
    ...[
      'a\0.mp4',
      'a\n.mp4',
      'a:b.mp4',
      "a'b.mp4",
      'a"b.mp4',
      'a;b.mp4',
      'a,b.mp4',
      'a[b].mp4',
      '`id`.mp4',
      '$(id).mp4',
      'a|b.mp4',
    ],
    ...['a'.repeat(4096), 'ä.mp4', 'а.mp4', 'a\u202e4pm.exe', '．．／a', '.hidden', 'a..mp4/..', 'tmp..mp4'],
  ];
}
