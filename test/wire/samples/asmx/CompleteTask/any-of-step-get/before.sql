insert into workflow_steps values (227, 1, 'any');
insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number, step_name, definition_id, name) values
  (5001, 'NotStarted', 12, 7, 227, 2, 'Release', 55, 'Release');
