/** The limits of a server without settings. */
export const LIMITS = {
  maxBodyBytes: 4 * 1024 * 1024,
  maxBodiesBytes: 64 * 1024 * 1024,
  bufferAnswerBytes: 4 * 1024 * 1024,
  bufferAnswers: false,
};
