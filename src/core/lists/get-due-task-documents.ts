/** A document somebody has a task on; null where it has no such thing. */
export interface DueTaskDocument {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly folderPath: string;
  readonly checkedOutById: number | null;
  readonly checkedOutByLogin: string | null;
  readonly ownerId: number | null;
  readonly ownerLogin: string | null;
  readonly ownerFullName: string | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly version: number;
  readonly libraryId: number;
  readonly libraryName: string;
  /**
   * 0: the caller never read it; 1: not the version published now; 2: that one or a newer one
   * (docs/legacy/operations.md#other-enumerations).
   */
  readonly viewStatus: number;
}
