-- A shortcut stands for a document elsewhere, and takes no tasks of its own (operations.md 6 CreateTask).
alter table documents add column shortcut boolean not null default false;
