/** Makes a function that runs another with the process in a time zone, and puts the old zone back. */
export const inZone =
  (zone: string) =>
  <T>(run: () => T): T => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      return run();
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  };
