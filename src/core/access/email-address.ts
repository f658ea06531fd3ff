/** Matches one address that no header and no SMTP command can read as two, or as anything else. */
export const EMAIL_ADDRESS = /^[^\s<>()[\]\\,;:"@\p{Cc}]+@[^\s<>()\\,;:"@\p{Cc}]+$/u;
