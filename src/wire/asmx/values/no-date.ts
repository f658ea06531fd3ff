const MIN_VALUE_ANYWHERE = Date.parse('0001-01-02T12:00:00Z');

/**
 * LEGACY: .NET's DateTime.MinValue, 0001-01-01T00:00:00, stands for no date
 * (docs/legacy/operations.md#types-and-dates): it is what a client's DateTime holds that nobody has set. It is in the
 * client's zone or ours, so that the instant may be a day off.
 */
export const isNoDate = (date: Date): boolean => date.getTime() <= MIN_VALUE_ANYWHERE;
