-- A workflow runs by the revision of its definition that it was started from; the definition may move on meanwhile.
-- DeleteTask tells the two apart (docs/legacy/operations.md#deletetask).
alter table workflow_definitions
  add column revision int not null default 1 check (revision > 0);

alter table workflows
  add column definition_revision int not null default 1 check (definition_revision > 0);
