import { Image } from '@napi-rs/canvas';
import { AppError } from '#shared/errors.ts';
import { sniffImage } from '#shared/security/sniff-image.ts';

/** A decoded picture, upright (the decoder applies EXIF orientation); an animation's first frame. */
export interface UserPicture {
  image: Image;
  /** Pixels after rotation. */
  width: number;
  height: number;
}

/** Checks and decodes a picture that a person gave; throws `MEDIA_INVALID` for what cannot be shown. */
export async function decodePicture(bytes: Uint8Array): Promise<UserPicture> {
  sniffImage(bytes);
  const image = new Image();
  try {
    image.src = bytes;
    await image.decode();
  } catch (cause) {
    throw new AppError('MEDIA_INVALID', 'The picture is damaged and cannot be shown.', { cause });
  }
  if (image.width === 0 || image.height === 0) {
    throw new AppError('MEDIA_INVALID', 'The picture is damaged and cannot be shown.');
  }
  return { image, width: image.width, height: image.height };
}
