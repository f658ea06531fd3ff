-- A shortcut stands for a document elsewhere, and takes no tasks of its own (docs/legacy/operations.md#createtask).
alter table documents add column shortcut boolean not null default false;
