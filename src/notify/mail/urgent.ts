/** High and Urgent (docs/legacy/operations.md#priority). */
const URGENT_FROM = 10;

export const isUrgent = ({ priority }: { readonly priority: number }): boolean => priority >= URGENT_FROM;
