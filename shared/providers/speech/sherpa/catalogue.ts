/** A voice that can be installed by its name. */
export interface CatalogueVoice {
  name: string;
  languages: readonly string[];
  about: string;
  licence: string;
  url: string;
  bytes: number;
  /** Of the archive; undefined where nobody that is known here has published it. */
  sha256?: string;
}

const RELEASE = 'https://github.com/k2-fsa/sherpa-onnx/releases/download/tts-models';
const PUBLIC_DOMAIN = 'public domain';

/**
 * Good voices among the releases of sherpa-onnx, as of November 2026, with training data that allows films to be sold.
 * Releases of GitHub publish a digest of each file; those here were found, alike, in several projects that install the same
 * files. An archive that does not fit its digest is not installed.
 */
export const CATALOGUE: readonly CatalogueVoice[] = [
  {
    name: 'kokoro-en',
    languages: ['en', 'en-US', 'en-GB'],
    about: 'Kokoro 0.19: eleven speakers, the most natural one',
    licence: 'Apache-2.0',
    url: `${RELEASE}/kokoro-en-v0_19.tar.bz2`,
    bytes: 319_625_534,
    sha256: '912804855a04745fa77a30be545b3f9a5d15c4d66db00b88cbcd4921df605ac7',
  },
  {
    name: 'kitten-en',
    languages: ['en', 'en-US'],
    about: 'Kitten nano 0.8: eight speakers, small',
    licence: 'Apache-2.0',
    url: `${RELEASE}/kitten-nano-en-v0_8-fp32.tar.bz2`,
    bytes: 63_815_222,
    sha256: '16092117bfe591ddcd58d078e1454603b8e1caea46f85653b2c2efae76bd883e',
  },
  piper('en_US-ljspeech-high', 'ljspeech', ['en', 'en-US'], 'a woman', PUBLIC_DOMAIN, 115_817_679, {
    sha256: '00c6408d2409050312193b0d40ae07fde28af7d3d45a56efcc55440db516b935',
  }),
  piper('en_US-libritts_r-medium', 'libritts', ['en', 'en-US'], '904 readers', 'CC BY 4.0', 82_038_311, {
    sha256: '10dc268f3e371696d721486123e2705a9fc1faa113491979fde4d88dba1f1b1c',
  }),
  piper('en_US-john-medium', 'john', ['en', 'en-US'], 'a man', PUBLIC_DOMAIN, 67_249_181, {
    sha256: 'd90362cfa48e429d3096f644785184446145b6e38216f2eaf4c0601b8aad5a36',
  }),
  piper('en_GB-cori-high', 'cori', ['en', 'en-GB'], 'a British woman', PUBLIC_DOMAIN, 115_574_061, {
    sha256: '42922f07738fcde2e49eed4e959635692f73b933de35a6b7c1010162ff566292',
  }),
  piper('de_DE-thorsten-high', 'thorsten', ['de', 'de-DE'], 'a man', 'CC0', 115_591_546, {
    sha256: 'dd4ed1b0d42c30a1a4862fc2b243e8044d52b8889c9ff3d1e99e92028888bc4a',
  }),
  piper('de_DE-thorsten-medium', 'thorsten-medium', ['de', 'de-DE'], 'a man, quicker', 'CC0', 67_214_254, {
    sha256: '50487d9c95fdf2191f31d2588569381063ba1591dcd4c7d4bdd30f12b2191714',
  }),
  piper('es_ES-davefx-medium', 'davefx', ['es', 'es-ES'], 'a man', 'CC0', 67_184_952, {
    sha256: 'a3f6beb54a9cb893279f72978a22f807a4d9fc9c7848157b524d5cc7b7f58b22',
  }),
  piper('es_MX-claude-high', 'claude', ['es', 'es-MX'], 'a Mexican man', 'Apache-2.0', 67_207_890, {
    sha256: 'ec33fb689c248fe64810aab564cba97babf0f506672cfd404928d46e751a4721',
  }),
  piper('fr_FR-siwis-medium', 'siwis', ['fr', 'fr-FR'], 'a woman', 'CC BY 4.0', 67_207_459, {
    sha256: '375909aa30842b3a4efa10b1beb1d761af792960ae6873b4d53889f96c66195b',
  }),
  piper('it_IT-paola-medium', 'paola', ['it', 'it-IT'], 'a woman', 'see its MODEL_CARD', 67_000_000),
  piper('pt_BR-faber-medium', 'faber', ['pt', 'pt-BR'], 'a Brazilian man', 'CC0', 67_000_000),
  piper('tr_TR-fettah-medium', 'fettah', ['tr', 'tr-TR'], 'a man', 'see its MODEL_CARD', 67_174_342, {
    sha256: '314a9910616fb17be882c77f0bcf76796a1914d4d606f3c984f9094cb9abf1e5',
  }),
];

/** A Piper voice: an archive of a VITS model that is named by language, speaker and size. */
function piper(
  file: string,
  name: string,
  languages: readonly [main: string, ...string[]],
  about: string,
  licence: string,
  bytes: number,
  known: { sha256?: string } = {},
): CatalogueVoice {
  const url = `${RELEASE}/vits-piper-${file}.tar.bz2`;
  return {
    name: `piper-${languages[0]}-${name}`,
    languages,
    about: `Piper: ${about}`,
    licence,
    url,
    bytes,
    ...known,
  };
}
