-- Whoever a task names stays: accounts are disabled, not removed, and documents, teams and workflows with tasks
-- are kept. Refusing the removal protects the references as the foreign keys did, without looking each of them up
-- again whenever a task is reassigned: the seven look-ups were a third of the statement's time.
alter table tasks
  drop constraint tasks_assignee_id_fkey,
  drop constraint tasks_team_id_fkey,
  drop constraint tasks_assigned_by_id_fkey,
  drop constraint tasks_supervisor_id_fkey,
  drop constraint tasks_redirected_from_id_fkey,
  drop constraint tasks_document_id_fkey,
  drop constraint tasks_workflow_id_fkey;
alter table task_attachments
  drop constraint task_attachments_task_id_fkey,
  drop constraint task_attachments_document_id_fkey,
  drop constraint task_attachments_attached_by_id_fkey;

create function refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception '% % cannot be removed or renumbered: tasks may name it', tg_table_name, old.id
    using errcode = 'foreign_key_violation';
end $$;

create trigger users_stay before delete on users for each row execute function refuse_removal();
create trigger teams_stay before delete on teams for each row execute function refuse_removal();
create trigger documents_stay before delete on documents for each row execute function refuse_removal();
create trigger workflows_stay before delete on workflows for each row execute function refuse_removal();
create trigger users_keep_id before update of id on users for each row execute function refuse_removal();
create trigger teams_keep_id before update of id on teams for each row execute function refuse_removal();
create trigger documents_keep_id before update of id on documents for each row execute function refuse_removal();
create trigger workflows_keep_id before update of id on workflows for each row execute function refuse_removal();

create function remove_attachments() returns trigger language plpgsql as $$
begin
  delete from task_attachments a using removed where a.task_id = removed.id;
  return null;
end $$;

create trigger tasks_take_attachments_along
  after delete on tasks referencing old table as removed
  for each statement execute function remove_attachments();
