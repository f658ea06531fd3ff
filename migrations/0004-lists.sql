-- What the lists are looked up by, and the order most people want them in: by due date, where a task without one comes
-- first because its sentinel is the earliest date (docs/legacy/operations.md#types-and-dates). None of these holds the
-- status: closing a task, as every reassignment does, then leaves all of them alone. Who has no other criterion than
-- the status reads the table.
create index tasks_assignee on tasks (assignee_id, due_at nulls first, id);
create index tasks_supervisor on tasks (supervisor_id, due_at nulls first, id);
create index tasks_due on tasks (due_at nulls first, id);
create index tasks_started on tasks (started_at nulls first, id);
create index tasks_document on tasks (document_id);
create index tasks_workflow on tasks (workflow_id);
create index tasks_assigned_by on tasks (assigned_by_id);
create index tasks_team on tasks (team_id) where team_id is not null;

create index workflow_supervisors_user on workflow_supervisors (user_id);
create index workflow_supervisor_teams_team on workflow_supervisor_teams (team_id);
create index workflows_definition on workflows (definition_id);
create index documents_folder on documents (folder_id) include (id);
create index documents_type on documents (type_id);
create index folders_library on folders (library_id);
