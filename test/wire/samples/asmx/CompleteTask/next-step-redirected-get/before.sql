update tasks set status = 'Completed' where id = 4837;
insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number, step_name, definition_id, name) values
  (5001, 'NotStarted', 17, 7, 227, 2, 'Release', 55, 'Release');
