import * as z from 'zod';

/** What encodes pictures. */
export const CODECS = ['h264', 'h265', 'av1', 'vp9', 'prores'] as const;
/** Schema of a codec. */
export const Codec = z.enum(CODECS);
export type Codec = z.infer<typeof Codec>;

/** Forms of a whole film with sound; `shared/render/formats/film-formats.ts` says what each is made of. */
export const FILM_FORMATS = ['mp4', 'mp4-h265', 'mp4-av1', 'webm', 'mov-alpha', 'webm-alpha'] as const;
/** Schema of the form of a film. */
export const FilmFormat = z.enum(FILM_FORMATS);
export type FilmFormat = z.infer<typeof FilmFormat>;

/** Everything that a timeline can be rendered to: a film, a moving picture without sound, or single pictures. */
export const RENDER_FORMATS = [...FILM_FORMATS, 'gif', 'stills'] as const;
/** Schema of what can be rendered. */
export const RenderFormat = z.enum(RENDER_FORMATS);
export type RenderFormat = z.infer<typeof RenderFormat>;
