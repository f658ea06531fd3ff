export interface Outage {
  /** Failures in a row; 0 when the last try succeeded. */
  readonly failures: () => number;
  readonly failed: (reason: string) => void;
  readonly ended: () => void;
}

/** Remembers failures in a row and tells of the first and of the end, so that an hour without mail is two lines. */
export function createOutage(onBegin: (reason: string) => void, onEnd: (failures: number) => void): Outage {
  let failures = 0;
  return {
    failures: () => failures,
    failed(reason) {
      failures += 1;
      if (failures === 1) onBegin(reason);
    },
    ended() {
      if (failures > 0) onEnd(failures);
      failures = 0;
    },
  };
}
