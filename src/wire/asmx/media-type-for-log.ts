const MEDIA_TYPE = /^\s*([\w.+-]{1,40}\/[\w.+-]{1,60})\s*(?:;|$)/;

/** The media type of a content type for our own log; a text that is no media type is left out. */
export function mediaTypeForLog(contentType: string): string {
  if (contentType === '') return 'none';
  return MEDIA_TYPE.exec(contentType)?.[1] ?? `${contentType.length} characters that are no media type`;
}
