/**
 * Somebody added the task by hand, whether it stands in a workflow or not: no definition of a workflow made it
 * (docs/legacy/operations.md#the-task-element, AdHoc and TaskDefID).
 */
export const isAdHoc = ({ definitionId }: { readonly definitionId: number }): boolean => definitionId === 0;
