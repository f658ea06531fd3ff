/**
 * Somebody added the task by hand, whether it stands in a workflow or not: no definition of a workflow made it
 * (operations.md 3.1, AdHoc and TaskDefID).
 */
export const isAdHoc = ({ definitionId }: { readonly definitionId: number }): boolean => definitionId === 0;
