/** A photo as it may be uploaded (PRODUCT.md, small print). */
export const PHOTO_MAX_BYTES = 20 * 1024 * 1024;
export const PHOTO_MAX_PIXELS = 60_000_000;
export const PHOTO_FORMATS = ['jpeg', 'png', 'webp'] as const;
/** Longest side in pixels of what is served. */
export const PHOTO_VARIANTS = { small: 320, large: 1280 } as const;
export type PhotoVariant = keyof typeof PHOTO_VARIANTS;
/** What a phone sends: compressed to about this. */
export const PHOTO_TARGET_BYTES = 300 * 1024;
/** Uploads per person and day (Asia/Shanghai). */
export const PHOTO_DAILY_QUOTA = 300;
/** Bytes kept for one person in all, as stored. */
export const PHOTO_TOTAL_BYTES = 5 * 1024 * 1024 * 1024;
/** A photo that no matter has taken is deleted after so long. */
export const UNCLAIMED_DAYS = 7;
