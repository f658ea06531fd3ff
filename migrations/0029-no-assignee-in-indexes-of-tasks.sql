-- Both are of columns that a change of who has a task writes; migration 0026 says what is there instead of them.
set local lock_timeout = '2s';
drop index tasks_assignee, tasks_reassigned_often;
-- note_new_tasks() sets the timers.
drop trigger tasks_set_timers on tasks;
drop function set_timers_of_new_tasks();
