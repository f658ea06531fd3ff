/** One address and nothing that could be read as two, or as anything else, in a header or an SMTP command. */
export const EMAIL_ADDRESS = /^[^\s<>()[\]\\,;:"@\p{Cc}]+@[^\s<>()\\,;:"@\p{Cc}]+$/u;
