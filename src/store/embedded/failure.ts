/** PostgreSQL could not be started: the message is one sentence, `detail` the last lines of its own log. */
export class EmbeddedStartFailed extends Error {
  override readonly name = 'EmbeddedStartFailed';
  readonly detail: string;

  constructor(message: string, detail = '') {
    super(message);
    this.detail = detail;
  }
}

/** Another process serves this data directory; the message names both. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';

  constructor(dataDirectory: string, pid: number) {
    super(`The data directory ${dataDirectory} is in use by process ${pid}.`);
  }
}
