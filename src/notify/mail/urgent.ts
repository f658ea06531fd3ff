/** High and Urgent (operations.md 1.2). */
const URGENT_FROM = 10;

export const isUrgent = ({ priority }: { readonly priority: number }): boolean => priority >= URGENT_FROM;
